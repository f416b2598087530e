/** What a form says: the open question, the review, and the questions about the form itself. Every button carries draft and turn. */
import type { MessageKey } from '../../locales/catalogue.ts';
import type { Json } from '../decision.ts';
import { type Reply, type ReplyButton, say, type Text } from '../message.ts';
import type { Field } from './definition.ts';
import { attachmentsOf, filesOf } from './files.ts';
import {
  choicesOf,
  draftTag,
  isAnswered,
  previousField,
  progressOf,
  progressOfAll,
  type Session,
  visibleFields,
} from './session.ts';

/** What a button of a form does. `v:` answers with a value, `e:` edits a field. */
export type Operation =
  | { type: 'answer'; value: string }
  | { type: 'edit'; field: string }
  | { type: 'back' | 'skip' | 'keep' | 'submit' | 'pick' | 'cancel' | 'pause' | 'yes' | 'no' | 'person' | 'dialog' };

const OPERATION_CODES = {
  back: 'b',
  skip: 's',
  keep: 'k',
  submit: 'ok',
  pick: 'p',
  cancel: 'c',
  pause: 'w',
  yes: 'y',
  no: 'n',
  person: 'h',
  dialog: 'd',
} as const;

export const FORM_BUTTON = 'f';

function buttonId(session: Session, operation: Operation): string {
  const { draft, state } = session;
  const code =
    operation.type === 'answer'
      ? `v:${operation.value}`
      : operation.type === 'edit'
        ? `e:${operation.field}`
        : OPERATION_CODES[operation.type];
  return `${FORM_BUTTON}:${draftTag(draft.id)}:${state.turn}:${code}`;
}

/** Reads a button's id; undefined if it is not one of a form. What it names is checked by whoever acts on it. */
export function parseButton(id: string): { draft: string; turn: number; operation: Operation } | undefined {
  const match = /^f:([0-9a-f]{8}):(\d{1,12}):(?:(v|e):(.{1,48})|([a-z]{1,2}))$/s.exec(id);
  if (!match) return undefined;
  const [, draft = '', turn = '', kind, argument = '', code] = match;
  const operation = readOperation(kind, argument, code);
  return operation && { draft, turn: Number(turn), operation };
}

function readOperation(kind: string | undefined, argument: string, code: string | undefined): Operation | undefined {
  if (kind === 'v') return { type: 'answer', value: argument };
  if (kind === 'e') return { type: 'edit', field: argument };
  const type = (Object.keys(OPERATION_CODES) as (keyof typeof OPERATION_CODES)[]).find(
    (name) => OPERATION_CODES[name] === code,
  );
  return type && { type };
}

export interface Aside {
  /** Said before the question: what went wrong, where one is. */
  lead?: Text[];
}

/** The question that is open now, whatever it is. */
export function question(session: Session, aside: Aside = {}): Reply {
  const { state } = session;
  if (state.before === 'cancel') return confirmCancel(session, aside);
  if (state.before === 'resume') return continueOrBegin(session, aside);
  switch (state.at.step) {
    case 'ask': {
      const field = session.form.fields[state.at.field];
      if (!field) throw new Error(`form ${session.form.name} has no field ${state.at.field}`);
      return ask(session, state.at.field, field, aside);
    }
    case 'review':
      return review(session, aside);
    case 'pick':
      return pick(session, aside);
    default:
      return state.at satisfies never;
  }
}

function ask(session: Session, name: string, field: Field, aside: Aside): Reply {
  const { at } = session.state;
  const editing = at.step === 'ask' && at.editing;
  const failures = at.step === 'ask' ? at.failures : 0;
  const suggestions = at.step === 'ask' ? at.suggestions : [];
  const { position, total } = progressOf(session, name);
  const answered = isAnswered(session, name, field);
  const asked = say(field.ask);
  const lines: Text[] = [...(aside.lead ?? [])];
  lines.push(editing || total === 1 ? asked : say('form.question', { position, total, question: asked }));
  if (answered) lines.push(say('form.so-far', { answer: showAnswer(session, name, field) }));
  const buttons: ReplyButton[] = [...suggestions, ...(choicesOf(session, name, field) ?? [])].map((choice) => ({
    id: buttonId(session, { type: 'answer', value: choice.value }),
    label: choice.label,
  }));
  const { picker } = field;
  const picking = at.step === 'ask' ? at.picked : undefined;
  if (picker && picking !== picker.begins)
    buttons.push({ id: buttonId(session, { type: 'answer', value: picker.begins }), label: say(picker.label) });
  const files = field.input === 'files' && filesOf(session).length > 0;
  if (answered) buttons.push(button(session, 'keep', files ? 'files.done' : 'form.button.keep'));
  // An answer that may be left out can also be taken back.
  if (field.skip && session.answers.get(name)?.value !== null)
    buttons.push(button(session, 'skip', files ? 'files.remove' : field.skip));
  if (failures >= FAILURES_BEFORE_PERSON) buttons.push(button(session, 'person', 'form.button.person'));
  if (editing || previousField(session, name) !== undefined) buttons.push(button(session, 'back', 'form.button.back'));
  const asking = reply(lines, undefined, [...buttons, ...dialogButton(session)]);
  if (!field.ownPhone) return asking;
  return { ...asking, sharePhone: { prompt: say('field.phone.share'), label: say('field.phone.share.button') } };
}

