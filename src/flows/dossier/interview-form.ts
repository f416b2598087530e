/** F02: the whole interview of one franchisee as one form, and what was told as answers from them. The same franchisee stays one column. */
import { answerOf, type Completed, type Form, type Values } from '../../core/form/definition.ts';
import { say, type Text, verbatim } from '../../core/message.ts';
import type { Dossier } from '../../domain/dossier.ts';
import { INTERVIEW_ITEMS, INTERVIEW_YEARS } from '../../domain/dossier-items.ts';
import { type Interview, isTooYoung, newAnswers } from '../../domain/interview.ts';
import { fold } from '../../recognition/fold.ts';
import { shorten } from '../cases/case-card.ts';
import { gone, ownDossier, refusedWith, write } from './dossier-access.ts';
import { interviewReply } from './interview-card.ts';
import { closingFields, interviewFields, toldText, whomFields } from './interview-fields.ts';

/** The number of an interview, from 1. */
export const interviewAt = ({ interviews }: Dossier, number: string | undefined): Interview | undefined =>
  number === undefined ? undefined : interviews[Number(number) - 1];

export const interviewCalled = ({ interviews }: Dossier, name: string): Interview | undefined =>
  interviews.find((one) => fold(one.name.trim()) === fold(name.trim()));

export const interviewForm: Form = {
  name: 'dossier-interview',
  version: 1,
  title: 'dossier.form.interview',
  submit: 'dossier.interview.submit',
  fields: interviewFields,
  async about({ interview: number }, values) {
    const { name, years, store, note } = values;
    const isReview = note !== undefined;
    return [
      ...(years === undefined && number === undefined
        ? [say('dossier.interview.rule', { years: INTERVIEW_YEARS })]
        : []),
      ...(typeof name === 'string' && years !== undefined && !isReview ? [verbatim(name)] : []),
      ...(isTooYoung(answerOf(values, 'years', whomFields.years)) && (store === undefined || isReview)
        ? [say('dossier.interview.young', { years: INTERVIEW_YEARS })]
        : []),
      ...(isAboutToMark(values) ? toldLines(values) : []),
    ];
  },
  async complete({ values, args }, context): Promise<Completed> {
    const dossier = await ownDossier(args.dossier ?? '', context);
    if (!dossier) return gone();
    const name = answerOf(values, 'name', whomFields.name) ?? '';
    const opened = interviewAt(dossier, args.interview);
    // Whoever writes of the same person anew adds to what they had noted.
    const same = opened ? undefined : interviewCalled(dossier, name);
    const interview = {
      ...whomOf(values, same),
      name: same?.name ?? name,
      ...idOf(opened ?? same, context.id('interview'), context.now),
    };
    const told = {
      texts: Object.fromEntries(INTERVIEW_ITEMS.map((item) => [item, toldText(values, item)])),
      worrying: answerOf(values, 'worries', closingFields.worries),
      adds: args.marks === 'add' || same !== undefined,
    };
    const answers = newAnswers(dossier, interview, told, context.now);
    const written = write(dossier, { type: 'interview', interview, answers }, context);
    if (written.refused) return { ...refusedWith(written.refused), again: { ...args } };
    const lead = [
      say('dossier.interview.filed', { count: answers.length }),
      ...(same ? [say('dossier.interview.same')] : []),
      ...(opened && hasTakenBack(dossier, opened, values) ? [say('dossier.interview.stays')] : []),
    ];
    const number = written.dossier.interviews.findIndex(({ id }) => id === interview.id) + 1;
    const reply = interviewReply(written.dossier, number, lead);
    return { replies: reply ? [reply] : [], effects: [written.effect] };
  },
};

function whomOf(values: Values, before: Interview | undefined): Omit<Interview, 'id' | 'name' | 'at'> {
  const similar = answerOf(values, 'similar', whomFields.similar);
  return {
    years: answerOf(values, 'years', whomFields.years) ?? before?.years ?? null,
    store: answerOf(values, 'store', whomFields.store) ?? before?.store ?? null,
    similar: similar === 'yes' ? true : similar === 'no' ? false : (before?.similar ?? null),
    note: answerOf(values, 'note', closingFields.note) ?? before?.note ?? null,
  };
}

const idOf = (known: Interview | undefined, id: string, at: string): Pick<Interview, 'id' | 'at'> =>
  known ? { id: known.id, at: known.at } : { id, at };

const isAboutToMark = (values: Values): boolean =>
  values.worries === undefined && INTERVIEW_ITEMS.every((item) => values[item] !== undefined);

/** By their numbers among the questions, so that they can be named by these. */
const toldLines = (values: Values): Text[] =>
  INTERVIEW_ITEMS.flatMap((item, at) => {
    const text = toldText(values, item);
    if (text === undefined) return [];
    const told = { number: at + 1, item: say(`dossier.item.${item}`), text: verbatim(shorten(text)) };
    return [say('dossier.interview.told', told)];
  });

/** Answers are kept as they were given. */
const hasTakenBack = ({ entries }: Dossier, { id }: Interview, values: Values): boolean =>
  entries.some(
    ({ item, interview, answers }) =>
      interview === id && answers.length > 0 && INTERVIEW_ITEMS.some((one) => one === item && values[one] === null),
  );
