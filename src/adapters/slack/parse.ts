/**
 * What Slack tells of messages and people → what a person did. Pure and careful: whatever does not look as documented is undefined, and nothing that a
 * person sends may throw. Who the author is and where the answer goes are looked up in `app.ts`.
 */
import { z } from 'zod';
import { type FileRef, type Input, mendText } from '../../core/event.ts';
import { idOf } from '../../core/ids.ts';
import { CHANNEL } from './people.ts';
import { readText } from './text.ts';

/** Where something happened: a channel that Slack names, or nowhere in particular. */
export interface Place {
  channel: string | undefined;
  /** It is the person's own chat with the bot. */
  direct: boolean;
  /** The message that it was written below. */
  under?: string;
}

export interface Heard {
  /** The platform's own id of it: a repeat has the same. */
  nativeId: string;
  /** ISO 8601. */
  at: string;
  user: string;
  /** The workspace of the person, if Slack says. */
  team: string | undefined;
  place: Place;
  input: Input;
}

export const id = z.string().min(1).max(255);
export const optional = z.string().optional().catch(undefined);

const file = z.object({
  id,
  name: z.string().catch(''),
  mimetype: z.string().catch(''),
  size: z.number().int().nonnegative().nullable().catch(null),
  mode: z.string().catch(''),
  url_private_download: optional,
  url_private: optional,
});

const messageEvent = z.object({
  event_id: id,
  team_id: optional,
  event: z.object({
    type: z.enum(['message', 'app_mention']),
    subtype: optional,
    channel: id,
    channel_type: optional,
    user: optional,
    user_team: optional,
    team: optional,
    bot_id: optional,
    text: z.string().catch(''),
    ts: id,
    thread_ts: optional,
    hidden: z.boolean().optional().catch(undefined),
    files: z.array(z.unknown()).catch([]),
  }),
});

/** Messages of people; the others tell of changes, joins and the like. */
const SPOKEN = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message']);
/** Files that are no files of ours to fetch: a link elsewhere, one that was deleted, one beyond the free plan. */
const NO_FILE = new Set(['external', 'tombstone', 'hidden_by_limit']);

/** A message or a mention of the bot; undefined for what bots say, for edits and deletions, and for what is no message. */
export function parseMessage(body: unknown, bot: { userId: string }): (Heard & { mention: boolean }) | undefined {
  const parsed = messageEvent.safeParse(body).data;
  if (!parsed) return undefined;
  const { event } = parsed;
  if (event.user === undefined || event.bot_id !== undefined || event.hidden || !SPOKEN.has(event.subtype)) {
    return undefined;
  }
  if (event.user === bot.userId || event.user === 'USLACKBOT') return undefined;
  const sent = readFiles(event.files, event.user);
  const text = mendText(readText(event.text, bot.userId));
  const under = event.thread_ts !== undefined && event.thread_ts !== event.ts ? event.thread_ts : undefined;
  return {
    nativeId: `event:${parsed.event_id}`,
    at: timeOf(event.ts),
    user: event.user,
    team: event.user_team ?? event.team ?? parsed.team_id,
    place: { channel: event.channel, direct: event.channel_type === 'im', ...(under !== undefined && { under }) },
    input: typed(text, { ...sent, ...(under !== undefined && { under }) }),
    mention: event.type === 'app_mention',
  };
}

/** Slack takes a line that begins with a slash for a command of its own, unless it is a space that comes first. */
function typed(text: string, rest: Omit<Input & { type: 'message' }, 'type' | 'text'>): Input {
  const { word, words } = /^[/／](?<word>[a-z][a-z-]{0,31})(?:\s+(?<words>.*))?$/isu.exec(text)?.groups ?? {};
  if (word === undefined || rest.files) return { type: 'message', text, ...rest };
  return word.toLowerCase() === 'franchise'
    ? spoken(words ?? '')
    : { type: 'command', name: word.toLowerCase(), text: words ?? '' };
}

