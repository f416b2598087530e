/** What people say in the chaos of the platforms, what it is answered with, and what of that must be there in the end. */

/** Each is added to the words in a message of its own. */
export const ANSWERS = ['heard', 'kept'] as const;

/** What an adapter can do wrong on purpose, see `host.ts`. */
export type Break = 'early-ack' | 'send-twice';

/** How long what a dead process held waits. */
export const LEASE_MS = 800;

/** A message that stands in a chat. */
export interface Shown {
  chat: string;
  text: string;
  /** performance.now() */
  at: number;
}

export interface Evidence {
  /** What the platform has had acknowledged, by chat, in the order in which it was said. */
  said: ReadonlyMap<string, readonly string[]>;
  /** Rows of the outbox, by their places in their threads. */
  rows: readonly { id: string; chat: string; seq: number; text: string; status: string }[];
  /** What arrived, in order. */
  shown: readonly Shown[];
  /** Words whose answer was lost: they may stand there twice where the platform recognises no repeats. */
  lostAnswers: ReadonlySet<string>;
  /** When a process was killed, on the clock of `shown`. */
  kills: readonly number[];
  /** The platform recognises repeats, so nothing may stand there twice. */
  exactlyOnce: boolean;
  /** The platform repeats in order, so answers come in the order in which was said what they answer. */
  inOrder: boolean;
}

export interface Counts {
  accepted: number;
  lost: number;
  duplicated: number;
  torn: number;
  unsent: number;
  resent: number;
  outOfOrder: number;
}

const placeOf = ({ chat, text }: { chat: string; text: string }): string => `${chat} ${text}`;

export function check(evidence: Evidence): Counts & { details: string[] } {
  const { said, rows, shown, kills, lostAnswers, exactlyOnce, inOrder } = evidence;
  const wrong = {
    lost: [] as string[],
    duplicated: [] as string[],
    torn: [] as string[],
    unsent: [] as string[],
    outOfOrder: [] as string[],
  };
  const written = Map.groupBy(rows, placeOf);
  const arrived = Map.groupBy(shown, placeOf);
  const expected = [...said].flatMap(([chat, words]) =>
    words.flatMap((text) => ANSWERS.map((answer) => placeOf({ chat, text: `${text} ${answer}` }))),
  );
  for (const place of expected) {
    const count = written.get(place)?.length ?? 0;
    if (count === 0) wrong.lost.push(`${place} was never written`);
    if (count > 1) wrong.duplicated.push(`${place} was written ${count} times`);
  }
  const known = new Set(expected);
  for (const place of new Set([...written.keys(), ...arrived.keys()])) {
    if (!known.has(place)) wrong.torn.push(`${place} answers nothing that was said`);
  }
  for (const row of rows) {
    const place = placeOf(row);
    if (row.status !== 'sent' || !arrived.has(place)) wrong.unsent.push(`${place} is ${row.status}`);
  }
  let resent = 0;
  for (const [place, copies] of arrived) {
    for (const [index, copy] of copies.slice(1).entries()) {
      resent += 1;
      const before = copies[index]?.at ?? 0;
      const killed = kills.some((at) => at >= before - KILL_BLUR_MS && at <= copy.at);
      const excused = !exactlyOnce && (killed || lostAnswers.has(place));
      if (!excused) wrong.duplicated.push(`${place} arrived again`);
    }
  }
  for (const [chat, list] of Map.groupBy(shown, (one) => one.chat)) {
    const first = [...new Set(list.map(({ text }) => text))];
    const order = rows
      .filter((row) => row.chat === chat && first.includes(row.text))
      .toSorted((a, b) => a.seq - b.seq)
      .map(({ text }) => text);
    if (new Set(order).size === first.length && order.some((text, index) => text !== first[index])) {
      wrong.outOfOrder.push(`${chat} got ${first} instead of ${order}`);
    }
    const words = inOrder ? [...new Set(order.map((text) => text.split(' ')[0]))] : [];
    const wanted = (said.get(chat) ?? []).filter((text) => words.includes(text));
    if (words.some((text, index) => text !== wanted[index])) wrong.outOfOrder.push(`${chat} was heard as ${words}`);
  }
  const counts = Object.entries(wrong).map(([kind, list]) => [kind, list.length] as const);
  return {
    accepted: [...said.values()].flat().length,
    resent,
    ...(Object.fromEntries(counts) as Record<keyof typeof wrong, number>),
    details: Object.entries(wrong).flatMap(([kind, list]) => list.slice(0, 5).map((one) => `${kind}: ${one}`)),
  };
}

/** A message may have been shown just before the death of its sender was noted. */
const KILL_BLUR_MS = 50;
