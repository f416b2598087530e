/** F02: the interview of one franchisee as one form, and what several of them say side by side. */
import { describe, expect, it } from 'vitest';
import { INTERVIEW_ITEMS, type InterviewItem } from '../../src/domain/dossier-items.ts';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aShop, dossierOf } from '../support/dossiers.ts';
import { type Chat, chatRoom } from '../support/flows.ts';

const shop = aShop(chatRoom());
const en = CATALOGUES.en;

type Texts = Partial<Record<InterviewItem, string>>;

async function tellsOf(chat: Chat, words: (typeof CATALOGUES)[Language], name: string, texts: Texts): Promise<void> {
  const { prospect } = chat;
  await prospect.says(name);
  await prospect.says('2');
  await prospect.presses(words['dossier.skip']);
  await prospect.presses(words['dossier.similar.yes']);
  await answersAll(chat, words, texts);
}

async function answersAll({ prospect }: Chat, words: (typeof CATALOGUES)[Language], texts: Texts): Promise<void> {
  for (const item of INTERVIEW_ITEMS) {
    expect(prospect.hears()).toContain(words[`dossier.ask.${item}`]);
    const text = texts[item];
    await (text === undefined ? prospect.presses(words['dossier.interview.skip']) : prospect.says(text));
  }
}

/** The newest answer of each item of an interview: text and whether it worries. */
async function toldIn(chat: Chat, number: number) {
  const { entries, interviews } = await dossierOf(chat);
  const id = interviews[number - 1]?.id;
  return Object.fromEntries(
    entries.flatMap(({ item, interview, answers }) => {
      const newest = answers.at(-1);
      return interview === id && newest ? [[item, [newest.text, newest.worrying]]] : [];
    }),
  );
}

