/** What Discord hands over → what a person did. Whatever does not look as documented is undefined, and nothing here may throw. */
import { z } from 'zod';
import { type FileRef, type Input, mendText } from '../../core/event.ts';
import { idOf } from '../../core/ids.ts';
import { PREFIX } from './render.ts';

export const CHANNEL = 'discord';

/** A person as Discord names them. */
export interface User {
  id: string;
  name: string;
  locale: string | undefined;
}

/** A message that may be for the bot. */
export interface HeardMessage {
  id: string;
  channelId: string;
  direct: boolean;
  user: User;
  /** It is a direct message, mentions the bot, or answers one of its messages. */
  forUs: boolean;
  input: Input;
}

const snowflake = z.string().regex(/^\d{1,20}$/);
const optional = z.string().optional().catch(undefined);

const user = z.object({
  id: snowflake,
  username: z.string().catch(''),
  global_name: z.string().nullish().catch(undefined),
  bot: z.boolean().optional().catch(undefined),
  system: z.boolean().optional().catch(undefined),
});

const attachment = z.object({
  id: snowflake,
  filename: z.string().catch(''),
  title: optional,
  content_type: optional,
  size: z.number().int().nonnegative().nullable().catch(null),
  url: z.string().catch(''),
});

const list = z.array(z.unknown()).catch([]);

const body = z.object({ content: z.string().catch(''), attachments: list, sticker_items: list });

const message = body.extend({
  id: snowflake,
  channel_id: snowflake,
  guild_id: optional,
  type: z.number().catch(0),
  author: user,
  webhook_id: optional,
  member: z
    .object({ nick: z.string().nullish().catch(undefined) })
    .optional()
    .catch(undefined),
  mentions: list,
  poll: z.unknown().optional(),
  message_reference: z
    .object({ type: z.number().catch(0), message_id: optional })
    .optional()
    .catch(undefined),
  message_snapshots: z.array(z.object({ message: body })).catch([]),
  referenced_message: z.object({ author: user }).nullish().catch(undefined),
});

/** What people say; the other kinds tell of joins, pins and the like (resources/message#message-object-message-types). */
const SPOKEN = new Set([0, 19]);

/** `direct`: undefined when the message itself tells, which one that was fetched does not. */
export function parseMessage(given: unknown, botId: string, direct?: boolean): HeardMessage | undefined {
  const parsed = message.safeParse(given).data;
  if (!parsed || parsed.author.bot || parsed.author.system || parsed.webhook_id !== undefined) return undefined;
  if (!SPOKEN.has(parsed.type)) return undefined;
  const mentions = parsed.mentions.flatMap((one) => user.safeParse(one).data ?? []);
  const isDirect = direct ?? parsed.guild_id === undefined;
  const forUs = isDirect || mentions.some(({ id }) => id === botId) || parsed.referenced_message?.author.id === botId;
  const bodies = [parsed, ...parsed.message_snapshots.map((one) => one.message)];
  const text = bodies
    .map(({ content }) => readText(content, botId, mentions))
    .join('\n')
    .trim();
  const files = bodies.flatMap(({ attachments }) => attachments.flatMap((one) => fileOf(one, parsed) ?? []));
  const unsupported = [
    ...bodies.flatMap(({ sticker_items }) => (sticker_items.length > 0 ? ['sticker'] : [])),
    ...(parsed.poll ? ['poll'] : []),
  ];
  const reference = parsed.message_reference;
  const under = reference?.type === 0 ? reference.message_id : undefined;
  const command = files.length === 0 ? commandIn(text) : undefined;
  return {
    id: parsed.id,
    channelId: parsed.channel_id,
    direct: isDirect,
    user: { ...userOf(parsed.author, parsed.member?.nick), locale: undefined },
    forUs,
    input: command ?? {
      type: 'message',
      text,
      ...(files.length > 0 && { files }),
      ...(unsupported.length > 0 && { unsupported }),
      ...(under !== undefined && { under }),
    },
  };
}

function userOf({ id, username, global_name }: z.infer<typeof user>, nick?: string | null): Omit<User, 'locale'> {
  return { id, name: mendText(nick || global_name || username) };
}

/** Discord's app shows a line with a slash as a command only where it knows one; the others arrive as text. */
function commandIn(text: string): Input | undefined {
  const { word, rest = '' } = /^[/／](?<word>[a-z]{1,32})(?:\s+(?<rest>[\s\S]*))?$/iu.exec(text)?.groups ?? {};
  return word === undefined ? undefined : { type: 'command', name: word.toLowerCase(), text: rest };
}

/** Words as their writer saw them. The bot's own mention only says whom they are for. */
function readText(content: string, botId: string, people: readonly z.infer<typeof user>[] = []): string {
  return mendText(content)
    .replaceAll(new RegExp(`<@!?${botId}>`, 'g'), ' ')
    .replaceAll(/<@!?(\d+)>/g, (whole, id: string) => {
      const found = people.find((one) => one.id === id);
      return found ? `@${userOf(found).name}` : whole;
    })
    .replaceAll(/<a?(:\w+:)\d+>/g, '$1')
    .trim();
}

