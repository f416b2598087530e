/** Puts replies into words: the only step from `Text` to plain strings. */
import type { Language } from '../domain/person.ts';
import { formatInstant, formatList, formatWindow, phrase } from '../locales/catalogue.ts';
import type { Dialog, DialogReply, Message, Param, Reply, Text } from './message.ts';

export function localise(text: Text, language: Language): string {
  if ('verbatim' in text) return text.verbatim;
  if ('names' in text) return text.names[language];
  if ('instant' in text)
    return formatInstant(language, text.instant, text.zone, text.part ?? (text.dateOnly ? 'date' : 'all'));
  if ('window' in text) return formatWindow(language, text.window, text.window.zone, text.now, text.short);
  if ('lines' in text) return text.lines.map((line) => localise(line, language)).join('\n');
  if ('list' in text)
    return formatList(
      language,
      text.list.map((item) => localise(item, language)),
    );
  return phrase(language, text.key, text.params && localiseParams(text.params, language));
}

function localiseParams(params: Record<string, Param>, language: Language): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' ? localise(value, language) : value,
    ]),
  );
}

export function localiseReply(reply: Reply, language: Language): Message {
  return {
    text: localise(reply.text, language),
    ...(reply.facts && {
      facts: reply.facts.map((fact) => ({
        label: localise(fact.label, language),
        value: localise(fact.value, language),
      })),
    }),
    ...(reply.buttons && {
      buttons: reply.buttons.map((button) => ({ ...button, label: localise(button.label, language) })),
    }),
    ...(reply.attachments && { attachments: reply.attachments }),
    ...(reply.print && { print: { ...reply.print, label: localise(reply.print.label, language) } }),
    ...(reply.about !== undefined && { about: reply.about }),
    ...(reply.loud && { loud: true }),
    ...(reply.code !== undefined && { code: reply.code }),
    ...(reply.sharePhone && {
      sharePhone: {
        prompt: localise(reply.sharePhone.prompt, language),
        label: localise(reply.sharePhone.label, language),
      },
    }),
  };
}

export function localiseDialog(dialog: DialogReply, language: Language): Dialog {
  const { title, about, submit, fields, ...others } = dialog;
  return {
    ...others,
    title: localise(title, language),
    ...(about && { about: localise(about, language) }),
    submit: localise(submit, language),
    fields: fields.map(({ label, ask, example, choices, value, problem, pick, ...field }) => ({
      ...field,
      label: localise(label, language),
      ask: localise(ask, language),
      ...(example && { example: localise(example, language) }),
      ...(choices && {
        choices: choices.map((choice) => ({ value: choice.value, label: localise(choice.label, language) })),
      }),
      ...(value && { value: localise(value, language) }),
      ...(problem && { problem: localise(problem, language) }),
      ...(pick && { pick: { ...pick, day: localise(pick.day, language), time: localise(pick.time, language) } }),
    })),
  };
}
