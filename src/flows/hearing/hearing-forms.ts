/** What is written in a dispute between franchisees: the report to the other side, their account, the decision, an objection. */
import type { Field, Form, Reading, Scope } from '../../core/form/definition.ts';
import { answerOf } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { say } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import { FINDINGS } from '../../domain/hearing.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import { fold } from '../../recognition/fold.ts';
import { storyField } from '../fields.ts';
import { disputeFields } from './dispute-fields.ts';
import { hearingByNumber } from './hearing.ts';

const TEXT_MAX = 3000;

/** Words that the other side reads must not tell who reported it, unless that person agreed. */
function sharedField(options: Parameters<typeof textField>[0]): Field<string> {
  const field = textField(options);
  return {
    ...field,
    async read(words, scope): Promise<Reading<string>> {
      const names = await namesReporter(words, scope);
      return names ? { problem: say('hearing.names-reporter') } : await field.read(words, scope);
    },
  };
}

async function namesReporter(words: string, { args, reads }: Scope): Promise<boolean> {
  const current = await reads.caseByNumber(args.case ?? '');
  if (!current || current.facts.showName === 'yes') return false;
  const [reporter, accounts] = await Promise.all([reads.person(current.personId), reads.accountsOf(current.personId)]);
  const names = [reporter?.name, ...accounts.map(({ displayName }) => displayName)];
  const text = fold(words).replaceAll(BETWEEN, '');
  return [...names, ...phonesOf(current, reporter?.phone), ...(await storesOf(current, reporter, reads))].some(
    (tell) => {
      const folded = fold(tell ?? '').replaceAll(BETWEEN, '');
      return [...folded].length >= 2 && text.includes(folded);
    },
  );
}

/** Signs with which names and numbers are broken up. */
const BETWEEN = /[\s\p{Pd}.·•()/]/gu;
/** As few digits have the numbers of a place, without country and area. */
const LOCAL_DIGITS = 8;

/** By its last digits: however much of the number stands before them. */
const phonesOf = ({ facts }: Case, known: string | null | undefined): string[] =>
  [facts.phone, known].flatMap((phone) => (typeof phone === 'string' ? [phone.slice(-LOCAL_DIGITS)] : []));

/** Theirs by what they answered and by what they manage, in whichever way people call them. */
async function storesOf({ facts }: Case, reporter: Person | undefined, reads: Scope['reads']): Promise<string[]> {
  const own = disputeFields.outlet.schema.safeParse(facts.outlet).data;
  const other = disputeFields.against.schema.safeParse(facts.against).data;
  const ids = new Set([...(own ? [own.id] : []), ...(reporter ? grantsOf(reporter).manages : [])]);
  const theirs = (await reads.outlets()).filter(({ id }) => ids.has(id) && id !== other?.id);
  const answered = own && own.id !== other?.id ? [own.name, own.code] : [];
  return [...answered, ...theirs.flatMap(({ name, code, aliases }) => [name, code, ...aliases])];
}

export const hearForm = wordsForm({
  name: 'hear',
  title: 'hearing.hear.title',
  text: sharedField({ label: 'hearing.hear.text', ask: 'hearing.hear.ask', max: TEXT_MAX }),
  submit: 'desk.send',
  act: ({ text }, { args }, context) =>
    hearingByNumber(args.case, { type: 'hear', respondentId: args.other || null, text }, context),
});

export const statementForm = wordsForm({
  name: 'statement',
  title: 'hearing.statement.title',
  text: storyField({ label: 'hearing.statement.text', ask: 'hearing.statement.ask', max: TEXT_MAX }),
  files: true,
  submit: 'desk.send',
  act: (said, { args }, context) => hearingByNumber(args.case, { type: 'statement', ...said }, context),
});

const REMEDIES = ['none', 'd7', 'd14', 'd30'] as const;
const DAY_MS = 24 * 3_600_000;

const decideFields = {
  finding: choiceField({
    label: 'hearing.finding',
    ask: 'hearing.finding.ask',
    values: FINDINGS,
    labelOf: (value) => `hearing.finding.${value}`,
  }),
  text: sharedField({ label: 'hearing.decide.text', ask: 'hearing.decide.ask', max: TEXT_MAX }),
  grounds: sharedField({ label: 'hearing.grounds', ask: 'hearing.grounds.ask', max: TEXT_MAX }),
  remedy: choiceField({
    label: 'hearing.remedy',
    ask: 'hearing.remedy.ask',
    when: ({ finding }) => finding !== 'not-proven',
    values: REMEDIES,
    labelOf: (value) => `hearing.remedy.${value}`,
  }),
};

export const decideForm: Form = {
  name: 'decide',
  version: 1,
  title: 'hearing.decide.title',
  fields: decideFields,
  submit: 'desk.send',
  complete: ({ values, args }, context) => {
    const remedy = answerOf(values, 'remedy', decideFields.remedy) ?? 'none';
    const days = remedy === 'none' ? 0 : Number(remedy.slice(1));
    return hearingByNumber(
      args.case,
      {
        type: 'decide',
        finding: answerOf(values, 'finding', decideFields.finding) ?? 'not-proven',
        text: answerOf(values, 'text', decideFields.text) ?? '',
        grounds: answerOf(values, 'grounds', decideFields.grounds) ?? '',
        remedyBy: days === 0 ? null : new Date(Date.parse(context.now) + days * DAY_MS).toISOString(),
      },
      context,
    );
  },
};

export const objectForm = wordsForm({
  name: 'object',
  title: 'hearing.object.title',
  text: storyField({ label: 'hearing.object.text', ask: 'hearing.object.ask', max: TEXT_MAX }),
  files: true,
  submit: 'desk.send',
  act: (said, { args }, context) => hearingByNumber(args.case, { type: 'object', ...said }, context),
});

export const remediedForm = wordsForm({
  name: 'remedied',
  title: 'hearing.remedied.title',
  text: textField({ label: 'hearing.remedied.text', ask: 'hearing.remedied.ask', max: 1000 }),
  act: (said, { args }, context) => hearingByNumber(args.case, { type: 'remedied', ...said }, context),
});

export const HEARING_FORMS: readonly Form[] = [hearForm, statementForm, decideForm, objectForm, remediedForm];
