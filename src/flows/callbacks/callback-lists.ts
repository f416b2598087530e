/** Callbacks as lists: one's own to be called at, and those that an agent has to make. Questions only. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text } from '../../core/message.ts';
import { type Callback, isEnded } from '../../domain/callback.ts';
import { callCard, callLine, ownCallButtons } from './callback-card.ts';

const OWN_MAX = 10;
const STAFF_MAX = 30;
/** As many come as cards with their buttons; the others are lines. */
const CARDS_MAX = 5;

const told = (replies: readonly Reply[]): Outcome => ({
  replies: [],
  immediate: replies.map((reply) => ({ type: 'reply', reply })),
  effects: [],
});

export async function showOwnCalls(context: Context, lead: readonly Text[] = []): Promise<Outcome> {
  const found = context.person ? await context.reads.callbacksOf(context.person.id, OWN_MAX) : [];
  if (found.length === 0) return atOnce({ text: say('call.none') });
  const over = found.filter(isEnded).map((one) => callLine(one, context));
  const open = found.filter((one) => !isEnded(one));
  const title = say('call.own', { count: open.length });
  const ended = over.length > 0 ? [say('call.own.over'), ...over] : [];
  return told([
    { text: { lines: [...lead, title, ...ended] } },
    ...open.map((one): Reply => ({ text: callLine(one, context), buttons: ownCallButtons(one) })),
  ]);
}

/** Of an agent, and what is nobody's, by time. */
export async function showCalls(context: Context): Promise<Outcome> {
  const { person, reads } = context;
  const found = person ? await reads.callbacksOwnedBy(person.id, STAFF_MAX + 1) : [];
  if (found.length === 0) return atOnce({ text: say('call.list.none') });
  const shown = found.slice(0, STAFF_MAX);
  const mine = shown.filter(({ ownerId }) => ownerId !== null).length;
  const title = say('call.list', { mine, free: shown.length - mine });
  const more = found.length > STAFF_MAX ? [say('call.list.more', { count: STAFF_MAX })] : [];
  const cards = await Promise.all(shown.slice(0, CARDS_MAX).map(async (one) => await callCard(one, context)));
  const lines = shown.slice(CARDS_MAX).map((one: Callback) => callLine(one, context));
  return told([{ text: { lines: [title, ...lines, ...more] } }, ...cards]);
}
