/**
 * Many people at once, each of whom walks through real flows, and a desk that settles what they report. What a platform does to
 * events is done here: each is handed in one to four times, repeats come late, what was not acknowledged is handed in again, and
 * the chats are interleaved at random. Within a chat new events keep their order.
 */
import type { Input } from '../../src/core/event.ts';
import { EARLY, HASTE } from './haste.ts';
import {
  type Arrival,
  attempt,
  type Chance,
  complaint,
  confirmation,
  deskLine,
  drop,
  type Line,
  request,
  STAFF,
  settlement,
  shift,
} from './world.ts';

/** A process that takes events. */
export interface Intake {
  feed(line: Line): void;
}

interface Chat {
  place: string;
  user: string;
  waiting: { input: Input; done: () => void }[];
  /** Handed in and not acknowledged, in order. */
  open: { line: Line; done: () => void }[];
  /** Something was refused: what is open is handed in again. */
  refused: boolean;
}

export interface LoadOptions {
  chance: Chance;
  /** How many people have something to say at a time. */
  people: number;
  /** How many events of a chat may be on their way at once; more than one only where one process takes them. */
  window: number;
  /** No new people after so many; else until `finish`. */
  peopleMax?: number;
  /** How long a person waits for word of their case before they leave. */
  patienceMs?: number;
}

export type Load = ReturnType<typeof createLoad>;

const REPEATS_LATE_MAX = 60;
const REFEED_MS = 50;
/** One of so many people has a deadline that comes at once. */
const HASTY_EVERY = 3;
/** And one asks for a call. */
const PEOPLE_BY = 3;
/** What becomes of it. */
const WAYS = ['tried', 'moved', 'announced', 'dropped', 'soon'] as const;

/** The card of a callback at its time. */
const COME_DUE = 'Callback · due now';

/** What the desk is told when a deadline has come. */
const DUE = /was due by/;

