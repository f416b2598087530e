/** The work that is measured: one person who fills a complaint of eight answers, as events; and the same turns as recorded rows. */
import type { Decision, OutboxRow } from '../../src/core/decision.ts';
import type { Input, PersonEvent, ThreadRef } from '../../src/core/event.ts';
import { accountId, eventId, threadId } from '../../src/core/ids.ts';
import type { LoadRef, RowMark, Store } from '../../src/core/store.ts';

export const CHANNEL = 'bench';

export const DESK: ThreadRef = { id: threadId(CHANNEL, 'desk'), channel: CHANNEL, address: 'desk' };

const says = (text: string): Input => ({ type: 'message', text });

/** A command, eight answers, two questions skipped, and the review sent: each a turn that is committed and replied to. */
export const TURNS: readonly Input[] = [
  { type: 'command', name: 'complaint', text: '' },
  says('The till charged me 20 yuan too much, and nobody wanted to look at the receipt'),
  says('2'),
  says('yesterday at 3 pm'),
  says('BJ001'),
  says('A tall cashier with glasses'),
  says('skip'),
  says('2'),
  says('3'),
  says('skip'),
  says('13800138000'),
  says('yes'),
];

/** The events of one person, who is new: nothing is known of them. */
export function eventsOf(person: string): PersonEvent[] {
  const thread = { id: threadId(CHANNEL, person), channel: CHANNEL, address: person };
  const author = {
    accountId: accountId(CHANNEL, '', person),
    channel: CHANNEL,
    workspace: '',
    userId: person,
    displayName: 'Chen Xiao',
    languageHint: 'en' as const,
  };
  return TURNS.map((input, turn) => {
    const id = eventId(CHANNEL, `${person}:${turn}`);
    return { type: 'person', id, at: '2026-01-01T00:00:00.000Z', thread, author, input };
  });
}

/** One turn as rows: what is read for it and what is written, with the marks of the replies of the turn before. */
export interface RecordedTurn {
  ref: LoadRef;
  decision: Decision;
  marks: RowMark[];
}

/** Wraps a store so that what one person's turns read and write is kept, in order. */
export function recording(store: Store): { store: Store; turns: RecordedTurn[] } {
  const refs = new Map<string, LoadRef>();
  const turns: RecordedTurn[] = [];
  return {
    turns,
    store: {
      ...store,
      load: (asked) => {
        for (const ref of asked) refs.set(ref.eventId, ref);
        return store.load(asked);
      },
      commit: (decisions, options) => {
        for (const decision of decisions) {
          const ref = refs.get(decision.event.id);
          if (ref) turns.push({ ref, decision, marks: turns.at(-1)?.decision.outbox.flatMap(markOf) ?? [] });
        }
        return store.commit(decisions, options);
      },
    },
  };
}

/** The reply was sent. The desk's thread is everybody's; its few marks are left out. */
const markOf = ({ id, threadId }: OutboxRow): RowMark[] =>
  threadId === DESK.id ? [] : [{ id, threadId, status: 'sent', nativeId: '1' }];

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Stands for the person in what was recorded. */
export const RECORDED = 'recorded-person';

/** The same turns for another person: every id is another one, except that of the desk's thread. */
export function copier(turns: readonly RecordedTurn[]): (person: number) => RecordedTurn[] {
  const text = JSON.stringify(turns);
  return (person) => {
    const suffix = person.toString(16).padStart(12, '0');
    const copy = text
      .replaceAll(UUID, (id) => (id === DESK.id ? id : id.slice(0, 24) + suffix))
      .replaceAll(RECORDED, `person-${person}`)
      .replaceAll(/C-\d+/g, `C-${1_000_000 + person}`);
    return JSON.parse(copy) as RecordedTurn[];
  };
}
