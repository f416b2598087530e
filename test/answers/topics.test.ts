/** What words are about: by examples of how people ask, whatever the language or the place that they come from. Pure. */
import { describe, expect, it } from 'vitest';
import { OTHER_IDEAS } from '../../src/answers/other-ideas.ts';
import { PHRASINGS } from '../../src/answers/phrasings/phrasings.ts';
import { learnTopics, likeness, meanOf, topicsOfTrade } from '../../src/answers/topics.ts';
import { IDEAS } from '../../src/answers/trade-words.ts';
import { read } from '../../src/answers/variants.ts';
import { fold } from '../../src/recognition/fold.ts';

const mostly = (words: string): string | undefined => {
  const profile = topicsOfTrade().profileOf(read(words));
  return [...profile].toSorted(([, a], [, b]) => b - a)[0]?.[0];
};

describe('topics', () => {
  it.each([
    ['payback', 'How many years until I recover what I put in?', '本錢要幾年才賺得回來？', '幾耐可以回本'],
    [
      'territory',
      'Who keeps other shops of yours away from my street?',
      '我店附近會不會又來一家你們的店',
      '附近会再开吗',
    ],
    [
      'talk-to-owners',
      'Let me hear it from people who run one',
      '想聽聽已經在做的店主怎麼說',
      '可唔可以同其他加盟商傾下',
    ],
  ])('are the same in every script: %s', (topic, ...questions) => {
    expect(questions.map(mostly)).toEqual(questions.map(() => topic));
  });

  it('say nothing where nothing is known', () => {
    expect(topicsOfTrade().profileOf('').size).toBe(0);
    expect(topicsOfTrade().profileOf('xyzzy').size).toBe(0);
  });

  it('are learned from examples', () => {
    const topics = learnTopics({
      moon: { en: 'moonlight tonight', zh: '月光' },
      sea: { en: 'ebb and flood', zh: '潮汐' },
    });
    expect([...topics.profileOf('moonlight').keys()][0]).toBe('moon');
    expect([...topics.profileOf('潮汐').keys()][0]).toBe('sea');
  });

  it('are alike by what they share', () => {
    const [a, b] = [new Map([['x', 1]]), new Map([['y', 1]])];
    expect(likeness(a, a)).toBe(1);
    expect(likeness(a, b)).toBe(0);
    expect(likeness(a, meanOf([a, b]))).toBeCloseTo(Math.SQRT1_2);
  });
});

describe('what the trade says', () => {
  const written = [
    ...Object.values(PHRASINGS).flatMap(({ en, zh }) => [en, zh]),
    ...Object.values({ ...IDEAS, ...OTHER_IDEAS }),
  ];
  it('is written as questions are read, or it would never be met', () => {
    expect(written.filter((words) => words !== fold(words))).toEqual([]);
  });
});

describe('reading', () => {
  it.each([
    ['加盟合約', '加盟合同'],
    ['店面裝潢', '门店装修'],
    ['鋪租幾多', '房租多少'],
    ['Head office', 'headquarters'],
    ['opening a web shop', 'opening a online store'],
  ])('puts one word for what places call differently: %s', (words, plain) => {
    expect(read(words)).toBe(plain);
  });
});
