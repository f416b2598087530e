/** A form as modals: Discord shows five fields at a time, so a form has pages, with a button between them. Pure. */
import type { Dialog, DialogField, Message } from '../../core/message.ts';
import { phrase } from '../../locales/catalogue.ts';
import {
  INPUT_FILES_MAX,
  INPUT_TEXT_MAX,
  MODAL_DESCRIPTION_MAX,
  MODAL_FIELDS_MAX,
  MODAL_LABEL_MAX,
  MODAL_TITLE_MAX,
  OPTION_TEXT_MAX,
  OPTIONS_MAX,
  PLACEHOLDER_MAX,
} from './capabilities.ts';
import { type PageRef, pageId } from './parse-interaction.ts';
import type { Language } from './people.ts';
import { COMPONENT, PREFIX, type Rendered, type Select, withButton } from './render.ts';
import { clip, isBlank, plain } from './text.ts';

interface Input {
  type: typeof COMPONENT.input;
  custom_id: string;
  style: 1 | 2;
  required: boolean;
  max_length: number;
  placeholder?: string;
  value?: string;
}

interface Upload {
  type: typeof COMPONENT.upload;
  custom_id: string;
  min_values: number;
  max_values: number;
  required: boolean;
}

export interface Modal {
  custom_id: string;
  title: string;
  components: {
    type: typeof COMPONENT.label;
    label: string;
    description?: string;
    component: Input | Select | Upload;
  }[];
}

/** What was typed into a dialog and where its pages have got to; all of it can be lost but for words that could not be taken. */
export interface Progress {
  typed: Record<string, string>;
  seen: ReadonlySet<string>;
  problems: readonly { field: string; text: string }[];
}

export const noProgress: Progress = { typed: {}, seen: new Set(), problems: [] };

/** The page that corrects what could not be taken. No field is called so. */
export const CORRECTION = '-';

/** What can be asked now: a choice without choices waits for the answer that they follow from. */
const askable = ({ type, choices = [] }: DialogField): boolean => type !== 'choice' || choices.length > 0;

/** A page ends where other fields wait for its last answer: an open modal can't change. */
export function pagesOf({ fields }: Dialog): DialogField[][] {
  const pages: DialogField[][] = [[]];
  for (const field of fields.filter(askable)) {
    const page = pages.at(-1);
    const isFull = page?.length === MODAL_FIELDS_MAX || page?.at(-1)?.refreshes;
    if (!page || isFull) pages.push([field]);
    else page.push(field);
  }
  return pages;
}

/** The fields of a page by the name of its first; of the first page where there is no such field any more. */
function fieldsOf(dialog: Dialog, first: string, { problems }: Progress): DialogField[] {
  const fields = dialog.fields.filter(askable);
  if (first === CORRECTION) {
    const wrong = fields.filter(({ name }) => problems.some(({ field }) => field === name));
    if (wrong.length > 0) return wrong.slice(0, MODAL_FIELDS_MAX);
  }
  const from = Math.max(
    fields.findIndex(({ name }) => name === first),
    0,
  );
  return pagesOf({ ...dialog, fields: fields.slice(from) })[0] ?? [];
}

export function renderModal(dialog: Dialog, first: string, progress: Progress): Modal | undefined {
  const fields = fieldsOf(dialog, first, progress);
  if (fields.length === 0) return undefined;
  const { form, draft, title } = dialog;
  return {
    custom_id: pageId(PREFIX.modal, { field: fields[0]?.name ?? '', form, draft }),
    title: plain(title, MODAL_TITLE_MAX),
    components: fields.map((field) => {
      const problem = field.problem ?? progress.problems.find((one) => one.field === field.name)?.text;
      const asks = field.ask.length <= MODAL_LABEL_MAX;
      const hints = [problem === undefined ? '' : `⚠ ${problem}`, asks ? '' : field.ask, field.example ?? ''];
      const description = clip(hints.filter((hint) => !isBlank(hint)).join(' '), MODAL_DESCRIPTION_MAX);
      return {
        type: COMPONENT.label,
        label: plain(asks ? field.ask : field.label, MODAL_LABEL_MAX),
        ...(description !== '' && { description }),
        component: componentOf(field),
      };
    }),
  };
}