export function readFiles(files: readonly unknown[], user: string): { files?: FileRef[]; unsupported?: string[] } {
  const refs: FileRef[] = [];
  const unsupported: string[] = [];
  for (const one of files) {
    const ref = readFile(one, user);
    if (ref) refs.push(ref);
    else unsupported.push('file');
  }
  return { ...(refs.length > 0 && { files: refs }), ...(unsupported.length > 0 && { unsupported }) };
}

/** Undefined when its bytes are not Slack's to give. A file of a shared channel comes without an address, which is asked for then. */
function readFile(one: unknown, user: string): FileRef | undefined {
  const parsed = file.safeParse(one).data;
  if (!parsed || NO_FILE.has(parsed.mode)) return undefined;
  return {
    // A file can be shared again by someone else, whose copy it is then.
    id: idOf('file', CHANNEL, user, parsed.id),
    name: mendText(parsed.name),
    type: mendText(parsed.mimetype),
    size: parsed.size,
    source: parsed.url_private_download ?? parsed.url_private ?? `${FILE_BY_ID}${parsed.id}`,
  };
}

/** The source of a file whose address is still to be asked for. */
export const FILE_BY_ID = 'slack-file:';

const homeEvent = z.object({
  event_id: id,
  team_id: optional,
  event: z.object({
    type: z.literal('app_home_opened'),
    user: id,
    channel: optional,
    tab: optional,
    event_ts: optional,
  }),
});

export interface Opened {
  nativeId: string;
  at: string;
  user: string;
  team: string | undefined;
  /** The person's chat with the bot. */
  channel: string | undefined;
  tab: 'home' | 'messages';
}

export function parseOpened(body: unknown): Opened | undefined {
  const parsed = homeEvent.safeParse(body).data;
  if (!parsed) return undefined;
  const { user, channel, tab, event_ts } = parsed.event;
  return {
    nativeId: `event:${parsed.event_id}`,
    at: timeOf(event_ts),
    user,
    team: parsed.team_id,
    channel,
    tab: tab === 'messages' ? 'messages' : 'home',
  };
}

const joinEvent = z.object({
  event_id: id,
  team_id: optional,
  event: z.object({
    type: z.literal('member_joined_channel'),
    user: id,
    channel: id,
    team: optional,
    event_ts: optional,
  }),
});

/** Someone came into a channel: they are greeted as by /start. */
export function parseJoined(body: unknown, bot: { userId: string }): Heard | undefined {
  const parsed = joinEvent.safeParse(body).data;
  if (!parsed || parsed.event.user === bot.userId) return undefined;
  return {
    nativeId: `event:${parsed.event_id}`,
    at: timeOf(parsed.event.event_ts),
    user: parsed.event.user,
    team: parsed.team_id,
    place: { channel: parsed.event.channel, direct: false },
    input: { type: 'command', name: 'start', text: '' },
  };
}

const leftEvent = joinEvent.extend({
  event: joinEvent.shape.event.extend({ type: z.literal('member_left_channel') }),
});

/** Someone left a channel. */
export function parseLeft(body: unknown, bot: { userId: string }): Omit<Opened, 'tab'> | undefined {
  const parsed = leftEvent.safeParse(body).data;
  if (!parsed || parsed.event.user === bot.userId) return undefined;
  const { channel, user, event_ts } = parsed.event;
  return { nativeId: `event:${parsed.event_id}`, at: timeOf(event_ts), user, team: parsed.team_id, channel };
}

/** The words after the app's one command: a command and what belongs to it. */
export function spoken(text: string): Input {
  const { word = '', rest = '' } = /^\/?(?<word>\S*)\s*(?<rest>.*)$/su.exec(text.trim())?.groups ?? {};
  const name = word.toLowerCase();
  if (name === '') return { type: 'command', name: 'help', text: '' };
  return { type: 'command', name, text: rest };
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Slack's times are seconds with a fraction, as text. */
export function timeOf(ts: string | undefined): string {
  const seconds = Number(ts);
  const date = new Date(Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 0);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
