/** How one interview looks, and several side by side. */
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import { type Dossier, entryOf } from '../../domain/dossier.ts';
import { INTERVIEW_ITEMS } from '../../domain/dossier-items.ts';
import type { Interview } from '../../domain/interview.ts';
import { shorten } from '../cases/case-card.ts';
import { BLANK, button, entryLine, form, jumps, to } from './dossier-card.ts';

/** One interview, to jump within; `lead` is said above it. */
export function interviewReply(dossier: Dossier, number: number, lead: readonly Text[] = []): Reply | undefined {
  const interview = dossier.interviews[number - 1];
  if (!interview) return undefined;
  const keys = INTERVIEW_ITEMS.map((item) => ({ item, interview: interview.id }));
  const goOn = to(dossier, 'interview', String(number), say('dossier.button.interview.on'));
  const lines = [
    ...lead,
    verbatim(interview.name),
    ...whomLines(interview),
    ...keys.map((key) => entryLine(dossier, key)),
  ];
  return { text: { lines }, buttons: [form(goOn), ...jumps(dossier, keys), button(dossier, 'show')] };
}

const whomLines = ({ years, store, note }: Interview): Text[] => [
  ...(years === null
    ? []
    : [say('dossier.interview.fact', { label: say('dossier.years'), value: verbatim(String(years)) })]),
  ...(store === null ? [] : [say('dossier.interview.fact', { label: say('dossier.store'), value: verbatim(store) })]),
  ...(note === null
    ? []
    : [say('dossier.interview.fact', { label: say('dossier.interview.note'), value: verbatim(note) })]),
];

/** What several franchisees say to the same. */
export function compareReply(dossier: Dossier): Reply {
  const lines = INTERVIEW_ITEMS.flatMap((item): Text[] => {
    const told = dossier.interviews.flatMap(({ id, name }): Text[] => {
      const text = entryOf(dossier, { item, interview: id }).answers.at(-1)?.text;
      if (text === undefined) return [];
      return [say('dossier.compare.line', { name: verbatim(name), text: verbatim(shorten(text)) })];
    });
    return told.length > 0 ? [BLANK, say(`dossier.item.${item}`), ...told] : [];
  });
  const text: Text = lines.length > 0 ? { lines: lines.slice(1) } : say('dossier.compare.none');
  return { text, buttons: [to(dossier, 'part', 'interviews', say('dossier.part.interviews'))] };
}