export function createLoad(options: LoadOptions) {
  const { chance, people, window, peopleMax = Number.POSITIVE_INFINITY, patienceMs = 15_000 } = options;
  const intakes = new Set<Intake>();
  const chats = new Map<string, Chat>();
  const fed = new Map<number, { line: Line; chat: Chat }>();
  /** Acknowledged events in the order in which that was heard, which no cause and its effect contradict. */
  const accepted: Line[] = [];
  const acceptedNumbers = new Set<number>();
  /** How often the answer to an event was that it happened just now. */
  const happened = new Map<number, number>();
  const late: { line: Line; after: number }[] = [];
  const numberWaits = new Map<string, (number: string | undefined) => void>();
  const numbersSeen = new Set<string>();
  const callWaits = new Map<string, (call: string | undefined) => void>();
  const dueWaits = new Map<string, (call: string | undefined) => void>();
  const comeDue = new Set<string>();
  /** Cases whose deadline comes while nobody settles them: the desk must be told. */
  const dueSoon = new Set<string>();
  const dueSeen = new Set<string>();
  let feeds = 0;
  let last = 0;
  let newcomers = 0;
  let active = 0;
  let finishing = false;
  const finished = Promise.withResolvers<void>();

  function chatOf(place: string, user: string): Chat {
    const key = `${place} ${user}`;
    const chat = chats.get(key) ?? { place, user, waiting: [], open: [], refused: false };
    chats.set(key, chat);
    return chat;
  }

  const anyIntake = (): Intake | undefined => [...intakes][Math.floor(chance() * intakes.size)];

  function hand(line: Line, intake: Intake): void {
    feeds += 1;
    intake.feed(line);
  }

  /** Hands a new event in: to one process or to several at once, and sometimes once more, now or later. */
  function handNew(line: Line): void {
    const copies = 1 + Math.floor(chance() ** 2 * 4);
    const one = anyIntake();
    if (!one) return;
    hand(line, one);
    for (let copy = 1; copy < copies; copy += 1) {
      const other = chance() < 0.5 ? anyIntake() : undefined;
      if (other) hand(line, other);
      else late.push({ line, after: feeds + Math.floor(chance() * REPEATS_LATE_MAX) });
    }
  }

  function pump(chat: Chat): void {
    while (intakes.size > 0 && chat.open.length < window) {
      const next = chat.waiting.shift();
      if (!next) return;
      last += 1;
      const line: Line = { n: last, place: chat.place, user: chat.user, input: next.input };
      fed.set(last, { line, chat });
      chat.open.push({ line, done: next.done });
      handNew(line);
    }
  }

  /** Only of what is acknowledged: an event that never arrived has no repeat either. */
  function handLate(): void {
    for (let index = late.length - 1; index >= 0; index -= 1) {
      const entry = late[index];
      if (!entry || entry.after > feeds || !acceptedNumbers.has(entry.line.n)) continue;
      late.splice(index, 1);
      const intake = anyIntake();
      if (intake) hand(entry.line, intake);
    }
  }

  function handAgain(chat: Chat): void {
    const intake = anyIntake();
    if (!intake) return;
    chat.refused = false;
    for (const { line } of chat.open) hand(line, intake);
  }

  function say(chat: Chat, inputs: readonly Input[]): Promise<void> {
    return new Promise((resolve) => {
      for (const [index, input] of inputs.entries()) {
        chat.waiting.push({ input, done: index === inputs.length - 1 ? resolve : () => {} });
      }
      pump(chat);
    });
  }

  /** Word may come before the last event is acknowledged; patience begins to run out after that. */
  function wordOf(waits: Map<string, (word: string | undefined) => void>, about: string) {
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    waits.set(about, resolve);
    return () => {
      const patience = setTimeout(() => resolve(undefined), patienceMs);
      return promise.finally(() => {
        clearTimeout(patience);
        waits.delete(about);
      });
    };
  }

  const caseNumber = (place: string) => wordOf(numberWaits, place);
  const callOf = (place: string) => wordOf(callWaits, place);
  function hasCome(call: string): () => Promise<string | undefined> {
    const come = wordOf(dueWaits, call);
    if (comeDue.has(call)) dueWaits.get(call)?.(call);
    return come;
  }

  /** One at a time uses a colleague's chat. */
  const colleagues = new Map(STAFF.map((user) => [user, Promise.resolve()] as const));

  async function atDesk(work: (chat: Chat) => Promise<void>): Promise<void> {
    const user = STAFF[Math.floor(chance() * STAFF.length)] ?? STAFF[0];
    const { place } = deskLine(user);
    const done = (colleagues.get(user) ?? Promise.resolve()).then(() => work(chatOf(place, user)));
    colleagues.set(user, done);
    await done;
  }

  /** Asks to be called back, at a moment that is near; then waits, or thinks better of it, perhaps as they are being told. */
  async function beCalled(index: number): Promise<void> {
    const place = `person${index}`;
    const chat = chatOf(place, place);
    const way = WAYS[Math.floor(index / PEOPLE_BY) % WAYS.length] ?? 'tried';
    const promised = callOf(place);
    const topic = `My order ${index}, ${way === 'announced' ? EARLY.announce : way === 'soon' ? EARLY.soon : HASTE}`;
    await say(chat, request(index, topic, `139${String(index).padStart(8, '0')}`));
    const call = await promised();
    if (call === undefined || way === 'announced' || way === 'soon') return;
    if (way === 'moved') await say(chat, shift(call, index));
    if (way === 'tried') {
      if (!(await hasCome(call)())) return;
      await atDesk((colleague) => say(colleague, attempt(call)));
    }
    if (way !== 'moved' || chance() < 0.3) await say(chat, drop(call));
  }

  async function live(index: number): Promise<void> {
    if (index % PEOPLE_BY === 2) return await beCalled(index);
    const place = `person${index}`;
    const chat = chatOf(place, place);
    const hasty = index % HASTY_EVERY === 0;
    const phone = `138${String(index).padStart(8, '0')}`;
    for (let round = 0; round === 0 || (round < 3 && chance() < 0.3 && !finishing); round += 1) {
      const number = caseNumber(place);
      await say(chat, complaint(chance, round === 0 ? phone : undefined, hasty));
      const filed = await number();
      if (filed === undefined) return;
      if (hasty) {
        if (!dueSeen.has(filed)) dueSoon.add(filed);
        return;
      }
      await atDesk((colleague) => say(colleague, settlement(chance, filed)));
      await say(chat, confirmation());
    }
  }

  function invite(): void {
    while (active < people && !finishing && newcomers < peopleMax) {
      newcomers += 1;
      active += 1;
      void live(newcomers).finally(() => {
        active -= 1;
        if (active === 0 && (finishing || newcomers >= peopleMax)) finished.resolve();
        invite();
      });
    }
  }

  const refeed = setInterval(() => {
    for (const chat of chats.values()) if (chat.refused) handAgain(chat);
    handLate();
  }, REFEED_MS);

  return {
    accepted,
    fed: () => fed.size,
    /** How often events were handed in. */
    feeds: () => feeds,
    /** Events that were said to have happened more than once. */
    happenedAgain: () => [...happened].filter(([, times]) => times > 1).map(([n]) => n),
    start: invite,
    /** A process is there. What is open is handed in again, as a platform does that has not been answered. */
    join(intake: Intake): void {
      intakes.add(intake);
      for (const chat of chats.values()) {
        if (chat.open.length > 0) handAgain(chat);
        pump(chat);
      }
    },
    leave(intake: Intake): void {
      intakes.delete(intake);
      if (intakes.size > 0) for (const chat of chats.values()) handAgain(chat);
    },
    acknowledged(n: number, status: string): void {
      const entry = fed.get(n);
      if (!entry) return;
      if (status === 'done') happened.set(n, (happened.get(n) ?? 0) + 1);
      const { chat } = entry;
      if (!acceptedNumbers.has(n)) {
        acceptedNumbers.add(n);
        accepted.push(entry.line);
        const at = chat.open.findIndex(({ line }) => line.n === n);
        const [open] = chat.open.splice(at, 1);
        open?.done();
      }
      handLate();
      pump(chat);
    },
    refused(n: number): void {
      const chat = fed.get(n)?.chat;
      if (chat && !acceptedNumbers.has(n)) chat.refused = true;
    },
    /** The transport got something: people see the numbers of their cases. */
    arrived({ place, text, call }: Arrival): void {
      if (call !== undefined) callWaits.get(place)?.(call);
      if (call !== undefined && text.startsWith(COME_DUE)) {
        comeDue.add(call);
        dueWaits.get(call)?.(call);
      }
      const number = /\bC-\d+\b/.exec(text)?.[0];
      if (number === undefined) return;
      if (place === deskLine('').place) {
        if (DUE.test(text)) {
          dueSeen.add(number);
          dueSoon.delete(number);
        }
        return;
      }
      if (numbersSeen.has(number)) return;
      numbersSeen.add(number);
      numberWaits.get(place)?.(number);
    },
    /** Nobody new comes; resolves when everyone has said what they had to say and all of it is acknowledged. */
    async finish(): Promise<void> {
      finishing = true;
      if (active === 0) finished.resolve();
      await finished.promise;
    },
    /** Whether the desk has heard of every deadline. */
    isDueTold: () => dueSoon.size === 0,
    /** Everyone who was to come has come and gone. */
    finished: finished.promise,
    state: () =>
      `${accepted.length} of ${fed.size} acknowledged, ${active} people, ${intakes.size} processes, ` +
      `${numberWaits.size} wait for a number, ${callWaits.size} for a call, ${dueWaits.size} for its time, ${dueSoon.size} deadlines untold`,
    close: () => clearInterval(refeed),
  };
}
