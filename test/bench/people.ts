/**
 * `people.ts PLATFORM`: the double of a platform and 200 people on it, as a process. It prints where it serves; at a line on stdin
 * they begin to write, first each as soon as the last reply has come, then a hundred messages a second; last comes the result.
 */
import { once } from 'node:events';
import { TOKEN as DISCORD_TOKEN, openDiscord } from '../doubles/discord/index.ts';
import { openSlackDouble } from '../doubles/slack/double.ts';
import { aPerson, privateChat, says } from '../doubles/telegram/people.ts';
import { openTelegramServer, TOKEN as TELEGRAM_TOKEN } from '../doubles/telegram/server.ts';
import { until } from '../support/until.ts';
import { TURNS } from './complaint.ts';
import { closedLoop, openLoop, quantile } from './measure.ts';

/** What the adapter is given. */
export interface Served {
  url: string;
  token: string;
  appToken?: string;
  applicationId?: string;
  /** The address of the desk's thread. */
  desk: string;
}

export interface PeopleResult {
  turnsPerSecond: number;
  p99Ms: number;
}

/** Someone who writes and is called when a message has come. */
interface Writer {
  writes(text: string): void;
}

interface PlatformOfPeople {
  served: Served;
  isListening(): boolean;
  newcomer(onReply: () => void): Writer;
}

const PEOPLE = 200;
const WARM_UP_MS = 3_000;
const MEASURE_MS = 6_000;
const PER_SECOND = 100;
const SECONDS = 10;

/** Calls the listener with whatever is added to a list of a double. */
function watch<T>(list: T[], listener: (added: T) => void): void {
  const push = list.push.bind(list);
  list.push = (...added) => {
    const length = push(...added);
    for (const one of added) listener(one);
    return length;
  };
}

async function onTelegram(): Promise<PlatformOfPeople> {
  const server = await openTelegramServer();
  const desk = 999;
  server.addChat({ id: desk, type: 'private' });
  let people = 1000;
  return {
    served: { url: server.root, token: TELEGRAM_TOKEN, desk: String(desk) },
    isListening: () => server.isListening(),
    newcomer(onReply) {
      people += 1;
      const person = aPerson(people, 'Chen Xiao', { language_code: 'en' });
      server.addChat(privateChat(person));
      // The keyboard for a phone number comes after the reply.
      watch(server.messages(person.id), ({ markup }) => !(markup && 'keyboard' in markup) && onReply());
      return { writes: (text) => says(server, person, text) };
    },
  };
}

async function onSlack(): Promise<PlatformOfPeople> {
  const double = await openSlackDouble();
  const desk = 'C0DESK';
  const listeners = new Map<string, () => void>();
  let people = 0;
  double.addChannel(desk);
  watch(double.messages, ({ channel }) => listeners.get(channel)?.());
  const { apiUrl: url, token, appToken } = double;
  return {
    served: { url, token, appToken, desk },
    isListening: () => double.connections() === 2,
    newcomer(onReply) {
      people += 1;
      const id = `U${people}`;
      const channel = double.addUser({ id, name: 'Chen Xiao', locale: 'en-US' });
      listeners.set(channel, onReply);
      return { writes: (text) => void double.say({ user: id, channel, text }) };
    },
  };
}

async function onDiscord(): Promise<PlatformOfPeople> {
  const double = await openDiscord();
  const listeners = new Map<string, () => void>();
  const desk = double.addChannel();
  watch(double.messages, ({ channelId }) => listeners.get(channelId)?.());
  return {
    served: { url: double.apiUrl, token: DISCORD_TOKEN, applicationId: double.botId, desk },
    isListening: () => double.connected() > 0,
    newcomer(onReply) {
      const user = double.addUser('Chen Xiao');
      listeners.set(user.dm, onReply);
      return { writes: (text) => void double.write(user, text) };
    },
  };
}

const WORDS = TURNS.map((input) => (input.type === 'command' ? `/${input.name}` : 'text' in input ? input.text : ''));
/** A reply that does not come ends the run instead of holding it up. */
const PATIENCE_MS = 10_000;

/** One after the other, people tell a whole complaint; each call is one message, and resolves when the reply has come. */
function conversation({ newcomer }: PlatformOfPeople): () => Promise<void> {
  let replied = () => {};
  let person: Writer | undefined;
  let turn = 0;
  let before: Promise<void> = Promise.resolve();
  async function write(): Promise<void> {
    if (turn % WORDS.length === 0) person = newcomer(() => replied());
    const words = WORDS[turn % WORDS.length] ?? '';
    turn += 1;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    replied = resolve;
    const late = setTimeout(() => reject(new Error(`no reply to “${words}”`)), PATIENCE_MS);
    person?.writes(words);
    await promise.finally(() => clearTimeout(late));
  }
  return () => {
    before = before.then(write);
    return before;
  };
}

const PLATFORMS = { telegram: onTelegram, slack: onSlack, discord: onDiscord };

if (import.meta.main) {
  const name = process.argv[2];
  const open = Object.entries(PLATFORMS).find(([key]) => key === name)?.[1];
  if (!open) throw new Error(`there is no platform ${name}`);
  const platform = await open();
  console.log(JSON.stringify(platform.served));
  await once(process.stdin, 'data');
  await until('the adapter', () => platform.isListening());
  const { perSecond } = await closedLoop(PEOPLE, WARM_UP_MS, MEASURE_MS, () => conversation(platform));
  const people = Array.from({ length: PEOPLE }, () => conversation(platform));
  let turn = 0;
  const next = () => {
    turn += 1;
    return people[turn % PEOPLE]?.() ?? Promise.resolve();
  };
  await openLoop(PER_SECOND, 2, next);
  const latencies = await openLoop(PER_SECOND, SECONDS, next);
  const result: PeopleResult = { turnsPerSecond: perSecond, p99Ms: quantile(latencies, 0.99) };
  console.log(JSON.stringify(result));
}
