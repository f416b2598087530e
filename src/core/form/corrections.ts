/** What is written at the review may put an answer right, without a word about which one: "no, Wednesday". */

import { askAt, keep, type Session, scopeOf, visibleFields } from './session.ts';
import { type FormStep, goOn, goTo } from './turn.ts';

/** Undefined where no field makes anything of the words. */
export async function correct(session: Session, words: string): Promise<FormStep | undefined> {
  for (const [name, field] of visibleFields(session)) {
    const value = session.values[name];
    if (!field.correct || value === undefined || value === null) continue;
    const reading = await field.correct(words, value, scopeOf(session));
    if (!reading) continue;
    if (!reading.problem) {
      const mended = field.schema.parse(reading.value);
      keep(session, { draftId: session.draft.id, field: name, value: mended, words, source: 'asked' });
      return await goOn(session);
    }
    const { problem, suggestions = [] } = reading;
    return goTo(session, { ...askAt(name, true), suggestions }, { lead: [problem] });
  }
  return undefined;
}
