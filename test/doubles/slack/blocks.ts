/** What Slack checks of blocks and views, and what a reader sees of them. The limits stand here as documented, not as the adapter has them. */
import { z } from 'zod';

const textObject = z.object({
  type: z.enum(['plain_text', 'mrkdwn']),
  text: z.string(),
  emoji: z.boolean().optional(),
});
const option = z.object({ text: textObject, value: z.string() });
const element = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  text: z.union([textObject, z.string()]).optional(),
  value: z.string().optional(),
  style: z.enum(['primary', 'danger']).optional(),
  options: z.array(option).optional(),
  option_groups: z.array(z.object({ label: textObject, options: z.array(option) })).optional(),
  initial_option: option.optional(),
  initial_value: z.string().optional(),
  max_length: z.number().optional(),
});
export const block = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  text: textObject.optional(),
  fields: z.array(textObject).optional(),
  elements: z.array(element).optional(),
  element: element.optional(),
  label: textObject.optional(),
  hint: textObject.optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
});
export type Block = z.infer<typeof block>;
export type Element = z.infer<typeof element>;
export type TextObject = z.infer<typeof textObject>;

export const viewSchema = z.looseObject({
  type: z.enum(['modal', 'home']),
  title: textObject.optional(),
  submit: textObject.optional(),
  callback_id: z.string().optional(),
  private_metadata: z.string().optional(),
  blocks: z.array(block),
});
export type View = z.infer<typeof viewSchema>;

export const optionsOf = (one: Element): z.infer<typeof option>[] => [
  ...(one.options ?? []),
  ...(one.option_groups ?? []).flatMap((group) => group.options),
];

const isEmpty = (text: string): boolean => /^[\s\p{Cf}]*$/u.test(text);

function textFault(text: TextObject | undefined, max: number): string | undefined {
  if (text === undefined) return undefined;
  if (isEmpty(text.text)) return 'a text is empty';
  return text.text.length > max ? `a text has ${text.text.length} characters, at most ${max}` : undefined;
}

function elementFault(one: Element): string | undefined {
  if ((one.action_id ?? '').length > 255) return 'action_id is too long';
  if (one.type === 'button') {
    if (typeof one.text === 'string' || one.text?.type !== 'plain_text') return 'a label is not plain';
    return textFault(one.text, 75) ?? ((one.value ?? '').length > 2000 ? 'value is too long' : undefined);
  }
  const options = optionsOf(one);
  if (one.type === 'static_select' && options.length === 0) return 'a select has no options';
  if ((one.options?.length ?? 0) > ({ radio_buttons: 10, overflow: 5 }[one.type] ?? 100)) return 'too many options';
  if (options.some(({ value }) => value.length > 150 || value === '')) return 'the value of an option is wrong';
  if (options.some(({ text }) => textFault(text, 75) !== undefined)) return 'the text of an option is wrong';
  if (one.initial_option && !options.some(({ value }) => value === one.initial_option?.value))
    return 'initial_option is none';
  if ((one.initial_value ?? '').length > (one.max_length ?? 3000)) return 'initial_value is too long';
  return undefined;
}

function blockFault(one: Block): string | undefined {
  switch (one.type) {
    case 'section':
      if (!one.text && !one.fields) return 'a section is empty';
      if ((one.fields?.length ?? 0) > 10) return 'too many fields';
      return textFault(one.text, 3000) ?? one.fields?.map((field) => textFault(field, 2000)).find(Boolean);
    case 'context':
      return (one.elements?.length ?? 0) > 10 || !one.elements?.length ? 'a context has the wrong size' : undefined;
    case 'actions': {
      const ids = one.elements?.map((each) => each.action_id) ?? [];
      if (ids.length === 0 || ids.length > 25) return 'actions have the wrong size';
      if (new Set(ids).size < ids.length) return 'an action_id stands there twice';
      return one.elements?.map(elementFault).find(Boolean);
    }
    case 'input':
      return textFault(one.label, 2000) ?? textFault(one.hint, 2000) ?? (one.element && elementFault(one.element));
    case 'divider':
      return undefined;
    default:
      return `no block is called ${one.type}`;
  }
}

/** Why Slack refuses these blocks; undefined when it takes them. */
export function blocksFault(blocks: readonly Block[], max: number): string | undefined {
  if (blocks.length > max) return `${blocks.length} blocks, at most ${max}`;
  const ids = blocks.flatMap(({ block_id }) => block_id ?? []);
  if (new Set(ids).size < ids.length) return 'a block_id stands there twice';
  const all = blocks.flatMap((one) => textsOf(one)).reduce((sum, { text }) => sum + text.length, 0);
  if (max === 50 && all > 13_200) return 'msg_blocks_too_long';
  return blocks.map(blockFault).find(Boolean);
}

export function viewFault(view: View): string | undefined {
  if (view.type === 'modal' && !view.title) return 'a modal has no title';
  if (view.blocks.some(({ type }) => type === 'input') && view.type === 'modal' && !view.submit) return 'no submit';
  if ((view.private_metadata ?? '').length > 3000) return 'private_metadata is too long';
  return textFault(view.title, 24) ?? textFault(view.submit, 24) ?? blocksFault(view.blocks, 100);
}

/** All texts of a block that are not labels of buttons. */
export function textsOf(one: Block): TextObject[] {
  const elements = one.type === 'context' ? (one.elements ?? []) : [];
  const words = elements.flatMap((each): TextObject[] =>
    typeof each.text === 'string' && (each.type === 'plain_text' || each.type === 'mrkdwn')
      ? [{ type: each.type, text: each.text, emoji: each.emoji === true }]
      : [],
  );
  return [one.text, ...(one.fields ?? []), ...words, one.label, one.hint].filter((text) => text !== undefined);
}

export const shown = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** What Slack makes of a text beyond letters. */
export function activeIn(text: TextObject): string[] {
  const marks = text.text.match(/<[^>]*>/g) ?? [];
  const formatted = text.type === 'mrkdwn' ? [`mrkdwn: ${text.text}`] : [];
  const emoji = text.type === 'plain_text' && text.emoji === true ? (text.text.match(/:[\w+-]+:/g) ?? []) : [];
  return [...marks, ...formatted, ...emoji];
}
