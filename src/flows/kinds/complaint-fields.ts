/** The questions of a complaint (F07): the 5W and the register. Their order is the order in which they are asked. */
import type { Fields, Values } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { filesField } from '../../core/form/files.ts';
import { CAUSES, type Cause, type CauseGroup, INTAKES } from '../../domain/case.ts';
import { recogniseIntake } from '../../recognition/signs.ts';
import { outletField, pastTimeField, phoneField, storyField } from '../fields.ts';

/** Who complains: a shopper through the store, the writer as a shopper, or a franchisee about headquarters. */
const COMPLAINANTS = ['shopper', 'self', 'franchisee'] as const;

const GROUPS = Object.keys(CAUSES) as CauseGroup[];
const ALL_CAUSES: readonly Cause[] = Object.values(CAUSES).flat();

const isFor = (values: Values, complainant: (typeof COMPLAINANTS)[number]): boolean =>
  values.complainant === complainant;

export const complaintFields = {
  what: storyField({
    label: 'complaint.what',
    ask: 'complaint.what.ask',
    example: 'complaint.what.example',
    max: 2000,
  }),
  complainant: choiceField({
    label: 'complaint.complainant',
    ask: 'complaint.complainant.ask',
    values: COMPLAINANTS,
    labelOf: (value) => `complaint.complainant.${value}`,
  }),
  when: pastTimeField({ label: 'complaint.when', ask: 'complaint.when.ask', example: 'complaint.when.example' }),
  outlet: outletField({ label: 'complaint.outlet', ask: 'complaint.outlet.ask', example: 'complaint.outlet.example' }),
  who: textField({ label: 'complaint.who', ask: 'complaint.who.ask', skip: 'complaint.who.skip', max: 500 }),
  how: storyField({
    label: 'complaint.how',
    ask: 'complaint.how.ask',
    skip: 'complaint.how.skip',
    max: 4000,
  }),
  group: choiceField({
    label: 'complaint.group',
    ask: 'complaint.group.ask',
    values: GROUPS,
    labelOf: (value) => `cause.group.${value}`,
  }),
  cause: choiceField({
    label: 'complaint.cause',
    ask: 'complaint.cause.ask',
    values: ALL_CAUSES,
    labelOf: (value) => `cause.${value}`,
    offered: (values) =>
      GROUPS.filter((group) => group === values.group).flatMap((group): readonly Cause[] => CAUSES[group]),
  }),
  intake: choiceField({
    label: 'complaint.intake',
    ask: 'complaint.intake.ask',
    // What a person writes about themselves has arrived in chat; a store is asked how the shopper's words reached it.
    when: (values) => isFor(values, 'shopper') || values.intake === 'media' || values.intake === 'authority',
    values: INTAKES,
    labelOf: (value) => `intake.${value}`,
    recognise(words) {
      const value = recogniseIntake(words);
      return value && { value, words };
    },
  }),
  files: filesField({ label: 'complaint.files', ask: 'complaint.files.ask', skip: 'complaint.files.skip' }),
  shopperName: textField({
    label: 'complaint.shopper-name',
    ask: 'complaint.shopper-name.ask',
    when: (values) => isFor(values, 'shopper'),
    max: 100,
  }),
  shopperPhone: phoneField({
    label: 'complaint.shopper-phone',
    ask: 'complaint.shopper-phone.ask',
    example: 'complaint.phone.example',
    when: (values) => isFor(values, 'shopper'),
  }),
  name: textField({
    label: 'complaint.name',
    ask: 'complaint.name.ask',
    when: (values) => !isFor(values, 'shopper'),
    known: (person) => person.name ?? undefined,
    max: 100,
  }),
  phone: phoneField({
    label: 'complaint.phone',
    ask: 'complaint.phone.ask',
    example: 'complaint.phone.example',
    when: (values) => !isFor(values, 'shopper'),
    known: (person) => person.phone ?? undefined,
    ownPhone: true,
  }),
} satisfies Fields;
