/** The questions of a suggestion (F11): the words, and what they are about if the person likes. */
import type { Fields } from '../../core/form/definition.ts';
import { choiceField } from '../../core/form/fields.ts';
import { filesField } from '../../core/form/files.ts';
import { outletField, storyField } from '../fields.ts';

const TOPICS = ['goods', 'prices', 'stores', 'service', 'training', 'delivery', 'systems', 'other'] as const;

export const suggestionFields = {
  what: storyField({
    label: 'suggestion.what',
    ask: 'suggestion.what.ask',
    example: 'suggestion.what.example',
    max: 4000,
  }),
  topic: choiceField({
    label: 'suggestion.topic',
    ask: 'suggestion.topic.ask',
    skip: 'suggestion.topic.skip',
    values: TOPICS,
    labelOf: (value) => `suggestion.topic.${value}`,
  }),
  outlet: outletField({
    label: 'complaint.outlet',
    ask: 'suggestion.outlet.ask',
    example: 'complaint.outlet.example',
    skip: 'suggestion.outlet.skip',
  }),
  files: filesField({
    label: 'files.label',
    ask: 'files.ask',
    skip: 'files.skip',
    when: ({ files }) => files !== undefined && files !== null,
  }),
} satisfies Fields;
