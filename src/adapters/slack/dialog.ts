/** A form as a modal: its fields become inputs, its problems stand where they belong. */
import { hash } from 'node:crypto';
import type { types } from '@slack/bolt';
import { type Dialog, type DialogField, type Message, pickedName } from '../../core/message.ts';
import {
  HINT_MAX,
  INPUT_FILES_MAX,
  INPUT_TEXT_MAX,
  LABEL_MAX,
  OPTION_TEXT_MAX,
  OPTION_VALUE_MAX,
  OPTIONS_MAX,
  RADIOS_MAX,
  SECTION_TEXT_MAX,
  VIEW_BLOCKS_MAX,
  VIEW_BUTTON_MAX,
  VIEW_TITLE_MAX,
} from './capabilities.ts';
import { DIALOG, type OpenView, TIME } from './interaction.ts';
import { ACTION, renderMessage } from './render.ts';
import { measure, plain } from './text.ts';

type Choice = NonNullable<DialogField['choices']>[number];

export type DialogView = Omit<types.ModalView, 'blocks'> & { blocks: types.KnownBlock[] };

/** `thread`: the address that the form belongs to; it goes with the dialog. */
export function renderDialog(dialog: Dialog, thread: string): DialogView {
  const { form, draft, title, about, submit, fields } = dialog;
  const heading = [
    ...(measure(title) > VIEW_TITLE_MAX ? [section(title)] : []),
    ...(about === undefined ? [] : [context(about)]),
  ];
  return {
    type: 'modal',
    callback_id: DIALOG,
    notify_on_close: true,
    title: plain(title, VIEW_TITLE_MAX),
    submit: plain(submit, VIEW_BUTTON_MAX),
    private_metadata: JSON.stringify({ form, draft, thread }),
    blocks: [...heading, ...fieldBlocks(fields, VIEW_BLOCKS_MAX - heading.length)],
  };
}

/** A very long form gives up remarks before inputs. */
function fieldBlocks(fields: readonly DialogField[], max: number): types.KnownBlock[] {
  const full = fields.flatMap((field) => [...remarks(field), inputOf(field), ...pickersOf(field)]);
  if (full.length <= max) return full.length > 0 ? full : [section('…')];
  return fields.map(inputOf).slice(0, max);
}

const section = (text: string): types.SectionBlock => ({ type: 'section', text: plain(text, SECTION_TEXT_MAX) });
const context = (text: string): types.ContextBlock => ({ type: 'context', elements: [plain(text, HINT_MAX)] });

function remarks({ problem, attachments = [] }: DialogField): types.KnownBlock[] {
  return [
    ...(problem === undefined ? [] : [context(`⚠ ${problem}`)]),
    ...(attachments.length === 0 ? [] : [context(attachments.map(({ name }) => `📎 ${name}`).join('\n'))]),
  ];
}

function inputOf(field: DialogField): types.InputBlock {
  const hint = field.example ?? '';
  return {
    type: 'input',
    block_id: field.name,
    label: plain(field.ask, LABEL_MAX),
    ...(hint !== '' && { hint: plain(hint, HINT_MAX) }),
    // What is chosen beside the words is enough.
    optional: field.optional || field.pick !== undefined,
    ...(field.refreshes && { dispatch_action: true }),
    element: elementOf(field),
  };
}

/**
 * Slack's own pickers beside the words. The one of the time says in which zone it is meant; the other one has no bounds, so what lies
 * outside is answered like words that do.
 */
function pickersOf({ name, pick }: DialogField): types.InputBlock[] {
  if (!pick) return [];
  const input = (block_id: string, label: string, element: types.InputBlock['element']): types.InputBlock => ({
    ...{ type: 'input', block_id, optional: true, element },
    label: plain(label, LABEL_MAX),
  });
  return [
    input(pickedName(name), pick.day, { type: 'datepicker', action_id: ACTION.field }),
    input(`${pickedName(name)}${TIME}`, pick.time, {
      type: 'timepicker',
      action_id: `${ACTION.field}:${pick.zone}`,
      timezone: pick.zone,
    }),
  ];
}