describe('an interview of a franchisee', () => {
  it('is asked in one go, left and taken up, corrected, opened again, and compared', async () => {
    const chat = await shop();
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.part.interviews']);
    await prospect.presses(en['dossier.button.interview']);
    expect(prospect.hears()).toContain('at least 3 years');
    await prospect.says('Wang');
    await prospect.says('two years');
    expect(prospect.hears()).toContain('less than 3 years');
    await prospect.says('60 m², a mall');
    await prospect.says('/pause');
    await prospect.says('/drafts');
    await prospect.presses(en['form.resume.continue']);
    await prospect.presses(en['dossier.similar.yes']);
    await answersAll(chat, en, {
      ...{ 'fr-day': 'From nine to nine.', 'fr-hidden-costs': 'Signs.', 'fr-season': 'February is dead.' },
    });
    expect(prospect.hears()).toContain('5. Hidden costs: “Signs.”');
    await prospect.says('4');
    expect(prospect.hears()).toContain('There is no answer yet to: Unforeseen problems.');
    await prospect.says('quack');
    expect(prospect.hears()).toContain(en['dossier.interview.worries.problem']);
    await prospect.says('5 and low season');
    await prospect.says('Tired, late evening.');
    expect(prospect.hears()).toMatch(/Worries me.*Hidden costs.*Low season/);
    await prospect.presses(en['form.button.change']);
    await prospect.presses(en['dossier.item.fr-hidden-costs']);
    await prospect.says('Signs and a till.');
    await prospect.presses(en['dossier.interview.submit']);
    expect(prospect.hears()).toContain('with 3 new answers');
    expect(await toldIn(chat, 1)).toEqual({
      'fr-day': ['From nine to nine.', false],
      'fr-hidden-costs': ['Signs and a till.', true],
      'fr-season': ['February is dead.', true],
    });
    expect((await dossierOf(chat)).interviews).toMatchObject([
      { name: 'Wang', years: 2, store: '60 m², a mall', similar: true, note: 'Tired, late evening.' },
    ]);
    await prospect.says('what worries me?');
    expect(prospect.hears()).toContain(en['dossier.rule.hidden-costs']);

    await prospect.says('I interviewed another franchisee');
    await tellsOf(chat, en, 'Li', { 'fr-hidden-costs': 'None at all.' });
    await prospect.says('none');
    await prospect.presses(en['dossier.interview.note.skip']);
    await prospect.presses(en['dossier.interview.submit']);
    expect(await toldIn(chat, 2)).toEqual({ 'fr-hidden-costs': ['None at all.', false] });
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.part.interviews']);
    expect(prospect.hears()).toContain('Wang: 3 of 11. Trading for less than 3 years');
    await prospect.says('what worries me?');
    expect(prospect.hears()).toContain(en['dossier.rule.sources-disagree']);

    await prospect.says('/dossier interview wang');
    expect(prospect.hears()).toContain(en['dossier.ask.fr-training']);
    await prospect.says('Useful.');
    for (let at = 0; at < 7; at += 1) await prospect.presses(en['dossier.interview.skip']);
    expect(prospect.hears()).toContain('1. Opening training: “Useful.”');
    await prospect.says('1');
    await prospect.presses(en['form.button.change']);
    await prospect.presses(en['dossier.item.fr-day']);
    await prospect.says('From eight to nine.');
    await prospect.presses(en['dossier.interview.submit']);
    expect((await dossierOf(chat)).interviews).toHaveLength(2);
    expect(await toldIn(chat, 1)).toEqual({
      'fr-training': ['Useful.', true],
      'fr-day': ['From eight to nine.', null],
      'fr-hidden-costs': ['Signs and a till.', true],
      'fr-season': ['February is dead.', true],
    });

    await prospect.presses(en['dossier.item.fr-requests']);
    await prospect.presses(en['dossier.button.find']);
    await prospect.says('Mostly.');
    await prospect.presses(en['dossier.worrying.unsure']);
    expect(await toldIn(chat, 1)).toMatchObject({ 'fr-requests': ['Mostly.', null] });

    await prospect.presses(en['dossier.button.show']);
    await prospect.says('/dossier interview');
    await tellsOf(chat, en, 'li', { 'fr-again': 'Yes.' });
    await prospect.presses(en['dossier.interview.worries.skip']);
    await prospect.presses(en['dossier.interview.note.skip']);
    await prospect.presses(en['dossier.interview.submit']);
    expect(prospect.hears()).toContain(en['dossier.interview.same']);
    expect(await toldIn(chat, 2)).toEqual({ 'fr-hidden-costs': ['None at all.', false], 'fr-again': ['Yes.', null] });
    await prospect.says('/dossier interview franchisees');
    await prospect.presses(en['dossier.button.compare']);
    expect(prospect.hears()).toMatch(/Wang: .*Signs and a till[\s\S]*Li: .*None at all/);
    expect(await chat.sql('select name from file')).toEqual([['interviews.csv']]);
  });

  it('is a dialog where the platform has them, filled in when it is opened again', async () => {
    const chat = await shop({ dialogs: true });
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.part.interviews']);
    const fields = async (label: string) => {
      const { immediate } = await prospect.presses(label);
      const [opened] = immediate;
      if (opened?.type !== 'dialog') throw new Error('there is no dialog');
      return opened.dialog;
    };
    const dialog = await fields(en['dossier.button.interview']);
    expect(dialog.fields).toHaveLength(INTERVIEW_ITEMS.length + 6);
    expect(dialog.fields.some(({ refreshes }) => refreshes)).toBe(false);
    const empty = Object.fromEntries(dialog.fields.map(({ name }) => [name, '']));
    const values = { ...empty, name: 'Wang', similar: 'no', 'fr-day': 'Long.', 'fr-season': 'Hard.' };
    await prospect.submits(dialog.form, { ...values, worries: 'low season' }, dialog.draft);
    await prospect.presses(en['dossier.interview.submit']);
    expect(await toldIn(chat, 1)).toEqual({ 'fr-day': ['Long.', false], 'fr-season': ['Hard.', true] });

    const again = await fields(en['dossier.button.interview.on']);
    const filled = Object.fromEntries(again.fields.map(({ name, value }) => [name, value]));
    expect(filled).toMatchObject({ name: 'Wang', similar: 'no', 'fr-season': 'Hard.', worries: 'Low season' });
    const changed = { ...values, name: 'Ms Wang', 'fr-day': '', 'fr-season': 'Hard, but fair.' };
    await prospect.submits(again.form, { ...changed, note: 'Cheerful.' }, again.draft);
    await prospect.presses(en['dossier.interview.submit']);
    expect(prospect.hears()).toContain(en['dossier.interview.stays']);
    expect(await toldIn(chat, 1)).toEqual({ 'fr-day': ['Long.', false], 'fr-season': ['Hard, but fair.', null] });
    expect((await dossierOf(chat)).interviews).toMatchObject([{ name: 'Ms Wang', note: 'Cheerful.' }]);
  });

  it.each([
    ['zh-Hans', '新增走访记录', '隐性费用，还有第7题', '都没有顾虑'],
    ['zh-Hant', '我想拜訪一位加盟商', '隱藏費用和第7題', '都沒有疑慮'],
  ] as const)('is begun, marked and filed in the words of %s', async (language, wish, marks, none) => {
    const words = CATALOGUES[language];
    const chat = await shop({ language });
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.says(wish);
    await tellsOf(chat, words, '王老板', { 'fr-hidden-costs': '招牌费', 'fr-season': '二月' });
    await prospect.says(marks);
    await prospect.presses(words['dossier.interview.note.skip']);
    await prospect.presses(words['dossier.interview.submit']);
    expect(await toldIn(chat, 1)).toEqual({ 'fr-hidden-costs': ['招牌费', true], 'fr-season': ['二月', true] });
    await prospect.says(`/dossier ${language === 'zh-Hans' ? '走访' : '訪談'}王老板`);
    expect(prospect.hears()).toContain(words['dossier.ask.fr-training']);
    for (let at = 0; at < 9; at += 1) await prospect.presses(words['dossier.interview.skip']);
    await prospect.says(none);
    await prospect.presses(words['dossier.interview.note.skip']);
    expect(prospect.hears()).toContain(none);
  });
});
