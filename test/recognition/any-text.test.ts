import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outlet } from '../../src/domain/outlet.ts';
import { readControl } from '../../src/recognition/control.ts';
import { fold, foldAligned, SCANNED_LENGTH } from '../../src/recognition/fold.ts';
import { readOutlet, recogniseOutlets } from '../../src/recognition/outlet.ts';
import { readPhone, recognisePhones } from '../../src/recognition/phone.ts';
import { looksLikeComplaint, recogniseIntake } from '../../src/recognition/signs.ts';
import { readTime, recogniseTimes } from '../../src/recognition/time.ts';
import { anyCharacters } from '../support/any-characters.ts';

const NOW = { now: '2026-11-18T04:00:00Z', zone: 'Asia/Shanghai' };
const OUTLETS: Outlet[] = [
  { id: '1', code: 'BJ001', name: '朝阳路店', aliases: ['Chaoyang Road'], region: 'north', zone: 'Asia/Shanghai' },
];

/** Anything at all, lone surrogates included, and text made of what times, phones and names are made of. */
const anyText = fc.oneof(
  anyCharacters(),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        ...[
          '昨天',
          '上周',
          '三',
          '十',
          '点',
          '點',
          '半',
          '月',
          '日',
          '号',
          '年',
          '前',
          '下午',
          '晚',
          '一',
          '1',
          '3',
          '13',
          '30',
        ],
        ...[
          ':',
          '-',
          '/',
          '.',
          ' ',
          ',',
          'at ',
          'pm',
          'Nov',
          'May',
          'the ',
          'ago',
          ' hours ',
          'last ',
          'Friday',
          '到',
          '和',
        ],
        ...[
          '+86',
          '138',
          '0013',
          '8000',
          '转',
          'BJ',
          '001',
          '朝阳路',
          '店',
          '12315',
          '\u200b',
          '\u0301',
          '\ud83d',
          '①',
          '２',
        ],
      ),
    )
    .map((parts) => parts.join('')),
);

function findAll(text: string): readonly { words: string; index: number }[] {
  return [...recogniseTimes(text, NOW), ...recognisePhones(text, 'CN'), ...recogniseOutlets(text, OUTLETS)];
}

function readAll(text: string): readonly object[] {
  return [readTime(text, NOW), readPhone(text, 'CN'), readOutlet(text, OUTLETS)];
}

describe('any text whatever', () => {
  it('is read without an error, and what is found stands in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { words, index } of findAll(text)) {
          expect(words).not.toBe('');
          expect(text.slice(index, index + words.length)).toBe(words);
        }
        for (const answer of readAll(text)) expect('ok' in answer || 'problem' in answer).toBe(true);
        readControl(text);
        recogniseIntake(text);
        looksLikeComplaint(text);
      }),
      { numRuns: 500 },
    );
  });

  it('folds to something that folds to itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  it('keeps the way back in step with the folded text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const folded = foldAligned(text);
        for (let at = 1; at < folded.text.length; at += 1) {
          expect(folded.indexOf(at)).toBeGreaterThanOrEqual(folded.indexOf(at - 1));
        }
      }),
    );
  });

  it('gives a local time that reads back as itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const { local, precision } of recogniseTimes(text, NOW)) {
          const back = readTime(precision === 'day' ? local.slice(0, 10) : local, NOW);
          expect('ok' in back && back.ok.local).toBe(local);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('64 KB of hostile text', () => {
  const long = (unit: string): string => unit.repeat(Math.ceil(65_536 / unit.length)).slice(0, 65_536);

  it.each([
    ...[
      '1',
      '1-',
      '138 ',
      '1:23:',
      '1/2 ',
      '(1',
      '+',
      '13800138000',
      '十',
      '十一二三',
      '三点',
      '的时候',
      '十分',
      '百',
      ' ',
      '\u0301',
    ],
    ...[
      '\ud800',
      'a',
      'the ',
      'at 3 ',
      'may 3 may ',
      '2 hours and 15 ',
      '周一到',
      '店',
      '朝阳路',
      'BJ ',
      '记者',
      '记者,',
      '?',
      '👍',
    ],
  ])('made of %j gives an answer', (unit) => {
    const text = long(unit);
    for (const { words, index } of findAll(text)) expect(text.startsWith(words, index)).toBe(true);
    for (const answer of readAll(text)) expect('ok' in answer || 'problem' in answer).toBe(true);
    expect(readControl(text)).toBeUndefined();
    recogniseIntake(text);
    expect(looksLikeComplaint(text)).toBe(false);
  });

  it('still finds what stands at its beginning, and not what lies beyond the length scanned', () => {
    expect(recogniseTimes(`昨天下午三点 ${long('1')}`, NOW)).toMatchObject([{ words: '昨天下午三点' }]);
    expect(recogniseTimes(`${'。'.repeat(SCANNED_LENGTH)}昨天`, NOW)).toEqual([]);
  });
});
