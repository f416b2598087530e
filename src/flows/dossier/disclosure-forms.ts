/** The forms in which a disclosure document, signing and paying are noted: by the prospect for a dossier of theirs, by staff for a person. */
import type { Context } from '../../core/flow.ts';
import { answerOf, type Filled, type Form } from '../../core/form/definition.ts';
import { choiceField } from '../../core/form/fields.ts';
import { say } from '../../core/message.ts';
import { PLANS } from '../../domain/disclosure.ts';
import { brandChoices, brandField, brandOf, brandsOf, brandText } from '../answers/brands.ts';
import { nameOf } from '../cases/person-names.ts';
import { mayRecord, noteByStaff, noteOwn } from './disclosing.ts';
import { countryField, dayField } from './disclosure-fields.ts';
import { beginning, type Done, dossiersOf, gone, ownDossier } from './dossier-access.ts';

const denied = (): Done => ({ replies: [{ text: say('command.not-allowed') }], effects: [] });

const received = dayField({
  ...{ label: 'disclosure.day', ask: 'disclosure.day.ask', example: 'disclosure.day.example', coming: false },
});
const COUNTRY = { label: 'disclosure.country', ask: 'disclosure.country.ask' } as const;

const receiptFields = { day: received, country: countryField('country', COUNTRY) };

export const receiptForm: Form = {
  name: 'dossier-receipt',
  version: 1,
  title: 'disclosure.form',
  fields: receiptFields,
  about: async ({ dossier: tag = '' }, _values, context) => {
    const dossier = await ownDossier(tag, context);
    return dossier ? [say('disclosure.title', { brand: brandText(dossier) }), say('disclosure.seen')] : [];
  },
  complete: async ({ values, args }, context) => {
    const { person } = context;
    const dossier = await ownDossier(args.dossier ?? '', context);
    if (!dossier || !person) return gone();
    const receivedOn = answerOf(values, 'day', receiptFields.day) ?? '';
    const country = answerOf(values, 'country', receiptFields.country);
    return await noteOwn(dossier, { type: 'disclose', receivedOn, country, byId: person.id, confirmed: true }, context);
  },
};

const disclosedFields = {
  brand: brandField({ label: 'policy.brand', ask: 'dossier.choose' }),
  day: received,
  country: countryField('country', { ...COUNTRY, skip: 'disclosure.country.skip' }),
};

/** Staff's; for whom no dossier is there yet, one begins. */
export const disclosedForm: Form = {
  name: 'disclosed',
  version: 1,
  title: 'disclosure.form',
  fields: disclosedFields,
  submit: 'disclosure.submit',
  offer: async (_args, context) => {
    const brands = await brandsOf(context);
    return { brand: brands.length > 1 ? brandChoices(brands) : [] };
  },
  about: async ({ person = '' }, _values, { reads }) => {
    const owner = await reads.person(person);
    return owner ? [say('disclosed.about', { name: nameOf(owner) })] : [];
  },
  complete: async ({ values, args }, context) => {
    if (!context.person || !mayRecord(context.person)) return denied();
    const owner = await context.reads.person(args.person ?? '');
    const brand = await brandOf(answerOf(values, 'brand', disclosedFields.brand), context);
    if (!owner || brand === undefined) return gone();
    const known = await dossiersOf({ personId: owner.id, reads: context.reads });
    const dossier = known.find((one) => one.brand === brand) ?? beginning(brand, owner.id, context);
    const act = {
      type: 'disclose',
      receivedOn: answerOf(values, 'day', disclosedFields.day) ?? '',
      country: answerOf(values, 'country', disclosedFields.country),
      byId: context.person.id,
      confirmed: false,
    } as const;
    return noteByStaff(dossier, act, owner, context);
  },
};

const planFields = {
  plan: choiceField({
    label: 'disclosure.plan',
    ask: 'disclosure.plan.ask',
    values: PLANS,
    labelOf: (value) => `disclosure.plan.${value}`,
  }),
  day: dayField({
    ...{ label: 'disclosure.plan.day', ask: 'disclosure.plan.day.ask', example: 'disclosure.day.example' },
    ...{ skip: 'disclosure.plan.none', coming: true },
  }),
};

const planOf = ({ values }: Filled) => ({
  type: 'plan' as const,
  plan: answerOf(values, 'plan', planFields.plan) ?? 'signing',
  day: answerOf(values, 'day', planFields.day),
});

/** `dossier`: of one's own; `of`: of someone whom staff look after. */
export const planForm: Form = {
  name: 'dossier-plan',
  version: 1,
  title: 'disclosure.plan.title',
  fields: planFields,
  about: async ({ dossier: tag, of }, _values, context) => {
    const dossier = of === undefined ? await ownDossier(tag ?? '', context) : await context.reads.dossier(of);
    return dossier ? [say('disclosure.title', { brand: brandText(dossier) })] : [];
  },
  complete: async (filled, context: Context) => {
    const { dossier: tag, of } = filled.args;
    if (of === undefined) {
      const dossier = await ownDossier(tag ?? '', context);
      return dossier ? await noteOwn(dossier, planOf(filled), context) : gone();
    }
    if (!mayRecord(context.person)) return denied();
    const dossier = await context.reads.dossier(of);
    const owner = dossier && (await context.reads.person(dossier.personId));
    return owner ? noteByStaff(dossier, planOf(filled), owner, context) : gone();
  },
};

export const DISCLOSURE_FORMS: readonly Form[] = [receiptForm, disclosedForm, planForm];
