/** The doubles as the chaos uses them: they refuse, lose answers and repeat, and note what stands in each chat. */
import { openSlackDouble } from '../../doubles/slack/double.ts';
import { aPerson, privateChat, says } from '../../doubles/telegram/people.ts';
import { openTelegramServer, TOKEN } from '../../doubles/telegram/server.ts';
import { until } from '../../support/until.ts';
import type { Chance } from '../world.ts';
import type { Evidence, Shown } from './said.ts';

export interface ChaosPerson {
  /** The address of the thread. */
  chat: string;
  says(text: string): void;
  /** What the platform has had acknowledged of it. */
  acknowledged(): string[];
}

export interface ChaosPlatform extends Pick<Evidence, 'lostAnswers' | 'exactlyOnce' | 'inOrder'> {
  env: Readonly<Record<string, string>>;
  shown: readonly Shown[];
  /** Called once, when the next message stands in its chat and its sender has not heard of it. */
  atNext(act: () => void): void;
  newcomer(): ChaosPerson;
  unacknowledged(): number;
  /** Delivers everything once more. */
  repeat(): Promise<void>;
  close(): Promise<void>;
}

export type PlatformName = 'telegram' | 'slack';

const LOST = 0.05;
const REFUSED = 0.3;
/** Slack says so in whole seconds. */
const SLACK_REFUSED = 0.1;
/** Of the calls that ask for news. */
const CUT = 0.05;
/** Slack repeats what was not acknowledged, there after a minute. */
const REDELIVER_MS = 400;

/** What stands in the chats, and who wants to know of the next one. */
function noteBook() {
  const shown: Shown[] = [];
  let acts: (() => void)[] = [];
  return {
    shown,
    note(one: Shown): void {
      shown.push(one);
      const now = acts;
      acts = [];
      for (const act of now) act();
    },
    atNext: (act: () => void) => void acts.push(act),
  };
}

/** Where `chance` is always 1 nothing goes wrong. */
export const openPlatform = (name: PlatformName, chance: Chance): Promise<ChaosPlatform> =>
  name === 'telegram' ? onTelegram(chance) : onSlack(chance);

async function onTelegram(chance: Chance): Promise<ChaosPlatform> {
  const server = await openTelegramServer();
  const { shown, note, atNext } = noteBook();
  const lostAnswers = new Set<string>();
  let people = 1000;
  server.misbehave((method, { chat_id, text }) => {
    if (method === 'getUpdates') return chance() < CUT ? { type: 'drop' } : undefined;
    if (method !== 'sendMessage') return undefined;
    const dice = chance();
    if (dice < LOST) {
      lostAnswers.add(`${chat_id} ${text}`);
      return { type: 'lose' };
    }
    if (dice > LOST + REFUSED) return undefined;
    const parameters = { retry_after: 0.05 };
    return { type: 'answer', status: 429, description: 'Too Many Requests: retry after 1', parameters };
  });
  return {
    env: { PLATFORM: 'telegram', ROOT: server.root, TOKENS: TOKEN },
    shown,
    atNext,
    lostAnswers,
    exactlyOnce: false,
    inOrder: true,
    newcomer() {
      people += 1;
      const person = aPerson(people, 'Chen Xiao', { language_code: 'en' });
      server.addChat(privateChat(person));
      const list = server.messages(person.id);
      const push = list.push.bind(list);
      list.push = (...added) => {
        for (const { text, at } of added) note({ chat: String(person.id), text, at });
        return push(...added);
      };
      const said: string[] = [];
      return {
        chat: String(person.id),
        says(text) {
          said.push(text);
          says(server, person, text);
        },
        acknowledged() {
          const open = JSON.stringify(server.unconfirmed());
          return said.filter((text) => !open.includes(`"id":${person.id},`) || !open.includes(`"text":"${text}"`));
        },
      };
    },
    unacknowledged: () => server.unconfirmed().length,
    repeat: () => server.repeat(),
    close: () => server.close(),
  };
}

async function onSlack(chance: Chance): Promise<ChaosPlatform> {
  const double = await openSlackDouble();
  const { shown, note, atNext } = noteBook();
  let people = 0;
  double.misbehave((method) => {
    if (method !== 'chat.postMessage' && method !== 'conversations.history') return undefined;
    const dice = chance();
    if (dice < LOST) return { type: 'lose-answer' };
    return dice < LOST + SLACK_REFUSED ? { type: 'error', error: 'ratelimited' } : undefined;
  });
  const push = double.messages.push.bind(double.messages);
  double.messages.push = (...added) => {
    for (const { channel, text } of added) note({ chat: channel, text, at: performance.now() });
    return push(...added);
  };
  const redelivering = setInterval(() => {
    if (double.connections() > 0) double.redeliver(double.unacknowledged());
  }, REDELIVER_MS);
  return {
    env: { PLATFORM: 'slack', ROOT: double.apiUrl, TOKENS: `${double.token} ${double.appToken}` },
    shown,
    atNext,
    lostAnswers: new Set(),
    exactlyOnce: true,
    // What was not acknowledged comes again after what was said later.
    inOrder: false,
    newcomer() {
      people += 1;
      const user = `U${people}`;
      const channel = double.addUser({ id: user, name: 'Chen Xiao', locale: 'en-US' });
      const said: { text: string; envelope: ReturnType<typeof double.say> }[] = [];
      return {
        chat: channel,
        says: (text) => void said.push({ text, envelope: double.say({ user, channel, text }) }),
        acknowledged: () => said.flatMap(({ text, envelope }) => (envelope.acknowledged ? [text] : [])),
      };
    },
    unacknowledged: () => double.unacknowledged().length,
    async repeat() {
      double.redeliver([...double.envelopes]);
      await until('the repeats', () => double.unacknowledged().length === 0);
    },
    async close() {
      clearInterval(redelivering);
      await double.close();
    },
  };
}
