/**
 * The contract's harness for the terminal: three terminals on one database, as three processes have them, each with someone at it who
 * types and reads. What stands on a screen is what was printed, line by line; numbers press what the newest of them stand for.
 */
import { randomUUID } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { createConsoleAdapter, type Persona } from '../../../src/adapters/console/index.ts';
import type { Adapter } from '../../../src/core/adapter.ts';
import { DeliveryError } from '../../../src/core/errors.ts';
import { accountId, threadId } from '../../../src/core/ids.ts';
import type { Message } from '../../../src/core/message.ts';
import {
  type AdapterHarness,
  type ContractUser,
  type HarnessParts,
  Lacking,
  type Lacks,
  type Part,
  type Seen,
} from '../../contracts/adapter/harness.ts';
import { eventually } from '../../support/gates.ts';

export const LACKS: Lacks = {
  dialogs: 'a terminal asks one question after another',
  files: 'only words can be typed',
  forging: 'only what has a number can be pressed',
  repeats: 'a line is typed once, and nobody delivers it again',
  blocking: 'a terminal is left, or speaks as someone else',
  rates: 'a terminal prints as fast as it can',
  places: 'a terminal may yet be opened for that persona',
};

const CHANNEL = 'console';
const UPDATED = '(updated)';

function aPersona(name: string): Persona {
  const userId = name.toLowerCase();
  return {
    name: userId,
    label: name,
    author: { accountId: accountId(CHANNEL, '', userId), channel: CHANNEL, workspace: '', userId, displayName: name },
    thread: { id: threadId(CHANNEL, userId), channel: CHANNEL, address: userId },
  };
}

const PERSONAS = ['Ada', 'Bea', 'Dora', 'Nobody'].map(aPersona);

interface TerminalUser extends ContractUser {
  adapter: Adapter;
  /** The next message is printed, but delivery does not hear of it. */
  losesAnswer(): void;
  /** Lines that were typed for the bot. */
  typed(): number;
  speaksAs(name: string): Promise<void>;
}

export async function openTerminals({ openPart }: HarnessParts, tty: boolean): Promise<AdapterHarness> {
  const parts: Part[] = [];
  const idle = async (): Promise<void> => void (await Promise.all(parts.map((part) => part.idle())));
  const users = PERSONAS.slice(0, 3).map((persona) => aTerminalUser(persona, tty, idle));
  const [franchisee, neighbour, desk] = users;
  if (!franchisee || !neighbour || !desk) throw new Error('unreachable');
  for (const { adapter } of users) {
    const people = users.map(({ author }, index) => ({
      role: index < 2 ? ('franchisee' as const) : ('staff' as const),
      name: author.displayName,
      author,
    }));
    parts.push(await openPart({ adapter, people, desk: { thread: desk.thread, author: desk.author } }));
  }
  const own = (user: ContractUser): TerminalUser => users.find((one) => one === user) ?? franchisee;
  const part = together(parts, idle);

  return {
    adapter: franchisee.adapter,
    part,
    franchisee,
    neighbour,
    desk,
    exactlyOnce: true,
    away: {
      leaves: (user) => own(user).speaksAs('nobody'),
      returns: (user) => own(user).speaksAs(user.author.userId),
    },
    faults: {
      repeats: () => lacking(LACKS.repeats),
      blocks: () => lacking(LACKS.blocking),
      slowsDown: () => lacking(LACKS.rates),
      losesAnswer: (user) => own(user).losesAnswer(),
      // A terminal tries again by itself.
      async redelivers() {},
    },
    unacknowledged: () => users.reduce((sum, user) => sum + user.typed(), 0) - part.taken.length,
    async close() {},
  };
}

function lacking(why = ''): never {
  throw new Lacking(why);
}

/** Several processes as one. */
function together(parts: readonly Part[], idle: () => Promise<void>): Part {
  const [first] = parts;
  if (!first) throw new Error('unreachable');
  return {
    get away() {
      return first.away;
    },
    set away(away) {
      for (const part of parts) part.away = away;
    },
    get taken() {
      return parts.flatMap(({ taken }) => taken);
    },
    intake: first.intake,
    idle,
    cases: () => first.cases(),
    events: () => first.events(),
    stop: async () => void (await Promise.all(parts.map((part) => part.stop()))),
  };
}

