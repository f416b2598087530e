/** A message → what Discord shows: one or more messages; the buttons are in the last. No word of a person is markup. */
import type { Message, MessageButton } from '../../core/message.ts';
import { splitText } from '../shared/split.ts';
import {
  BUTTONS_MAX,
  CONTENT_MAX,
  CUSTOM_ID_MAX,
  EMBED_FIELDS_MAX,
  EMBEDS_TOTAL_MAX,
  FIELD_NAME_MAX,
  FIELD_VALUE_MAX,
  INLINE_MAX,
  LABEL_MAX,
  OPTION_TEXT_MAX,
  OPTIONS_MAX,
  ROW_BUTTONS_MAX,
  ROWS_MAX,
} from './capabilities.ts';
import { escaped, escapeText, isBlank, measure, NOTHING, plain } from './text.ts';

/** components/reference#component-object-component-types. */
export const COMPONENT = { row: 1, button: 2, select: 3, input: 4, label: 18, upload: 19 } as const;
const BUTTON_STYLE = { primary: 1, plain: 2, danger: 4 } as const;

/** What a pressed component stands for, by the beginning of its custom id; the rest belongs to it. */
export const PREFIX = { button: 'b:', dialog: 'd:', select: 's:', page: 'p:', modal: 'm:', chosen: 'x:' } as const;

export interface Button {
  type: typeof COMPONENT.button;
  style: number;
  label: string;
  custom_id: string;
  disabled?: boolean;
}

export interface Select {
  type: typeof COMPONENT.select;
  custom_id: string;
  placeholder?: string;
  required?: boolean;
  min_values?: number;
  options: { label: string; value: string; default?: boolean }[];
}

export interface Row {
  type: typeof COMPONENT.row;
  components: (Button | Select)[];
}

export interface EmbedField {
  name: string;
  value: string;
  inline: boolean;
}

/** One message as Discord takes it. An edit parses mentions again, so all of them say that there are none. */
export interface Rendered {
  content: string;
  embeds: { fields: EmbedField[] }[];
  components: Row[];
  allowed_mentions: { parse: []; replied_user: false };
}

export const NO_MENTIONS: Rendered['allowed_mentions'] = { parse: [], replied_user: false };

/** `names`: of files that could not be sent along. */
export function renderMessage(message: Message, names: readonly string[] = []): Rendered[] {
  const buttons = distinct(message.buttons ?? []);
  const text = [message.text, ...names.map((name) => `📎 ${name}`), ...unsaid(buttons)]
    .filter((part) => !isBlank(part))
    .join('\n');
  const contents = isBlank(text)
    ? []
    : splitText(text, { max: CONTENT_MAX, measure }).map((piece) => escapeText(piece.text));
  const embeds = embedsOf(message.facts ?? []);
  const parts = contents.map((content) => part(content));
  // The first facts stand below the last words.
  const [first, ...more] = embeds;
  if (first) {
    const last = parts.at(-1);
    if (last) last.embeds = [first];
    else parts.push({ ...part(''), embeds: [first] });
  }
  for (const embed of more) parts.push({ ...part(''), embeds: [embed] });
  if (parts.length === 0) parts.push(part(NOTHING));
  const last = parts.at(-1);
  if (last) last.components = rowsOf(buttons);
  return parts;
}

const part = (content: string): Rendered => ({ content, embeds: [], components: [], allowed_mentions: NO_MENTIONS });

function embedsOf(facts: NonNullable<Message['facts']>): { fields: EmbedField[] }[] {
  const embeds: { fields: EmbedField[] }[] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const field of facts.flatMap(fieldsOf)) {
    const grown = size + field.name.length + field.value.length;
    const current = embeds.at(-1);
    if (!current || grown > EMBEDS_TOTAL_MAX || current.fields.length >= EMBED_FIELDS_MAX) {
      embeds.push({ fields: [field] });
      size = field.name.length + field.value.length;
    } else {
      current.fields.push(field);
      size = grown;
    }
  }
  return embeds;
}

function fieldsOf({ label, value }: NonNullable<Message['facts']>[number]): EmbedField[] {
  const name = escaped(label, FIELD_NAME_MAX);
  if (isBlank(value)) return [{ name, value: '–', inline: true }];
  const pieces = splitText(value, { max: FIELD_VALUE_MAX, measure });
  return pieces.map(({ text }, index) => ({
    name: index === 0 ? name : NOTHING,
    value: isBlank(text) ? NOTHING : escapeText(text),
    inline: pieces.length === 1 && text.length <= INLINE_MAX && !text.includes('\n'),
  }));
}

/** Discord refuses a message in which two components have the same id. */
const distinct = (buttons: readonly MessageButton[]): MessageButton[] => [
  ...new Map(buttons.map((button) => [button.id, button])).values(),
];

/** Labels that are said in full above: a button can't hold them, or there is no more room for buttons. */
function unsaid(buttons: readonly MessageButton[]): string[] {
  const asButtons = buttons.length <= BUTTONS_MAX;
  const room = asButtons ? BUTTONS_MAX : ROWS_MAX * OPTIONS_MAX;
  const max = asButtons ? LABEL_MAX : OPTION_TEXT_MAX;
  return buttons.filter(({ label }, index) => index >= room || label.length > max).map(({ label }) => `▸ ${label}`);
}

/** Buttons; when they are more than Discord shows, selects. */
function rowsOf(buttons: readonly MessageButton[]): Row[] {
  const usable = buttons.filter(({ id }) => customId(PREFIX.button, id).length <= CUSTOM_ID_MAX);
  if (usable.length <= BUTTONS_MAX) return chunks(usable, ROW_BUTTONS_MAX).map((some) => row(some.map(buttonOf)));
  return chunks(usable, OPTIONS_MAX)
    .slice(0, ROWS_MAX)
    .map((some, index) =>
      row([
        {
          type: COMPONENT.select,
          custom_id: customId(PREFIX.select, String(index)),
          placeholder: NOTHING,
          options: some.map(({ id, label }) => ({ label: plain(label, OPTION_TEXT_MAX), value: id })),
        },
      ]),
    );
}

const customId = (prefix: string, rest: string): string => `${prefix}${rest}`;
const row = (components: (Button | Select)[]): Row => ({ type: COMPONENT.row, components });

function chunks<T>(items: readonly T[], size: number): T[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size));
}

const buttonOf = ({ id, label, style, opens }: MessageButton): Button => ({
  type: COMPONENT.button,
  style: BUTTON_STYLE[style ?? 'plain'],
  label: plain(label, LABEL_MAX),
  custom_id: customId(opens !== undefined ? PREFIX.dialog : PREFIX.button, id),
});

/** A message with one button of our own. */
export function withButton(message: Message, id: string, label: string): Rendered[] {
  const parts = renderMessage(message);
  const button: Button = {
    type: COMPONENT.button,
    style: BUTTON_STYLE.primary,
    label: plain(label, LABEL_MAX),
    custom_id: id,
  };
  const last = parts.at(-1);
  if (last) last.components = [row([button]), ...last.components].slice(0, ROWS_MAX);
  return parts;
}

/** In place of the buttons of a question that is answered: the one that was pressed, which can't be pressed again. */
export function settledRows(chosen: string | undefined): Row[] {
  if (chosen === undefined || isBlank(chosen)) return [];
  const label = plain(chosen, LABEL_MAX);
  return [
    row([{ type: COMPONENT.button, style: BUTTON_STYLE.plain, label, custom_id: PREFIX.chosen, disabled: true }]),
  ];
}
