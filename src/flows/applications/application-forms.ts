/** What an applicant writes: the application itself, what they add to it, and, if they like, about their health. */
import type { Context, Effect, Outcome } from '../../core/flow.ts';
import { answerOf, type Filled, type Form } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { wordsForm } from '../../core/form/words-form.ts';
import { idOf } from '../../core/ids.ts';
import { say, verbatim } from '../../core/message.ts';
import { newApplication } from '../../domain/application.ts';
import { scoreOf } from '../../domain/application-score.ts';
import { brandText } from '../answers/brands.ts';
import { dossiersOf } from '../dossier/dossier-access.ts';
import { wordsField } from '../fields.ts';
import { rememberPhone } from '../kinds/contact.ts';
import { openFor, ownApplication, ownApplications, write } from './application-access.ts';
import { ownReply } from './application-card.ts';
import { answersIn, applyFields } from './application-fields.ts';
import { deskTold, dueFrom, dueTimer, firstTold, forgetDraft } from './application-telling.ts';

type Told = Pick<Outcome, 'replies' | 'effects'>;

const TELL_MAX = 1000;
const HEALTH_MAX = 600;

const only = (text: Parameters<typeof say>[0]): Told => ({ replies: [{ text: say(text) }], effects: [] });

export const applyForm: Form = {
  name: 'apply',
  version: 1,
  title: 'apply.title',
  fields: applyFields,
  submit: 'apply.submit',
  about: async ({ brand = '' }) => [say('apply.about', { brand: brandText({ brand }) })],
  complete: async (filled, context) => await send(filled, context),
};

async function send({ values, args: { brand = '' }, draftId }: Filled, context: Context): Promise<Told> {
  const { person, now, language, applicationRules } = context;
  const answers = answersIn(values);
  const agreed = answerOf(values, 'consent', applyFields.consent) === 'yes';
  if (!person || !answers || !agreed) return only('form.stale');
  const own = await ownApplications(context);
  // Of two chats that send at once, one comes second.
  const before = openFor(brand, own);
  const here = { zone: person.zone ?? context.zone, now };
  const shown = { hasDossier: await hasDossier(brand, context), health: false, asksHealth: applicationRules.health };
  if (before) {
    const lead = say('apply.told.have', { brand: brandText({ brand }) });
    const state = ownReply(before, shown, here);
    return { replies: [{ ...state, text: { lines: [lead, state.text] } }], effects: [] };
  }
  const earlier = own.filter((one) => one.brand === brand).length;
  const given = {
    id: idOf('application', person.id, brand, String(earlier)),
    personId: person.id,
    brand,
    language,
    answers,
    score: scoreOf(answers, applicationRules.rules),
  };
  const written = write(newApplication(given, now), { type: 'submit', dueAt: dueFrom(context) }, now);
  if (written.refused) return only(`apply.no.${written.refused}`);
  const { application, effect } = written;
  const { buttons = [] } = ownReply(application, shown, here);
  const due = { instant: application.dueAt ?? now, zone: here.zone };
  return {
    replies: [{ text: say('apply.told.sent', { brand: brandText(application), due }), buttons }],
    effects: [
      effect,
      ...rememberPhone(values, context),
      ...(await firstTold(application, context)),
      ...dueTimer(application, 0, application.dueAt ?? now),
      forgetDraft(draftId, context),
    ],
  };
}

export async function hasDossier(
  brand: string,
  { person, reads }: Pick<Context, 'person' | 'reads'>,
): Promise<boolean> {
  return person ? (await dossiersOf({ personId: person.id, reads })).some((one) => one.brand === brand) : false;
}

export const tellForm = wordsForm({
  name: 'apply-tell',
  title: 'apply.tell.title',
  text: wordsField({ label: 'apply.tell', ask: 'apply.tell.ask', max: TELL_MAX }),
  about: async ({ application = '' }, _, context) => {
    const current = await ownApplication(application, context);
    const question = current?.asked ? current.messages.findLast(({ from }) => from === 'staff') : undefined;
    return question ? [say('apply.state.question', { text: verbatim(question.text) })] : [];
  },
  act: async ({ text }, { args, draftId }, context) => {
    const current = await ownApplication(args.application ?? '', context);
    if (!current) return only('form.stale');
    const written = write(current, { type: 'tell', text, dueAt: dueFrom(context) }, context.now);
    if (written.refused)
      return { replies: [{ text: { lines: [say(`apply.no.${written.refused}`), verbatim(text)] } }], effects: [] };
    const { application, effect } = written;
    const resumed =
      application.dueAt !== current.dueAt ? dueTimer(application, 0, application.dueAt ?? context.now) : [];
    return {
      replies: [{ text: say('apply.told.told') }],
      effects: [
        effect,
        ...(await deskTold(application, say('application.desk.told'), context)),
        ...resumed,
        forgetDraft(draftId, context),
      ],
    };
  },
});

const healthFields = {
  consent: choiceField({
    label: 'apply.health.consent',
    ask: 'apply.health.consent.ask',
    values: ['yes', 'no'] as const,
    labelOf: (value) => `apply.health.consent.${value}`,
  }),
  text: textField({
    label: 'apply.health.words',
    ask: 'apply.health.words.ask',
    skip: 'apply.skip',
    max: HEALTH_MAX,
    when: ({ consent }) => consent === 'yes',
  }),
};

export const healthForm: Form = {
  name: 'apply-health',
  version: 1,
  title: 'apply.health.title',
  fields: healthFields,
  complete: async ({ values, args, draftId }, context) => {
    const { applicationRules, now } = context;
    const current = await ownApplication(args.application ?? '', context);
    if (!current || !applicationRules.health) return only('form.stale');
    const words = answerOf(values, 'text', healthFields.text);
    const forget: Effect[] = [forgetDraft(draftId, context)];
    if (answerOf(values, 'consent', healthFields.consent) !== 'yes' || words === null)
      return { replies: [{ text: say('apply.health.none') }], effects: forget };
    const health = { id: current.id, words, consentedAt: now };
    const written = write(current, { type: 'health', given: true }, now, health);
    if (written.refused) return only(`apply.no.${written.refused}`);
    return { replies: [{ text: say('apply.told.health') }], effects: [written.effect, ...forget] };
  },
};

/** Every field that a draft of these may have an answer to. */
export const DRAFTED_FIELDS: readonly string[] = [
  ...new Set([applyForm, tellForm, healthForm].flatMap(({ fields }) => Object.keys(fields))),
];

export const APPLICANT_FORMS: readonly Form[] = [applyForm, tellForm, healthForm];
