/** Words at the review and at a suggestion that name what is meant without a button. */
import { describe, expect, it } from 'vitest';
import { namedForChange } from '../../../src/recognition/control.ts';
import { answerUpTo } from '../../support/complaints.ts';
import { chatRoom } from '../../support/flows.ts';

const open = chatRoom();

describe('namedForChange', () => {
  it.each([
    ['修改门店', '门店'],
    ['電話不對', '电话'],
    ['change the store', 'store'],
    ['My phone is wrong.', 'phone'],
    ['改一下', ''],
  ])('finds in %s what is named', (text, name) => expect(namedForChange(text)).toBe(name));
});

describe('at a question', () => {
  it('yes takes the one store that was suggested', async () => {
    const chat = await open();
    await answerUpTo(chat.franchisee, 'Which store is it about?');
    await chat.franchisee.says('Zhongguancunn');
    expect(chat.franchisee.last().buttons?.[0]?.label).toContain('BJ002');
    await chat.franchisee.says('yes');
    expect(chat.franchisee.last().text).toContain('Who was involved?');
  });
});