function componentOf(field: DialogField): Input | Select | Upload {
  const { name, type, optional, choices = [], value, attachments = [] } = field;
  if (type === 'files') {
    const required = !optional && attachments.length === 0;
    return {
      type: COMPONENT.upload,
      custom_id: `f:${name}`,
      min_values: required ? 1 : 0,
      max_values: INPUT_FILES_MAX,
      required,
    };
  }
  if (type === 'choice' && choices.length <= OPTIONS_MAX) {
    return {
      type: COMPONENT.select,
      custom_id: `v:${name}`,
      required: !optional,
      min_values: optional ? 0 : 1,
      options: choices.map((choice) => ({
        label: plain(choice.label, OPTION_TEXT_MAX),
        value: choice.value,
        ...(choice.value === value && { default: true }),
      })),
    };
  }
  const max = Math.min(field.max ?? INPUT_TEXT_MAX, INPUT_TEXT_MAX);
  // More choices than a select holds are named in words.
  const filled = type === 'choice' ? choices.find((choice) => choice.value === value)?.label : value;
  return {
    type: COMPONENT.input,
    custom_id: `v:${name}`,
    style: type === 'text' ? 2 : 1,
    required: !optional,
    max_length: max,
    ...(field.example !== undefined &&
      !isBlank(field.example) && { placeholder: clip(field.example, PLACEHOLDER_MAX) }),
    ...(filled !== undefined && !isBlank(filled) && { value: clip(filled, max) }),
  };
}

/** The words of a choice that had to be typed → its value. */
export function choiceValues(dialog: Dialog, values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, words]) => {
      const field = dialog.fields.find((one) => one.name === name);
      const chosen = field?.choices?.find(({ label }) => label.trim() === words.trim());
      return [name, chosen?.value ?? words];
    }),
  );
}

/** What follows a page that was sent: its problems, else the next page; undefined when nothing is left to be asked. */
export function afterPage(dialog: Dialog, progress: Progress, language: Language): Rendered[] | undefined {
  const { form, draft, fields, title } = dialog;
  const problems = progress.problems.filter(({ field }) => fields.some(({ name }) => name === field));
  if (problems.length > 0) {
    const lines = problems.map(({ field, text }) => {
      const label = fields.find(({ name }) => name === field)?.label ?? '';
      return `• ${phrase(language, 'form.dialog.problem', { label, problem: text })}`;
    });
    const text = [title, phrase(language, 'discord.dialog.problems'), ...lines].join('\n');
    return withPage({ text }, { field: CORRECTION, form, draft }, phrase(language, 'discord.dialog.correct'));
  }
  const rest = fields.filter(askable);
  const next =
    rest.find(({ name }) => !progress.seen.has(name)) ??
    rest.find(({ type, optional, value }) => type !== 'files' && !optional && value === undefined);
  if (!next) return undefined;
  const pages = pagesOf(dialog);
  const page = pages.findIndex((some) => some.some(({ name }) => name === next.name)) + 1;
  const text = [title, phrase(language, 'discord.dialog.kept')].join('\n');
  const label = phrase(language, 'discord.dialog.next', { page, pages: pages.length });
  return withPage({ text }, { field: next.name, form, draft }, label);
}

/** A dialog that can't be opened at once: a button that does. */
export function offerDialog({ title, form, draft }: Dialog, language: Language): Rendered[] {
  return withPage({ text: title }, { field: '', form, draft }, phrase(language, 'form.button.dialog'));
}

const withPage = (message: Message, page: PageRef, label: string): Rendered[] =>
  withButton(message, pageId(PREFIX.page, page), label);