function fileOf(given: unknown, at: { id: string; channel_id: string } | undefined): FileRef | undefined {
  const parsed = attachment.safeParse(given).data;
  if (!parsed) return undefined;
  const { id, filename, title, content_type: type = '', size, url } = parsed;
  const ending = /\.\w{1,8}$/.exec(filename)?.[0] ?? '';
  return {
    id: idOf('file', CHANNEL, id),
    // The file's name has lost all letters but Latin ones; what it was called stands in the title.
    name: mendText(title === undefined || title === '' ? filename : `${title}${ending}`),
    type: mendText(type),
    size,
    // Addresses of files lapse within a day; a message gives out fresh ones.
    source: at ? `message:${at.channel_id}/${at.id}/${id}` : `url:${mendText(url)}`,
  };
}

/** Where the interface waits for an answer. */
export interface Place {
  id: string;
  token: string;
  applicationId: string;
  channelId: string;
  /** It is the person's own chat with the bot. */
  direct: boolean;
}

export type Interaction = { at: Place; user: User } & (
  | { type: 'input'; input: Input; files: number }
  /** `opens`: a dialog should follow. */
  | { type: 'press'; input: Input; opens: boolean }
  /** A page of a dialog is asked for. */
  | { type: 'page'; page: PageRef }
  | {
      type: 'submit';
      page: PageRef;
      values: Record<string, string>;
      files: Record<string, FileRef[]>;
      inPlace: boolean;
    }
  | { type: 'complete'; words: string }
  | { type: 'nothing' }
);

/** Names a page of a dialog by the first field on it; empty: the first page. */
export interface PageRef {
  field: string;
  form: string;
  draft: string;
}

const interaction = z.object({
  id: snowflake,
  application_id: snowflake,
  type: z.number(),
  token: z.string().min(1),
  channel_id: optional,
  channel: z.object({ id: snowflake, type: z.number() }).optional().catch(undefined),
  guild_id: optional,
  context: z.number().optional().catch(undefined),
  locale: optional,
  user: user.optional().catch(undefined),
  member: z
    .object({ user, nick: z.string().nullish().catch(undefined) })
    .optional()
    .catch(undefined),
  message: z.object({ components: list }).optional().catch(undefined),
  data: z.unknown().optional(),
});

const option = z.object({
  name: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional().catch(undefined),
  focused: z.boolean().optional().catch(undefined),
});

