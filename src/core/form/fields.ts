/** The kinds of field that need nothing but the answer itself. Fields that understand times, phones and outlets: `flows/fields.ts`. */
import { z } from 'zod';
import type { MessageKey } from '../../locales/catalogue.ts';
import { readControl } from '../../recognition/control.ts';
import { fold } from '../../recognition/fold.ts';
import { say, verbatim } from '../message.ts';
import type { Choice, Field, Values } from './definition.ts';
import { typedLabels } from './labels.ts';

type Common = Pick<Field, 'label' | 'ask'> & Partial<Pick<Field, 'example' | 'skip' | 'when' | 'telling' | 'input'>>;

/** More than this does not fit on one line. */
const LINE_MAX = 200;

/** Free words, kept as written. `max` in characters. */
export function textField(options: Common & { max: number } & Pick<Field<string>, 'known'>): Field<string> {
  const { max, ...common } = options;
  return {
    input: max > LINE_MAX ? 'text' : 'line',
    ...common,
    max,
    schema: z.string().min(1),
    read(words) {
      const count = [...words].length;
      return count > max ? { problem: say('form.too-long', { count, max }) } : { value: words };
    },
    show: verbatim,
  };
}

/** One of a few values; labels count in every language, so that a typed answer needs no button. */
export function choiceField<V extends string>(
  options: Common & {
    values: readonly V[];
    labelOf(value: V): MessageKey;
    /** The values on offer now; by default all. */
    offered?(values: Values): readonly V[];
    recognise?: Field<V>['recognise'];
  },
): Field<V> {
  const { values, labelOf, offered = () => values, recognise, ...common } = options;
  const choice = (value: V): Choice => ({ value, label: say(labelOf(value)) });
  return {
    ...common,
    ...(recognise && { recognise }),
    schema: z.enum(values),
    choices: (given) => offered(given).map(choice),
    read(words, scope) {
      const folded = fold(words);
      const labels = offered(scope.values).map((value) => {
        return { value, texts: typedLabels(say(labelOf(value))) };
      });
      const exact = labels.find(({ value, texts }) => value === words || texts.includes(folded));
      // A part of a label is enough where only one has it: 加盟商 for 加盟商（投诉总部）.
      const partly =
        folded.length < 2 || readControl(words)
          ? []
          : labels.filter(({ texts }) => texts.some((text) => text.includes(folded)));
      const value = exact?.value ?? (partly.length === 1 ? partly[0]?.value : undefined);
      return value === undefined ? { problem: say('form.not-a-choice') } : { value };
    },
    show: (value) => say(labelOf(value)),
  };
}
