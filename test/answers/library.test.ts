/** Finding by meaning: scripts, misspellings, what is asked beside the subject. Pure. */
import { describe, expect, it } from 'vitest';
import { SURE } from '../../src/answers/confidence.ts';
import { alike } from '../../src/answers/groups.ts';
import { createLibrary, type Text } from '../../src/answers/library.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { sampleTexts } from '../support/sample-texts.ts';

const sample = await sampleTexts();
const library = createLibrary(sample);
const first = (question: string): string | undefined => library.find(question, 1).found[0]?.subject;

describe('the library', () => {
  it.each([
    ['deposit', 'Do I get the deposit back?', '保证金会退吗？', '保證金會退嗎？'],
    ['exchange-goods', "What about goods that I can't sell?", '卖不掉的货怎么办？', '賣不掉的貨怎麼辦？'],
    ['territory', 'Will you open another shop next to mine?', '会不会在我旁边再开一家？', '會不會在我旁邊再開一家？'],
    ['term', 'contract length', '合同签几年', '合約簽幾年'],
  ])('finds %s by the same question in three scripts, and is sure of it', (subject, ...questions) => {
    expect(questions.map(first)).toEqual(questions.map(() => subject));
    expect(questions.map((one) => library.find(one, 1).confidence >= SURE)).toEqual([true, true, true]);
  });

  it.each([
    ['insurance', 'do I need insurrance'],
    ['warranty', 'warrnaty for customers'],
    ['term', '和同签几年'],
    ['initial-fee', '加盟非多少钱'],
  ])('finds %s although it is misspelt: %s', (subject, question) => {
    expect(first(question)).toBe(subject);
  });

  it.each([
    'Can I pay the initial fee with my credit card?',
    '加盟费能刷信用卡吗？',
    '加盟金可以用比特幣付嗎？',
    'What is the weather in Wuhan?',
  ])('is not sure where a text is only beside it: %s', (question) => {
    expect(library.find(question, 1).confidence).toBeLessThan(SURE);
  });

  it('takes what is said of last year for no answer about this one', () => {
    const text = (subject: string, title: string, body: string): Text => {
      return { id: subject, subject, language: 'en', title, asked: [], body };
    };
    const sold = text('sold', 'Stores sold last year', 'Last year 42 franchises were sold; 31 of them have opened.');
    const plan = text('plan', 'Plan for this year', 'We plan to sell 35 franchises this year and to open 30.');
    const question = 'How many franchises are planned this year, and how many of them are to open?';
    expect(createLibrary([sold, plan]).find(question, 1).found[0]?.subject).toBe('plan');
    expect(createLibrary([sold]).find(question, 1).found).toEqual([]);
    const ended = text('ended', 'Terminations', 'Nine stores closed last year: three did not pay.');
    expect(createLibrary([plan, ended]).find('How many stores closed this year?', 1).confidence).toBeLessThan(SURE);
    expect(createLibrary([sold]).find('How many were sold last year?', 1).found).not.toEqual([]);
  });

  it('finds nothing in nothing', () => {
    expect(createLibrary().find('deposit', 3)).toMatchObject({ found: [], confidence: 0 });
    expect(library.find('', 3)).toMatchObject({ found: [], confidence: 0 });
  });

  it('forgets what was taken away, and finds what was put instead', () => {
    const text = (title: string): Text => ({ id: title, subject: 'pets', language: 'en', title, asked: [], body: '' });
    const small = createLibrary([text('Zebras')]);
    small.put('pets', [text('Okapis')]);
    expect(small.find('zebras', 1).found).toEqual([]);
    expect(small.find('okapis', 1).found).toMatchObject([{ subject: 'pets' }]);
    small.put('pets', []);
    expect(small.find('okapis', 1).found).toEqual([]);
  });

  it('reads every language of the program', () => {
    expect(new Set(sample.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
  });
});

describe('groups', () => {
  it('put questions together that ask the same, across scripts, the most asked first', () => {
    const asked = ['停车方便吗', '员工制服要自己买吗', '員工制服要自己買嗎', 'Must I buy the uniforms?'];
    const groups = alike(asked, (one) => one);
    expect(groups[0]).toEqual(expect.arrayContaining(['员工制服要自己买吗', '員工制服要自己買嗎']));
    expect(groups).toContainEqual(['停车方便吗']);
  });
});