/** Slack keeps what stands in an input whose ids are the same, so words that come of another choice have another id. */
const fieldId = ({ filled }: DialogField): string =>
  filled === undefined ? ACTION.field : `${ACTION.field}:${filled.slice(0, FILLED_SHOWN)}`;
/** As much of what has filled it as tells one from another. */
const FILLED_SHOWN = 36;

function elementOf(field: DialogField): types.InputBlock['element'] {
  switch (field.type) {
    case 'choice':
      return choiceOf(field);
    case 'files':
      return { type: 'file_input', action_id: ACTION.field, max_files: INPUT_FILES_MAX };
    case 'line':
    case 'when':
    case 'text':
      return {
        type: 'plain_text_input',
        action_id: fieldId(field),
        multiline: field.type === 'text',
        max_length: Math.min(field.max ?? INPUT_TEXT_MAX, INPUT_TEXT_MAX),
        ...(field.value !== undefined && field.value !== '' && { initial_value: field.value.slice(0, INPUT_TEXT_MAX) }),
        ...(field.refreshes && { dispatch_action_config: { trigger_actions_on: ['on_enter_pressed'] } }),
      };
    default:
      return field.type satisfies never;
  }
}

/**
 * Slack keeps what stands in an input whose ids are the same when a dialog is shown anew; a choice that has gone would stay with it.
 * So the ids of choices change with them.
 */
function choiceOf(field: DialogField): types.InputBlock['element'] {
  const choices = (field.choices ?? []).filter(({ value }) => value.length <= OPTION_VALUE_MAX);
  const action_id = `${ACTION.field}:${hash('sha256', JSON.stringify(choices.map(({ value }) => value)), 'hex').slice(0, 8)}`;
  if (choices.length === 0) return { type: 'plain_text_input', action_id, max_length: INPUT_TEXT_MAX };
  const chosen = choices.find(({ value }) => value === field.value);
  const initial = chosen && { initial_option: optionOf(chosen) };
  // What may be left out can be taken back only in a select.
  if (choices.length <= RADIOS_MAX && !field.optional) {
    return { type: 'radio_buttons', action_id, options: choices.map(optionOf), ...initial };
  }
  if (choices.length <= OPTIONS_MAX) {
    return { type: 'static_select', action_id, options: choices.map(optionOf), ...initial };
  }
  return { type: 'static_select', action_id, option_groups: groupsOf(choices), ...initial };
}

const optionOf = ({ value, label }: Choice): types.PlainTextOption => ({ text: plain(label, OPTION_TEXT_MAX), value });

function groupsOf(choices: readonly Choice[]): { label: types.PlainTextElement; options: types.PlainTextOption[] }[] {
  const groups = [];
  for (let from = 0; from < choices.length; from += OPTIONS_MAX) {
    const part = choices.slice(from, from + OPTIONS_MAX);
    groups.push({ label: plain(`${from + 1}–${from + part.length}`, OPTION_TEXT_MAX), options: part.map(optionOf) });
  }
  return groups;
}

/** Whether a dialog asks what is on display already: then problems can stand beside the inputs. */
export function asksTheSame(view: DialogView, shown: OpenView): boolean {
  const inputs = view.blocks.flatMap((block) =>
    block.type === 'input' ? [`${block.block_id}/${elementId(block)}`] : [],
  );
  return inputs.length === shown.inputs.length && inputs.every((one) => shown.inputs.includes(one));
}

const elementId = ({ element }: types.InputBlock): string => ('action_id' in element ? (element.action_id ?? '') : '');

/** Words in place of a dialog: that it is coming, or why it does not. */
export function renderNotice(title: string, text: string): DialogView {
  return { type: 'modal', callback_id: 'notice', title: plain(title, VIEW_TITLE_MAX), blocks: [section(text)] };
}

/** A message in a dialog's place, with its buttons. */
export function renderMessageView(title: string, message: Message): DialogView {
  const blocks = renderMessage(message).flatMap((part) => part.blocks);
  return {
    type: 'modal',
    callback_id: 'notice',
    title: plain(title, VIEW_TITLE_MAX),
    blocks: blocks.slice(0, VIEW_BLOCKS_MAX),
  };
}
