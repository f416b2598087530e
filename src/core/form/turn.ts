/** How a turn of a form ends: with the next question, the review, or the end. */
import type { Draft } from '../decision.ts';
import type { Effect, ImmediateReply } from '../flow.ts';
import { type Reply, say, type Text, withSettles } from '../message.ts';
import { readAnew, takeWhatFollows } from './answers.ts';
import { type Aside, factsOf, question } from './questions.ts';
import { askAt, nextPlace, type Place, questionName, type Session, settles, visibleFields } from './session.ts';

export type FormStep =
  /** The form stays open: store the session's frame. */
  | { type: 'open'; session: Session; replies: Reply[]; immediate?: ImmediateReply[] }
  /** The form is put aside until the person takes it up again. */
  | { type: 'paused'; session: Session; replies: Reply[] }
  /** The person asks for a person; the form stays open at the same question, unless that is what they want instead of it. */
  | { type: 'person'; session: Session; instead?: true }
  | { type: 'begin-again'; session: Session; effects: Effect[] }
  | { type: 'over'; replies: Reply[]; effects: Effect[] }
  /** The form as a dialog, or a word about an old button: nothing is written. */
  | { type: 'aside'; session: Session; said: ImmediateReply };

/** The open question once more, with a word before it. */
export const askAgain = (session: Session, lead: Text[] = []): OpenStep => open(session, { lead });

type OpenStep = FormStep & { type: 'open' };

/** On to the next open question, to the review, or, in a form without one, to the end. */
export async function goOn(session: Session, aside: Aside = {}, before: Reply[] = []): Promise<FormStep> {
  const followed = takeWhatFollows(session);
  const again = await readAnew(session);
  if (again) {
    const { field, text, suggestions = [] } = again;
    return goTo(session, { ...askAt(field), suggestions }, { lead: [...(aside.lead ?? []), text] });
  }
  const at = nextPlace(session);
  if (at.step === 'review' && !session.form.submit) return await complete(session);
  session.state = { ...session.state, at };
  // The review shows it anyway.
  return open(session, aside, at.step === 'review' ? before : [...before, ...followed]);
}

export function goTo(session: Session, at: Place, aside: Aside = {}, before: Reply[] = []): FormStep {
  session.state = { ...session.state, at };
  return open(session, aside, before);
}

/** Asks what is open now. The question before it is answered, so its buttons go. */
export function open(session: Session, aside: Aside = {}, before: Reply[] = []): OpenStep {
  const { draft, context } = session;
  const { turn } = context;
  const answered = settles(session);
  session.state = { ...session.state, turn };
  const asked = question(session, aside);
  session.state = { ...session.state, asked: asked.buttons && turn };
  const named = asked.buttons ? { ...asked, name: questionName(draft.id, turn) } : asked;
  return { type: 'open', session, replies: withSettles([...before, named], answered) };
}

export async function complete(session: Session): Promise<FormStep> {
  const at = nextPlace(session);
  if (at.step !== 'review') return goTo(session, at);
  const { form, draft, state, context } = session;
  const shown = new Set(visibleFields(session).map(([name]) => name));
  const values = Object.fromEntries(Object.entries(session.values).filter(([name]) => shown.has(name)));
  const filled = { values, draftId: draft.id, opening: draft.opening, args: state.args, facts: factsOf(session) };
  const { replies, effects, again } = await form.complete(filled, context);
  if (again) {
    session.state = { ...session.state, args: again, fresh: undefined, paused: undefined };
    return goTo(session, at, {}, replies);
  }
  return {
    type: 'over',
    replies: withSettles(replies, settles(session)),
    effects: [...closing(session, 'filed'), ...effects],
  };
}

export async function drop(session: Session): Promise<FormStep> {
  const { form, state, context } = session;
  const after = (await form.cancelled?.(state.args, context)) ?? [];
  return {
    type: 'over',
    replies: withSettles([{ text: say('form.cancelled') }, ...after], settles(session)),
    effects: closing(session, 'cancelled'),
  };
}

/** The session's effects with the draft closed; a draft is written once. */
export function closing(session: Session, status: Draft['status']): Effect[] {
  const others = session.effects.filter((effect) => effect.type !== 'draft');
  return [{ type: 'draft', draft: { ...session.draft, status } }, ...others];
}
