/** How people fill in forms: question by question, whatever is asked next, by buttons where there are some. */
import { z } from 'zod';
import type { ThreadRef } from '../../src/core/event.ts';
import type { Stage } from './stage.ts';
import type { Actor } from './world.ts';

/** As far as the script looks into what is open. */
const state = z.object({
  at: z.object({ step: z.string(), field: z.string().optional() }),
  before: z.string(),
  turn: z.number(),
  args: z.record(z.string(), z.string()),
});

/** The form that is open on top, and the case that it is about; none while a colleague writes with the person. */
export async function openOnTop(stage: Stage, actor: Actor, place = actor.place) {
  const frames = await stage.frames(actor, place);
  const top = frames.some(({ flow }) => flow === 'handover')
    ? undefined
    : frames.findLast(({ draft }) => draft !== null);
  const known = top && state.safeParse(top.state).data;
  return top?.draft && known ? { flow: top.flow, draft: top.draft, ...known } : undefined;
}

/** The newest button whose id fits, of those that stand where the person reads. */
export function buttonIn(stage: Stage, place: ThreadRef, fits: RegExp): string | undefined {
  const seen = stage.readIn(place);
  for (let at = seen.length - 1; at >= Math.max(0, seen.length - 60); at -= 1) {
    const found = seen[at]?.message.buttons?.find(({ id }) => fits.test(id));
    if (found) return found.id;
  }
  return undefined;
}

export async function presses(stage: Stage, actor: Actor, fits: RegExp, place = actor.place): Promise<boolean> {
  const id = buttonIn(stage, place, fits) ?? buttonIn(stage, actor.place, fits);
  if (id === undefined) return false;
  await stage.does(actor, { type: 'action', id }, place);
  return true;
}

export type Answers = Readonly<Record<string, string>>;

const QUESTIONS_MAX = 40;

/**
 * Answers what the open form asks until it is over. An answer that is not there is left out; `stopAfter` questions the person goes away in
 * the middle. Resolves to whether the form was completed.
 */
export async function fillIn(
  stage: Stage,
  actor: Actor,
  answers: Answers,
  { place = actor.place, stopAfter = QUESTIONS_MAX }: { place?: ThreadRef; stopAfter?: number } = {},
): Promise<boolean> {
  let open: string | undefined;
  let last = '';
  for (let asked = 0; asked < stopAfter; asked += 1) {
    const top = await openOnTop(stage, actor, place);
    if (!top) return open !== undefined;
    open ??= top.draft;
    if (top.draft !== open) return true;
    const { at, before, turn, flow } = top;
    const press = (code: string) =>
      presses(stage, actor, new RegExp(`^f:${top.draft.slice(0, 8)}:${turn}:${code}$`), place);
    const here = `${before} ${at.step} ${at.field}`;
    if (here === last) throw new Error(`${actor.author.userId}: ${flow} stays at ${here}: ${said(stage, place)}`);
    last = here;
    if (before === 'resume') {
      if (!(await press('y'))) throw new Error(`${actor.author.userId}: ${flow} can't be continued`);
      continue;
    }
    if (at.step === 'review') {
      if (!(await press('ok'))) throw new Error(`${actor.author.userId}: ${flow} can't be sent: ${said(stage, place)}`);
      continue;
    }
    const answer = answers[at.field ?? ''] ?? '';
    if (answer === '') {
      if (!(await press('s')))
        throw new Error(`${actor.author.userId}: ${flow} needs ${at.field}: ${said(stage, place)}`);
    } else if (!(await press(`v:${escaped(answer)}`))) {
      await stage.does(actor, { type: 'message', text: answer }, place);
    }
  }
  return false;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const said = (stage: Stage, place: ThreadRef): string => stage.readIn(place).at(-1)?.message.text ?? '';