/** After so many answers that could not be taken, a person is offered. */
export const FAILURES_BEFORE_PERSON = 3;

function review(session: Session, aside: Aside): Reply {
  const { submit = 'form.button.submit', title } = session.form;
  const shown = reply([...(aside.lead ?? []), say('form.review', { title: say(title) })], factsOf(session), [
    button(session, 'submit', submit, 'primary'),
    button(session, 'pick', 'form.button.change'),
    button(session, 'cancel', 'form.button.cancel', 'danger'),
    ...dialogButton(session),
  ]);
  const attachments = attachmentsOf(filesOf(session));
  return attachments.length > 0 ? { ...shown, attachments } : shown;
}

function pick(session: Session, aside: Aside): Reply {
  const buttons = visibleFields(session).map(
    ([name, field]): ReplyButton => ({ id: buttonId(session, { type: 'edit', field: name }), label: say(field.label) }),
  );
  return reply([...(aside.lead ?? []), say('form.pick')], undefined, [
    ...buttons,
    button(session, 'back', 'form.button.back'),
  ]);
}

function confirmCancel(session: Session, aside: Aside): Reply {
  return reply([...(aside.lead ?? []), say('form.cancel.sure', { title: say(session.form.title) })], undefined, [
    button(session, 'yes', 'form.cancel.yes', 'danger'),
    button(session, 'no', 'form.cancel.no'),
  ]);
}

function continueOrBegin(session: Session, aside: Aside): Reply {
  const { form, draft, state, context } = session;
  const zone = context.person?.zone ?? context.zone;
  const { answered, total } = progressOfAll(session);
  const title = say(form.title);
  if (state.paused) {
    return reply([...(aside.lead ?? []), say('form.paused', { title, answered, total })], undefined, [
      button(session, 'yes', 'form.resume.continue', 'primary'),
      button(session, 'cancel', 'form.resume.discard'),
    ]);
  }
  const line = say('form.resume', { title, since: { instant: draft.createdAt, zone }, answered, total });
  return reply([...(aside.lead ?? []), line], undefined, [
    button(session, 'yes', 'form.resume.continue', 'primary'),
    button(session, 'no', 'form.resume.begin'),
    button(session, 'cancel', 'form.resume.discard'),
    ...dialogButton(session),
  ]);
}

/** Label and answer of every visible field. */
export function factsOf(session: Session): { label: Text; value: Text }[] {
  return visibleFields(session)
    .filter(([, { begins }]) => begins === undefined)
    .map(([name, field]) => ({ label: say(field.label), value: showAnswer(session, name, field) }));
}

export function showAnswer(session: Session, name: string, field: Field): Text {
  const value: Json = session.answers.get(name)?.value ?? null;
  const offered = field.offered && session.state.offers?.[name]?.find((one) => one.value === value);
  if (offered) return offered.label;
  if (value === null) return say('form.left-out');
  // What is a choice only here and now has its name from there.
  return field.choices?.(session.values).find((choice) => choice.value === value)?.label ?? field.show(value);
}

/** Leads to the whole form at once, where that is possible. */
function dialogButton(session: Session): ReplyButton[] {
  return session.context.dialogs ? [{ ...button(session, 'dialog', 'form.button.dialog'), opens: 'dialog' }] : [];
}

function button(
  session: Session,
  type: Exclude<Operation['type'], 'answer' | 'edit'>,
  label: MessageKey,
  style?: ReplyButton['style'],
) {
  const made: ReplyButton = { id: buttonId(session, { type }), label: say(label) };
  return style ? { ...made, style } : made;
}

function reply(lines: Text[], facts: Reply['facts'], buttons: ReplyButton[]): Reply {
  const [only] = lines;
  return {
    text: lines.length === 1 && only ? only : { lines },
    ...(facts && facts.length > 0 && { facts }),
    ...(buttons.length > 0 && { buttons }),
  };
}
