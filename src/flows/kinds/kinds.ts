/** How each kind of case begins (F11): its form, its command, its button. A consultation needs no form: it goes to a person as it is. */
import type { Context, Outcome } from '../../core/flow.ts';
import type { Form } from '../../core/form/definition.ts';
import type { Attachment } from '../../core/message.ts';
import { say } from '../../core/message.ts';
import type { CaseKind } from '../../domain/case.ts';
import type { Person } from '../../domain/person.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { onlyWants, proposeKinds } from '../../recognition/kinds.ts';
import { onlyWantsToComplain } from '../../recognition/signs.ts';
import { formsIn, startForm } from '../forms.ts';
import { franchiseeDisputeForm } from '../hearing/franchisee-dispute.ts';
import { complaintForm } from './complaint.ts';
import { damageForm } from './damage.ts';
import { praiseForm } from './praise.ts';
import { serviceForm } from './service-order.ts';
import { suggestionForm } from './suggestion.ts';

export type FiledKind = Exclude<CaseKind, 'consultation'>;

interface Beginning {
  form: Form;
  /** What a button's id calls it. */
  choice: string;
  button: MessageKey;
  /** Said before the first question. */
  first?: MessageKey;
}

/** In the order in which they are offered where nothing tells. */
const BEGINNINGS = {
  complaint: { form: complaintForm, choice: 'complaint', button: 'front.button.complaint' },
  suggestion: {
    form: suggestionForm,
    choice: 'suggestion',
    button: 'front.button.suggestion',
    first: 'suggestion.first',
  },
  praise: { form: praiseForm, choice: 'praise', button: 'front.button.praise', first: 'praise.first' },
  service: { form: serviceForm, choice: 'service', button: 'front.button.service' },
  damage: { form: damageForm, choice: 'damage', button: 'front.button.damage', first: 'damage.first' },
  // `dispute` is what the button of a case that is not settled is called.
  dispute: { form: franchiseeDisputeForm, choice: 'franchisees', button: 'front.button.franchisees' },
} as const satisfies Record<FiledKind, Beginning>;

export type KindChoice = (typeof BEGINNINGS)[FiledKind]['choice'];

export const FILED_KINDS = Object.keys(BEGINNINGS) as FiledKind[];
export const choiceOf = (kind: FiledKind): KindChoice => BEGINNINGS[kind].choice;
export const buttonOf = (kind: FiledKind): MessageKey => BEGINNINGS[kind].button;
export const kindOfChoice = (choice: string): FiledKind | undefined =>
  FILED_KINDS.find((kind) => BEGINNINGS[kind].choice === choice);

/** Only who has a store can have a dispute about its area. */
export const kindsFor = (person: Person | undefined): FiledKind[] =>
  FILED_KINDS.filter((kind) => kind !== 'dispute' || (person !== undefined && person.role !== 'prospect'));

const isFiled = (kind: CaseKind, person: Person | undefined): kind is FiledKind =>
  kindsFor(person).some((one) => one === kind);

/** What the words look like, the likeliest first: kinds with a form, or a question for a person. */
export const proposalsFor = (words: string, person: Person | undefined): CaseKind[] =>
  proposeKinds(words).filter((kind) => kind === 'consultation' || isFiled(kind, person));

/** The kind that someone names, with nothing yet of what it is about. */
export function namedKind(words: string, person: Person | undefined): FiledKind | undefined {
  const named = onlyWantsToComplain(words) ? 'complaint' : onlyWants(words);
  return named && isFiled(named, person) ? named : undefined;
}

/** Begins the form of that kind; words that only name the kind are no answer to any question. */
export async function beginKind(
  kind: FiledKind,
  { words, files }: { words: string; files: readonly Attachment[] },
  context: Context,
): Promise<Outcome> {
  const { form, first }: Beginning = BEGINNINGS[kind];
  const opening = namedKind(words, context.person) ? '' : words;
  const goesOn = formsIn(context).some((session) => session.form.name === form.name);
  const outcome = await startForm(form, { opening, files }, context);
  if (!first || goesOn || !outcome.frames) return outcome;
  return { ...outcome, replies: [{ text: say(first) }, ...outcome.replies] };
}
