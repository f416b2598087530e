/** A message → what Slack shows: one or more messages of blocks. All of it is plain text, so that no word of a person is markup. */
import type { types } from '@slack/bolt';
import type { Message, MessageButton } from '../../core/message.ts';
import { splitText } from '../shared/split.ts';
import {
  BLOCKS_MAX,
  BUTTON_TEXT_MAX,
  BUTTONS_MAX,
  FALLBACK_TEXT_MAX,
  FIELD_READABLE,
  FIELD_TEXT_MAX,
  FIELDS_MAX,
  MESSAGE_TEXT_MAX,
  OPTION_TEXT_MAX,
  OPTIONS_MAX,
  OVERFLOW_MAX,
  SECTION_TEXT_MAX,
} from './capabilities.ts';
import { clip, commandHint, escapeText, isBlank, measure, plain } from './text.ts';

/** One message as Slack takes it. `text` is for notifications and screen readers. */
export interface Rendered {
  text: string;
  blocks: types.KnownBlock[];
}

/** What a pressed element stands for, by the beginning of its action id (`parse.ts`). */
export const ACTION = { button: 'b', dialog: 'd', select: 's', command: 'c', field: 'f' } as const;

/** One or more messages; the buttons are in the last. */
export function renderMessage(message: Message): Rendered[] {
  const buttons = message.buttons ?? [];
  const { text } = message;
  const hint = commandHint(text);
  const content: types.KnownBlock[] = [
    ...textBlocks(text),
    ...(hint === undefined ? [] : [{ type: 'context' as const, elements: [plain(hint, FIELD_TEXT_MAX)] }]),
    ...factBlocks(message.facts ?? []),
    ...attachmentBlocks(message.attachments ?? []),
    ...longLabels(buttons),
  ];
  const ending = buttonBlocks(buttons);
  const parts = gather(content, ending);
  return parts.map((blocks, index) => ({
    text: escapeText(clip(fallback(text, index, parts.length), FALLBACK_TEXT_MAX)),
    blocks,
  }));
}

function fallback(text: string, index: number, count: number): string {
  const said = isBlank(text) ? '…' : text;
  return index === 0 ? said : `(${index + 1}/${count}) ${said}`;
}

const section = (text: string): types.SectionBlock => ({ type: 'section', text: plain(text, SECTION_TEXT_MAX) });

function textBlocks(text: string): types.KnownBlock[] {
  if (isBlank(text)) return [];
  return splitText(text, { max: SECTION_TEXT_MAX, measure }).map((piece) => section(piece.text));
}

/** Short facts side by side, long ones below each other, in their order. */
function factBlocks(facts: NonNullable<Message['facts']>): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  let fields: types.PlainTextElement[] = [];
  const flush = () => {
    if (fields.length > 0) blocks.push({ type: 'section', fields });
    fields = [];
  };
  for (const { label, value } of facts) {
    const words = `${label}\n${isBlank(value) ? '–' : value}`;
    if (measure(words) > FIELD_READABLE) {
      flush();
      blocks.push(...textBlocks(words));
      continue;
    }
    fields.push(plain(words, FIELD_TEXT_MAX));
    if (fields.length === FIELDS_MAX) flush();
  }
  flush();
  return blocks;
}

/** The names stand there in any case; the files themselves follow when they can be had. */
function attachmentBlocks(attachments: NonNullable<Message['attachments']>): types.KnownBlock[] {
  if (attachments.length === 0) return [];
  return textBlocks(attachments.map(({ name }) => `📎 ${name}`).join('\n'));
}

/** Labels that a button can't hold are said in full above it. */
function longLabels(buttons: readonly MessageButton[]): types.KnownBlock[] {
  const long = buttons.filter(({ label }) => measure(label) > BUTTON_TEXT_MAX);
  return textBlocks(long.map(({ label }) => `▸ ${label}`).join('\n'));
}

/** Buttons; when they are more than a block holds, selects. */
function buttonBlocks(buttons: readonly MessageButton[]): types.ActionsBlock[] {
  if (buttons.length === 0) return [];
  if (buttons.length <= BUTTONS_MAX) return [{ type: 'actions', elements: rowOf(buttons) }];
  const elements: types.StaticSelect[] = [];
  for (let from = 0; from < buttons.length; from += OPTIONS_MAX) {
    const options = buttons.slice(from, from + OPTIONS_MAX).map(({ id, label }) => ({
      text: plain(label, OPTION_TEXT_MAX),
      value: id,
    }));
    elements.push({
      type: 'static_select',
      action_id: `${ACTION.select}${from}`,
      placeholder: plain('…', 10),
      options,
    });
  }
  return [{ type: 'actions', elements: elements.slice(0, BUTTONS_MAX) }];
}

/** The minor ones go into a menu, so that the others stand out. */
function rowOf(buttons: readonly MessageButton[]): types.ActionsBlockElement[] {
  const minor = buttons.filter((button) => button.minor);
  if (minor.length < 2 || minor.length === buttons.length) return buttons.map(buttonOf);
  const common = {
    // Behind the buttons in number. Where one option leads to a dialog, Slack is told at once that one may be coming.
    action_id: `${minor.some(({ opens }) => opens) ? ACTION.dialog : ACTION.button}${buttons.length}`,
    options: minor.map(({ id, label }) => ({ text: plain(label, OPTION_TEXT_MAX), value: id })),
  };
  const menu: types.Overflow | types.StaticSelect =
    minor.length <= OVERFLOW_MAX
      ? { type: 'overflow', ...common }
      : { type: 'static_select', placeholder: plain('…', 10), ...common };
  return [...buttons.filter((button) => !button.minor).map(buttonOf), menu];
}

function buttonOf({ id, label, style, opens }: MessageButton, index: number): types.Button {
  return {
    type: 'button',
    // Unique in its block; says whether Slack should be told at once that a dialog is coming.
    action_id: `${opens !== undefined ? ACTION.dialog : ACTION.button}${index}`,
    text: plain(label, BUTTON_TEXT_MAX),
    value: id,
    ...(style && { style }),
  };
}

function textIn(block: types.KnownBlock): number {
  if (block.type !== 'section') return 0;
  return [block.text, ...(block.fields ?? [])].reduce((sum, text) => sum + (text?.text.length ?? 0), 0);
}

/** Fills messages up to Slack's limits. */
function gather(content: types.KnownBlock[], ending: types.KnownBlock[]): types.KnownBlock[][] {
  const parts: types.KnownBlock[][] = [[]];
  let size = 0;
  for (const block of content) {
    const grown = size + textIn(block);
    const full = (parts.at(-1)?.length ?? 0) >= BLOCKS_MAX - ending.length || grown > MESSAGE_TEXT_MAX;
    if (full && size > 0) {
      parts.push([block]);
      size = textIn(block);
    } else {
      parts.at(-1)?.push(block);
      size = grown;
    }
  }
  parts.at(-1)?.push(...ending);
  if (parts[0]?.length === 0) parts[0].push(section('…'));
  return parts;
}

/** A question whose answer is known: without its buttons, with the one that was pressed. */
export function settled(rendered: Rendered, chosen: string | undefined): Rendered {
  const blocks = rendered.blocks.filter((block) => block.type !== 'actions');
  if (chosen !== undefined && !isBlank(chosen)) {
    blocks.push({ type: 'context', elements: [plain(`✓ ${chosen}`, FIELD_TEXT_MAX)] });
  }
  return { ...rendered, blocks: blocks.length > 0 ? blocks : [section('✓')] };
}
