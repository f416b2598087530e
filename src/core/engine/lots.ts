/** What was gathered because its author is over budget: kept as it is, told, and made into one message when staff have it handled. */

import { inputWithoutCode } from '../codes.ts';
import { type Decision, type EventRow, emptyDecision } from '../decision.ts';
import { type FileRef, type Input, type LotAct, type LotEvent, mendEvent, type PersonEvent } from '../event.ts';
import { idOf } from '../ids.ts';
import type { Loaded } from '../store.ts';
import type { DecideOptions, Verdict } from './decide.ts';
import { addToOutbox, postToDesks } from './posting.ts';

/** A part of a lot: each event is known by its id from now on, and the row of the lot grows by those that were not known before. */
export async function decideLot(lot: LotEvent, loaded: Loaded, options: DecideOptions): Promise<Verdict> {
  const acts = actsToKeep(lot, loaded);
  const decision = withIds(acts);
  if (!decision) return { type: 'answer', answer: { status: 'known', immediate: [] } };
  const said = { ...lot, acts };
  const payload = stillWords(said);
  if (payload.acts.length > 0) decision.lots.push({ id: lot.id, kind: 'lot', status: 'held', payload, error: null });
  const { author, desk } = options.bot.heldBack({ id: lot.id, name: lot.author.displayName });
  if (lot.tells.author) {
    const language = loaded.person?.language ?? lot.author.languageHint ?? options.defaultLanguage;
    addToOutbox(decision, decision.event.id, lot.thread, language, author, 'held-back');
  }
  if (lot.tells.desk && payload.acts.length > 0) {
    const { desks, store } = options;
    await postToDesks(decision, decision.event.id, desk, 'held-back', { desks, reads: store.reads });
  }
  return { type: 'write', decision, answer: { status: 'done', immediate: [] } };
}

/** As a row of its own that failed; for when a lot can't be written like others. */
export function lotAside(lot: LotEvent, loaded: Loaded | undefined, error: string): Decision | undefined {
  const acts = loaded ? actsToKeep(lot, loaded) : lot.acts;
  const decision = withIds(acts);
  const row: EventRow = {
    id: apart(lot).id,
    kind: 'lot',
    status: 'failed',
    payload: mendEvent({ ...lot, acts }),
    error,
  };
  decision?.lots.push(row);
  return decision;
}

/** The same part as the beginning of another lot: the one that it was for does not take anything any more. */
export const apart = (lot: LotEvent): LotEvent => ({ ...lot, id: idOf('lot', 'apart', lot.id, lot.acts[0]?.id ?? '') });

function actsToKeep({ acts }: LotEvent, { repeats }: Loaded): LotAct[] {
  const seen = new Set(repeats);
  return acts
    .filter(({ id }) => {
      const isNew = !seen.has(id);
      seen.add(id);
      return isNew;
    })
    .map((act) => ({ ...act, input: inputWithoutCode(act.input) }));
}

function withIds(acts: readonly LotAct[]): Decision | undefined {
  const [first] = acts;
  if (!first) return undefined;
  const decision = emptyDecision({ id: first.id, kind: 'held', status: 'done', payload: null, error: null });
  decision.gathered = acts.map(({ id }) => id);
  return decision;
}

/** A button that was pressed in a flood does nothing, and what a dialog only asked needs no answer any more. */
function stillWords(lot: LotEvent): LotEvent {
  return { ...lot, acts: lot.acts.filter(({ input }) => wordsOf(input) !== '' || filesOf(input).length > 0) };
}

/** All of it as one message, as if it had been written like that. */
export function asMessage(lot: LotEvent, id: string): PersonEvent {
  const { at, thread, author, acts } = lot;
  const text = acts
    .map(({ input }) => wordsOf(input))
    .filter((words) => words !== '')
    .join('\n');
  const files = acts.flatMap(({ input }) => filesOf(input));
  const input: Input = { type: 'message', text, ...(files.length > 0 && { files }) };
  return { type: 'person', id, at, thread, author, input };
}

function wordsOf(input: Input): string {
  switch (input.type) {
    case 'message':
      return input.text.trim();
    case 'command':
      return `/${input.name} ${input.text}`.trim();
    case 'action':
      return '';
    case 'dialog':
      return input.then === 'refresh' ? '' : Object.values(input.values).join('\n').trim();
    default:
      return input satisfies never;
  }
}

function filesOf(input: Input): readonly FileRef[] {
  if (input.type === 'message') return input.files ?? [];
  return input.type === 'dialog' && input.then !== 'refresh' ? Object.values(input.files ?? {}).flat() : [];
}