const commandData = z.object({
  name: z.string(),
  type: z.number().catch(1),
  options: z.array(option).catch([]),
  target_id: optional,
  resolved: z
    .object({ messages: z.record(z.string(), body).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

const componentData = z.object({ custom_id: z.string(), values: z.array(z.string()).catch([]) });

const inputComponent = z.object({
  custom_id: z.string(),
  value: z.string().nullish().catch(undefined),
  values: z.array(z.string()).optional().catch(undefined),
});

const modalData = z.object({
  custom_id: z.string(),
  components: z
    .array(
      z.object({ component: z.unknown().optional(), components: z.array(z.unknown()).optional().catch(undefined) }),
    )
    .catch([]),
  resolved: z
    .object({ attachments: z.record(z.string(), z.unknown()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** interactions/receiving-and-responding#interaction-object-interaction-type. */
const TYPE = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;
/** interactions/application-commands#application-command-object-application-command-types. */
const MESSAGE_COMMAND = 3;
/** resources/channel#channel-object-channel-types, and the interaction's context of that name. */
const DIRECT = 1;
/** The command that the context menu's entry stands for; a form has the same name. */
const COMPLAINT = 'complaint';
/** Its option, and the form's field for it. */
const STORE = 'store';
const STORE_FIELD = 'outlet';

export function parseInteraction(given: unknown): Interaction | undefined {
  const parsed = interaction.safeParse(given).data;
  const author = parsed?.member?.user ?? parsed?.user;
  if (!parsed || !author) return undefined;
  const { id, token, application_id: applicationId, channel } = parsed;
  const common = {
    at: {
      id,
      token,
      applicationId,
      channelId: parsed.channel_id ?? channel?.id ?? '',
      direct: parsed.guild_id === undefined && (parsed.context ?? channel?.type ?? DIRECT) === DIRECT,
    },
    user: { ...userOf(author, parsed.member?.nick), locale: parsed.locale },
  };
  const nothing = { ...common, type: 'nothing' } as const;
  switch (parsed.type) {
    case TYPE.command:
      return { ...common, ...readCommand(parsed.data, applicationId) };
    case TYPE.component: {
      const data = componentData.safeParse(parsed.data).data;
      if (!data) return nothing;
      const page = pageRef(data.custom_id, PREFIX.page);
      return page ? { ...common, type: 'page', page } : { ...common, ...readPress(data) };
    }
    case TYPE.autocomplete: {
      const data = commandData.safeParse(parsed.data).data;
      const focused = data?.options.find((one) => one.focused);
      return { ...common, type: 'complete', words: mendText(String(focused?.value ?? '')) };
    }
    case TYPE.modal: {
      const inPlace = JSON.stringify(parsed.message?.components ?? []).includes(`"custom_id":"${PREFIX.page}`);
      const submitted = readModal(parsed.data);
      return submitted ? { ...common, type: 'submit', ...submitted, inPlace } : nothing;
    }
    default:
      return undefined;
  }
}

/** The options of a command are what would be written after its word. */
function readCommand(
  given: unknown,
  botId: string,
): { type: 'input'; input: Input; files: number } | { type: 'nothing' } {
  const data = commandData.safeParse(given).data;
  if (!data) return { type: 'nothing' };
  if (data.type === MESSAGE_COMMAND) {
    const target = data.resolved?.messages?.[data.target_id ?? ''];
    const text = readText(target?.content ?? '', botId);
    return {
      type: 'input',
      input: { type: 'command', name: COMPLAINT, text },
      files: target?.attachments.length ?? 0,
    };
  }
  const options = data.options.flatMap(({ name, value }) => {
    const words = mendText(String(value ?? '')).trim();
    return words === '' ? [] : [{ name, words }];
  });
  const [first, ...others] = options;
  if (data.name === COMPLAINT && first?.name === STORE && others.length === 0) {
    // A store alone is no story, so it is filled in like a field, and the rest is asked.
    const values = { [STORE_FIELD]: first.words };
    // biome-ignore lint/suspicious/noThenProperty: the name is the contract's
    return { type: 'input', input: { type: 'dialog', form: COMPLAINT, values, then: 'leave' }, files: 0 };
  }
  const text = options.map(({ words }) => words).join('\n');
  return { type: 'input', input: { type: 'command', name: mendText(data.name), text }, files: 0 };
}

function readPress({ custom_id, values }: z.infer<typeof componentData>): {
  type: 'press';
  input: Input;
  opens: boolean;
} {
  const kind = Object.values(PREFIX).find((prefix) => custom_id.startsWith(prefix));
  const id = kind === PREFIX.select ? (values[0] ?? '') : custom_id.slice(kind?.length ?? 0);
  return { type: 'press', input: { type: 'action', id: mendText(id) }, opens: kind === PREFIX.dialog };
}

/** `field:form:draft`; the names of forms and fields have no colons. */
export const pageId = (prefix: string, { field, form, draft }: PageRef): string => `${prefix}${field}:${form}:${draft}`;

function pageRef(customId: string, prefix: string): PageRef | undefined {
  const match = /^(?<field>[\w.-]*):(?<form>[\w.-]+):(?<draft>[\w.-]*)$/.exec(customId.slice(prefix.length))?.groups;
  if (!customId.startsWith(prefix) || !match) return undefined;
  return { field: match.field ?? '', form: match.form ?? '', draft: match.draft ?? '' };
}

function readModal(
  given: unknown,
): { page: PageRef; values: Record<string, string>; files: Record<string, FileRef[]> } | undefined {
  const data = modalData.safeParse(given).data;
  const page = data && pageRef(data.custom_id, PREFIX.modal);
  if (!data || !page) return undefined;
  const values: Record<string, string> = {};
  const files: Record<string, FileRef[]> = {};
  for (const { component, components = [] } of data.components) {
    for (const one of [component, ...components]) {
      const input = inputComponent.safeParse(one).data;
      const { kind, name } = /^(?<kind>[vf]):(?<name>[a-zA-Z][\w.-]{0,63})$/.exec(input?.custom_id ?? '')?.groups ?? {};
      if (!input || name === undefined) continue;
      if (kind === 'f') {
        files[name] = (input.values ?? []).flatMap((id) => fileOf(data.resolved?.attachments?.[id], undefined) ?? []);
      } else {
        values[name] = mendText(input.value ?? input.values?.[0] ?? '');
      }
    }
  }
  return { page, values, files };
}

/** topics/reference#snowflakes: the time is in the id. */
export function timeOf(id: string): string {
  const ms = Number(BigInt(id) >> 22n) + 1_420_070_400_000;
  return new Date(Math.min(ms, 8.64e15)).toISOString();
}

/** reference#locales. */
export function languageOf(locale: string | undefined): 'zh-Hans' | 'zh-Hant' | 'en' | undefined {
  if (locale === undefined) return undefined;
  if (/^zh-(?:Hant|TW|HK|MO)/i.test(locale)) return 'zh-Hant';
  if (/^zh/i.test(locale)) return 'zh-Hans';
  return /^en/i.test(locale) ? 'en' : undefined;
}
