/** The questions after a shopper damaged goods (F10): whether anyone is hurt first, then what was seen, and nobody is blamed. */
import type { Fields, Values } from '../../core/form/definition.ts';
import { answerOf } from '../../core/form/definition.ts';
import { choiceField, textField } from '../../core/form/fields.ts';
import { filesField } from '../../core/form/files.ts';
import {
  COMPENSATIONS,
  type DamageFacts,
  HANDS,
  proposeResponsibility,
  RESPONSIBILITIES,
  SEEN,
  type Seen,
} from '../../domain/damage.ts';
import { recogniseInjury } from '../../recognition/injury.ts';
import { amountField, outletField, pastTimeField, storyField } from '../fields.ts';
import { contactFields } from './contact.ts';

const seenField = (name: 'reach' | 'floor' | 'staff' | 'notice') =>
  choiceField<Seen>({
    label: `damage.${name}`,
    ask: `damage.${name}.ask`,
    values: SEEN,
    labelOf: (value) => `damage.seen.${value}`,
  });

const hands = choiceField({
  label: 'damage.hands',
  ask: 'damage.hands.ask',
  values: HANDS,
  labelOf: (value) => `damage.hands.${value}`,
});
const reach = seenField('reach');
const floor = seenField('floor');
const staff = seenField('staff');
const notice = seenField('notice');

/** What was seen, for the rules. */
export const damageFactsOf = (values: Values): DamageFacts => ({
  hands: answerOf(values, 'hands', hands),
  reach: answerOf(values, 'reach', reach),
  floor: answerOf(values, 'floor', floor),
  staff: answerOf(values, 'staff', staff),
  notice: answerOf(values, 'notice', notice),
});

export const FACTS = ['hands', 'reach', 'floor', 'staff', 'notice'] as const satisfies readonly (keyof DamageFacts)[];

const paysSomething = ({ compensation }: Values): boolean =>
  compensation === 'shopper-pays' || compensation === 'shopper-pays-part';

export const damageFields = {
  hurt: choiceField({
    label: 'damage.hurt',
    ask: 'damage.hurt.ask',
    values: ['no', 'yes'] as const,
    labelOf: (value) => `damage.hurt.${value}`,
    recognise(words) {
      const value = recogniseInjury(words);
      return value && { value, words };
    },
  }),
  injury: textField({
    label: 'damage.injury',
    ask: 'damage.injury.ask',
    skip: 'damage.injury.skip',
    when: ({ hurt }) => hurt === 'yes',
    max: 1000,
  }),
  how: storyField({ label: 'damage.how', ask: 'damage.how.ask', example: 'damage.how.example', max: 4000 }),
  outlet: outletField({ label: 'complaint.outlet', ask: 'damage.outlet.ask', example: 'complaint.outlet.example' }),
  when: pastTimeField({ label: 'complaint.when', ask: 'complaint.when.ask', example: 'complaint.when.example' }),
  goods: textField({ label: 'damage.goods', ask: 'damage.goods.ask', example: 'damage.goods.example', max: 500 }),
  quantity: textField({
    label: 'damage.quantity',
    ask: 'damage.quantity.ask',
    example: 'damage.quantity.example',
    max: 100,
  }),
  value: amountField({
    label: 'damage.value',
    ask: 'damage.value.ask',
    example: 'damage.value.example',
    skip: 'damage.value.skip',
  }),
  place: textField({ label: 'damage.place', ask: 'damage.place.ask', example: 'damage.place.example', max: 300 }),
  files: filesField({ label: 'complaint.files', ask: 'damage.files.ask', skip: 'complaint.files.skip' }),
  hands,
  reach,
  floor,
  staff,
  notice,
  responsibility: choiceField({
    label: 'damage.responsibility',
    ask: 'damage.responsibility.ask',
    values: RESPONSIBILITIES,
    labelOf: (value) => `damage.responsibility.${value}`,
    // What is proposed stands first.
    offered: (values) => {
      const { responsibility } = proposeResponsibility(damageFactsOf(values));
      return [responsibility, ...RESPONSIBILITIES.filter((one) => one !== responsibility)];
    },
  }),
  compensation: choiceField({
    label: 'damage.compensation',
    ask: 'damage.compensation.ask',
    values: COMPENSATIONS,
    labelOf: (value) => (value === 'open' ? 'damage.compensation.open' : `outcome.${value}`),
  }),
  amount: amountField({
    label: 'damage.amount',
    ask: 'damage.amount.ask',
    example: 'damage.value.example',
    when: paysSomething,
  }),
  agreedBy: textField({
    label: 'damage.agreed-by',
    ask: 'damage.agreed-by.ask',
    when: ({ compensation }) => compensation !== 'open',
    max: 200,
  }),
  ...contactFields,
} satisfies Fields;
