/** What a message looks like in a terminal, and what a hostile one can't do to it. */
import { describe, expect, it } from 'vitest';
import { createPaint, harmless, renderMessage, renderProblems } from '../../../src/adapters/console/render.ts';
import { widthOf } from '../../../src/adapters/console/width.ts';

const plain = createPaint(false);

describe('widthOf', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    ['门店', 4],
    ['門店：', 6],
    ['ＡＢ', 4],
    ['한국', 4],
    ['カナ', 4],
    ['ｶﾅ', 2],
    ['é', 1],
    ['e\u0301', 1],
    ['👍', 2],
    ['👩‍👩‍👧', 2],
    ['❤️', 2],
    ['🇨🇳', 2],
    ['𠮷', 2],
    ['\u200b', 0],
  ])('%j takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe('renderMessage', () => {
  it('names attachments, each on a line of its own that it can’t leave', () => {
    const attachments = ['a.jpg', 'b\u001b[31m\nc.pdf'].map((name) => ({ fileId: '1', name, type: '' }));
    const buttons = [{ id: 'x', label: 'ok' }];
    expect(renderMessage({ text: 'look', attachments, buttons }, plain)).toBe('look\n📎 a.jpg\n📎 b␛[31m c.pdf\n1) ok');
  });

  it('sets text, facts and buttons below each other, the values of facts in one column', () => {
    const message = {
      text: '请确认：',
      facts: [
        { label: '门店', value: 'S01 上海' },
        { label: '发生了什么', value: '牛奶酸了\n三箱' },
        { label: 'Due', value: '' },
      ],
      buttons: [
        { id: 'yes', label: '确认', style: 'primary' as const },
        { id: 'no', label: '取消' },
      ],
    };
    expect(renderMessage(message, plain)).toBe(
      [
        '请确认：',
        '门店        S01 上海',
        '发生了什么  牛奶酸了',
        '            三箱',
        'Due',
        '1) 确认',
        '2) 取消',
      ].join('\n'),
    );
  });

  it('sets the mark of an update above the text', () => {
    expect(renderMessage({ text: 'taken' }, plain, { mark: '(updated)' })).toBe('(updated)\ntaken');
  });

  it('names the case of what belongs below its card, unless its words do', () => {
    const under = { under: 'o1', about: 'C-10' };
    expect(renderMessage({ text: 'Ada: hello, see C-1042', ...under }, plain)).toBe('↳ C-10\nAda: hello, see C-1042');
    expect(renderMessage({ text: '案件C-10已了结', ...under }, plain)).toBe('案件C-10已了结');
    expect(renderMessage({ text: 'the card', about: 'C-10' }, plain)).toBe('the card');
  });

  it('colours only when asked to', () => {
    const message = { text: 'x', facts: [{ label: 'a', value: 'b' }], buttons: [{ id: 'i', label: 'c' }] };
    expect(renderMessage(message, plain)).not.toContain('\x1b');
    expect(renderMessage(message, createPaint(true))).toContain('\x1b[');
  });

  it('keeps labels on one line', () => {
    const message = { text: '', facts: [{ label: 'a\nb', value: 'c' }], buttons: [{ id: 'i', label: 'd\r\n2) e' }] };
    expect(renderMessage(message, plain)).toBe('a b  c\n1) d 2) e');
  });
});

describe('a narrow terminal', () => {
  const shown = (text: string, value: string, columns: number) =>
    renderMessage({ text, facts: [{ label: '事件', value }] }, plain, { columns }).split('\n');

  it('breaks between words, and sets what goes on below its value', () => {
    expect(shown('one two three four five', '收银员多收了我二十元，还说没看错。', 26)).toEqual([
      'one two three four five',
      '事件  收银员多收了我二十',
      '      元，还说没看错。',
    ]);
    expect(shown('one two three four', 'x'.repeat(45), 12)).toEqual([
      'one two',
      'three four',
      `事件  ${'x'.repeat(20)}`,
      `      ${'x'.repeat(20)}`,
      `      ${'x'.repeat(5)}`,
    ]);
  });

  it('keeps direction within its row', () => {
    for (const row of shown('\u202eabc def ghi', '\u2067abc', 8)) {
      expect(row.match(/[\u2066-\u2068]/gu)?.length ?? 0).toBe(row.match(/\u2069/gu)?.length ?? 0);
    }
  });
});

describe('renderProblems', () => {
  it('names each field', () => {
    const problems = [
      { field: '电话', text: '看不懂' },
      { field: '日期', text: '在将来' },
    ];
    expect(renderProblems(problems, plain)).toBe('电话: 看不懂\n日期: 在将来');
  });
});

describe('harmless', () => {
  it.each([
    ['clearing the screen', '\x1b[2Jx', '␛[2Jx'],
    ['setting the title', '\x1b]0;owned\x07', '␛]0;owned␇'],
    ['the short form of an escape', '\x9b31mred', '\ufffd31mred'],
    ['a carriage return over the line', 'refused\rgranted', 'refused␍granted'],
    ['backspaces', 'no\b\byes', 'no␈␈yes'],
    ['delete and NUL', 'a\x7f\0', 'a␡␀'],
    ['a form feed and a vertical tab', 'a\f\v', 'a␌␋'],
  ])('shows %s instead of doing it', (_, text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  it('keeps what people mean: line breaks, tabs, emoji, every script', () => {
    const text = '一\n\ttwo 👩‍👩‍👧 e\u0301 שלום';
    expect(harmless(text)).toBe(text);
  });

  it('takes the line breaks of other systems for line breaks', () => {
    expect(harmless('a\r\nb\u2028c')).toBe('a\nb\nc');
  });

  it('keeps a turned direction inside its line', () => {
    expect(harmless('a\u202eb\nc')).toBe('\u2068a\u202eb\u2069\nc');
  });

  it('closes isolates that a text leaves open, and drops ends that it has too many', () => {
    expect(harmless('a\u2067b')).toBe('\u2068a\u2067b\u2069\u2069');
    expect(harmless('a\u2069\u202eb\u2066c\u2069')).toBe('\u2068a\u202eb\u2066c\u2069\u2069');
  });
});
