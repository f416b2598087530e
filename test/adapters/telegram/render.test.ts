import { describe, expect, it } from 'vitest';
import { renderKeyboard, renderText, withChosen } from '../../../src/adapters/telegram/render.ts';

const inPrivate = { group: false };
const buttons = (...labels: string[]) => labels.map((label, index) => ({ id: `b${index}`, label }));
const rowsOf = (...labels: string[]) => renderKeyboard(buttons(...labels))?.map((row) => row.map(({ text }) => text));

describe('the text of a message', () => {
  it('has facts below it, their labels bold', () => {
    const [{ text, entities } = { text: '', entities: [] }] = renderText(
      {
        text: 'Please check',
        facts: [
          { label: 'Store', value: 'BJ001' },
          { label: 'Who', value: 'Ada' },
        ],
      },
      inPrivate,
    );
    expect(text).toBe('Please check\n\nStore: BJ001\nWho: Ada');
    expect(entities.map(({ offset, length }) => text.slice(offset, offset + length))).toEqual(['Store', 'Who']);
  });

  it('is split where it is longer than Telegram takes, and bold where it was', () => {
    const facts = Array.from({ length: 12 }, (_, index) => ({
      label: `Label ${index}`,
      value: 'word '.repeat(200).trim(),
    }));
    const pieces = renderText({ text: 'Title', facts }, inPrivate);
    expect(pieces.length).toBeGreaterThan(2);
    expect(Math.max(...pieces.map(({ text }) => text.length))).toBeLessThanOrEqual(4096);
    const bold = pieces.flatMap(({ text, entities }) =>
      entities.map(({ offset, length }) => text.slice(offset, offset + length)),
    );
    expect(bold).toEqual(facts.map(({ label }) => label));
  });

  it('is never empty, since Telegram refuses that', () => {
    expect(renderText({ text: ' \u200b\n' }, inPrivate)).toEqual([{ text: '…', entities: [] }]);
  });

  it('puts entities where they are after Telegram has trimmed the text', () => {
    const [{ text, entities } = { text: '', entities: [] }] = renderText(
      { text: '', facts: [{ label: ' Who ', value: ' Ada ' }] },
      inPrivate,
    );
    expect(entities).toEqual([{ type: 'bold', offset: 0, length: 3 }]);
    expect(text).toBe('Who:  Ada');
  });

  it('calls nobody in a group, and leaves addresses as they are', () => {
    const message = { text: '@ada look: ada@example.com', facts: [{ label: 'By', value: '@bob' }] };
    expect(renderText(message, { group: true })[0]?.text).toBe('@\u2060ada look: ada@example.com\n\nBy: @\u2060bob');
    expect(renderText(message, inPrivate)[0]?.text).toContain('@ada');
    expect(renderText({ text: 'look.@ada -@bob +@cyd' }, { group: true })[0]?.text).toBe(
      'look.@\u2060ada -@\u2060bob +@\u2060cyd',
    );
  });

  it('shows the answer below a question that is settled', () => {
    expect(withChosen({ text: 'Who?', entities: [] }, 'Me')).toEqual({ text: 'Who?\n\n✓ Me', entities: [] });
    const long = { text: 'x'.repeat(4096), entities: [] };
    expect(withChosen(long, 'Me')).toEqual(long);
  });
});

describe('the keyboard', () => {
  it('puts short labels side by side and long ones below each other', () => {
    expect(rowsOf('Yes', 'No', 'Back')).toEqual([['Yes', 'No', 'Back']]);
    expect(rowsOf('Poor quality, information missing', 'Past its date', 'Back')).toEqual([
      ['Poor quality, information missing'],
      ['Past its date', 'Back'],
    ]);
    expect(rowsOf('商品质量问题，信息缺失', '服务态度', '返回')).toEqual([
      ['商品质量问题，信息缺失'],
      ['服务态度', '返回'],
    ]);
  });

  it('has at most eight in a row and a hundred in all', () => {
    const rows = rowsOf(...Array.from({ length: 130 }, (_, index) => `${index % 10}`)) ?? [];
    expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(8);
    expect(rows.flat()).toHaveLength(100);
  });

  it('leaves out what leads to a dialog or can’t be carried', () => {
    expect(
      renderKeyboard([
        { id: 'd', label: 'Form', opens: 'dialog' },
        { id: '字'.repeat(22), label: 'Too long' },
        { id: '', label: 'Nothing' },
      ]),
    ).toBeUndefined();
  });

  it('keeps the style of a button, and names one without a label', () => {
    expect(renderKeyboard([{ id: 'x', label: ' ', style: 'danger' }])).toEqual([
      [{ text: '…', callback_data: 'x', style: 'danger' }],
    ]);
  });

  it('is none without buttons', () => {
    expect(renderKeyboard([])).toBeUndefined();
    expect(renderKeyboard()).toBeUndefined();
  });
});
