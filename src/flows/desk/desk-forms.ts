/** What staff write about a case: a reply, a note, an answer, a question to the person or a department. Replying to the person is always an act of its own, with a preview. */
import { answerOf, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { sentFilesField, withFiles } from '../../core/form/files.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { CASE_KINDS, type CaseKind, OUTCOMES_OF } from '../../domain/case.ts';
import { SEVERITIES } from '../../domain/deadlines.ts';
import { OTHER_DEPARTMENT } from '../../domain/queues.ts';
import { actByNumber } from '../cases/case-acts.ts';
import { offeredField, offeredIn, offersField } from './offered-field.ts';
import { offerQuickReplies, quickReplyField } from './quick-reply-form.ts';
import { aboutPromise, aboutReader, QUICK_REPLY } from './reader.ts';

const ANSWER_MAX = 3000;

const replyFields = {
  [QUICK_REPLY]: quickReplyField('text'),
  text: textField({ label: 'desk.reply.text', ask: 'desk.reply.ask', max: ANSWER_MAX }),
  files: sentFilesField(),
};
const resolveFieldsOf = (kind: CaseKind) => ({
  outcome: choiceField({
    label: 'desk.resolve.outcome',
    ask: 'desk.resolve.outcome.ask',
    values: OUTCOMES_OF[kind],
    labelOf: (value) => `outcome.${value}`,
  }),
  text: textField({
    label: 'desk.resolve.text',
    ask: kind === 'suggestion' ? 'desk.resolve.suggestion.ask' : 'desk.resolve.ask',
    max: ANSWER_MAX,
  }),
  files: sentFilesField(),
});

const FROM = { label: 'refer.from', ask: 'desk.refer.department.ask' } as const;
const referFields = {
  'from-offered': offersField(FROM),
  from: offeredField('from', FROM, {
    when: (values) => offeredIn(values, 'from').length > 0,
    other: { value: OTHER_DEPARTMENT, label: 'refer.other' },
  }),
  department: textField({
    when: (values) => offeredIn(values, 'from').length === 0 || values.from === OTHER_DEPARTMENT,
    label: 'desk.refer.department',
    ask: 'desk.refer.department.ask',
    example: 'desk.refer.department.example',
    max: 60,
  }),
  text: textField({ label: 'desk.refer.text', ask: 'desk.refer.ask', max: ANSWER_MAX }),
  files: sentFilesField(),
};
const severityFields = {
  severity: choiceField({
    label: 'desk.severity.severity',
    ask: 'desk.severity.ask',
    values: SEVERITIES,
    labelOf: (value) => `severity.${value}`,
  }),
  text: textField({ label: 'desk.severity.text', ask: 'desk.severity.why', skip: 'desk.severity.skip', max: 500 }),
};

/** The review is the preview: what is written there is what the person will read. */
export const replyForm: Form = {
  name: 'reply',
  version: 1,
  title: 'desk.reply.title',
  fields: replyFields,
  offer: offerQuickReplies,
  about: aboutReader,
  submit: 'desk.send',
  complete: ({ values, args }, context) =>
    actByNumber(
      args.case,
      { type: 'reply', text: answerOf(values, 'text', replyFields.text) ?? '', ...withFiles(values) },
      context,
    ),
};

export const noteForm = wordsForm({
  name: 'note',
  title: 'desk.note.title',
  text: textField({ label: 'desk.note.text', ask: 'desk.note.ask', max: ANSWER_MAX }),
  files: true,
  about: aboutPromise,
  act: (said, { args }, context) => actByNumber(args.case, { type: 'note', ...said }, context),
});

/** Each kind has its own outcomes; the first form of the name is a complaint's, as earlier versions of the program have stored it. */
function resolveFormOf(kind: CaseKind): Form {
  const fields = resolveFieldsOf(kind);
  const [fallback] = OUTCOMES_OF[kind];
  return {
    name: kind === 'complaint' ? 'resolve' : `resolve-${kind}`,
    version: 1,
    title: 'desk.resolve.title',
    fields,
    about: aboutReader,
    submit: 'desk.send',
    complete: ({ values, args }, context) => {
      const outcome = answerOf(values, 'outcome', fields.outcome) ?? fallback;
      const text = answerOf(values, 'text', fields.text) ?? '';
      return actByNumber(args.case, { type: 'resolve', outcome, text, ...withFiles(values) }, context);
    },
  };
}

const RESOLVE_FORMS: ReadonlyMap<CaseKind, Form> = new Map(CASE_KINDS.map((kind) => [kind, resolveFormOf(kind)]));

export const resolveFormFor = (kind: CaseKind): Form => RESOLVE_FORMS.get(kind) ?? resolveFormOf(kind);

/** The clock stands still from here on, so it is asked for on purpose and previewed like a reply. */
export const askForm = wordsForm({
  name: 'ask',
  title: 'desk.ask.title',
  text: textField({ label: 'desk.reply.text', ask: 'desk.ask.ask', max: ANSWER_MAX }),
  files: true,
  about: aboutReader,
  submit: 'desk.send',
  act: (said, { args }, context) => actByNumber(args.case, { type: 'ask', ...said }, context),
});

export const referForm: Form = {
  name: 'refer',
  version: 1,
  title: 'desk.refer.title',
  fields: referFields,
  about: aboutPromise,
  complete: ({ values, args }, context) => {
    const from = answerOf(values, 'from', referFields.from);
    const named = from === OTHER_DEPARTMENT ? null : from;
    const department = named ?? answerOf(values, 'department', referFields.department) ?? '';
    const text = answerOf(values, 'text', referFields.text) ?? '';
    return actByNumber(args.case, { type: 'refer', department, text, ...withFiles(values) }, context);
  },
};

export const findingsForm = wordsForm({
  name: 'findings',
  title: 'desk.findings.title',
  text: textField({ label: 'desk.findings.text', ask: 'desk.findings.ask', max: ANSWER_MAX }),
  files: true,
  about: aboutPromise,
  act: (said, { args }, context) => actByNumber(args.case, { type: 'findings', ...said }, context),
});

export const closeForm = wordsForm({
  name: 'close',
  title: 'desk.close.title',
  text: textField({ label: 'desk.reply.text', ask: 'desk.close.ask', max: ANSWER_MAX }),
  files: true,
  about: aboutReader,
  submit: 'desk.send',
  act: (said, { args }, context) => actByNumber(args.case, { type: 'close', ...said }, context),
});

export const severityForm: Form = {
  name: 'severity',
  version: 1,
  title: 'desk.severity.title',
  fields: severityFields,
  complete: ({ values, args }, context) => {
    const severity = answerOf(values, 'severity', severityFields.severity) ?? 'general';
    const text = answerOf(values, 'text', severityFields.text) ?? '';
    return actByNumber(args.case, { type: 'severity', severity, text }, context);
  },
};

export const DESK_FORMS: readonly Form[] = [
  replyForm,
  noteForm,
  ...RESOLVE_FORMS.values(),
  askForm,
  referForm,
  findingsForm,
  closeForm,
  severityForm,
];