/** What stands below a message, `2) Back`; never in the middle of it. */
const NUMBERED = /^(\d+)\) (.*)$/;

function seen(printed: string, id: number, ids: ReadonlyMap<string, string>): Seen {
  const lines = printed.replace(/^\n/, '').replace(/\n$/, '').split('\n');
  // People may write a number before their words too.
  const isButton = (line: string): boolean => ids.has(NUMBERED.exec(line)?.[2] ?? '');
  const end = lines.findLastIndex((line) => !isButton(line)) + 1;
  const words = lines.slice(0, end).filter((line, index) => index > 0 || line !== UPDATED);
  const labels = lines.slice(end).map((line) => NUMBERED.exec(line)?.[2] ?? '');
  return {
    id: String(id),
    // Pictures of control characters stand for what can't be seen.
    text: words.join('\n').replaceAll(/[\u2400-\u2421]/gu, ''),
    buttons: labels.map((label) => ({ label, id: ids.get(label) ?? '' })),
    attachments: words.flatMap((line) => (line.startsWith('📎 ') ? [line.slice(3)] : [])),
    edits: 0,
    active: printed.match(/[^\P{Cc}\n\t]/gu) ?? [],
  };
}

function aTerminalUser(persona: Persona, tty: boolean, idle: () => Promise<void>): TerminalUser {
  const printed: string[] = [];
  const input = Object.assign(new PassThrough(), { isTTY: tty });
  const output = Object.assign(
    new Writable({
      decodeStrings: false,
      write(chunk: string, _encoding, done) {
        // Messages stand below an empty line; all else is the terminal's own, such as the prompt.
        const text = String(chunk);
        if (text.startsWith('\n') && text.endsWith('\n')) printed.push(text);
        done();
      },
    }),
    { isTTY: tty },
  );
  let speaking = persona.name;
  const adapter = createConsoleAdapter({
    input,
    output,
    personas: PERSONAS,
    initialPersona: persona.name,
    sessionId: randomUUID(),
    colour: false,
    texts: {
      welcome: () => 'welcome',
      unknownPersona: () => 'unknown',
      nowSpeakingAs: (label) => {
        speaking = label.toLowerCase();
        return `now ${label}`;
      },
      unavailable: () => 'unavailable',
      updated: () => UPDATED,
    },
    onEnd() {},
    onReach() {},
    idle,
  });
  const ids = new Map<string, string>();
  const note = ({ buttons = [] }: Message): void => {
    for (const { id, label } of buttons) if (label !== '') ids.set(label, id);
  };
  const { send, start } = adapter;
  let loses = false;
  let typed = 0;
  adapter.send = async (outgoing) => {
    note(outgoing.message);
    const receipt = await send(outgoing);
    if (!loses) return receipt;
    loses = false;
    throw new DeliveryError('unclear', 'made to be unclear');
  };
  adapter.start = (intake) =>
    start(async (event) => {
      const answer = await intake(event);
      for (const one of answer.immediate) if (one.type === 'message') note(one.message);
      return answer;
    });
  const type = (line: string): void => void input.write(`${line}${tty ? '\r' : '\n'}`);
  const say = (line: string): void => {
    typed += 1;
    type(line);
  };

  /** Only the newest numbers can be pressed. */
  function screen(): Seen[] {
    const all = printed.map((text, index) => seen(text, index, ids));
    const newest = all.findLastIndex(({ buttons }) => buttons.length > 0);
    return all.map((one, index) => (index === newest ? one : { ...one, buttons: [] }));
  }

  return {
    adapter,
    author: persona.author,
    thread: persona.thread,
    says: async (text) => say(text),
    async presses(label) {
      const numbers = screen().flatMap(({ buttons }) => buttons);
      const index = numbers.findIndex((button) => button.label === label);
      if (index < 0) throw new Error(`no number of “${label}” can be typed`);
      say(String(index + 1));
    },
    forges: async () => lacking(LACKS.forging),
    sends: async () => lacking(LACKS.files),
    screen,
    losesAnswer() {
      loses = true;
    },
    typed: () => typed,
    async speaksAs(name) {
      type(`/as ${name}`);
      await eventually(() => {
        if (speaking !== name) throw new Error(`the terminal does not speak as ${name}`);
      });
    },
  };
}
