/** All answers of a form at once. */
import { describe, expect, it } from 'vitest';
import { aCase } from '../support/complaints.ts';
import { chatRoom } from '../support/flows.ts';

const REVIEW = 'Complaint: please check everything before it is sent.';

const open = chatRoom();

describe('a dialog', () => {
  const GOOD = {
    what: 'The milk was sour',
    complainant: 'self',
    when: 'yesterday at 3 pm',
    outlet: 'BJ001',
    who: '',
    how: '',
    group: 'goods',
    cause: 'expired',
    name: 'Ada',
    phone: '13800138000',
  };

  it('says what is wrong with which field, keeps the rest, and is completed', async () => {
    const chat = await open();
    const { franchisee } = chat;
    const answer = await franchisee.submits('complaint', { ...GOOD, when: '30 February', phone: '12', what: ' ' });
    expect(answer.immediate).toEqual([
      {
        type: 'problems',
        problems: [
          { field: 'what', text: 'This answer is needed.' },
          { field: 'when', text: 'There is no such date or time.' },
          { field: 'phone', text: 'That number is too short.' },
        ],
      },
    ]);
    const [frame] = await franchisee.frames();
    await franchisee.submits('complaint', { what: 'Sour', when: GOOD.when, phone: GOOD.phone }, frame?.draft ?? '');
    expect(franchisee.last().text).toBe(REVIEW);
    expect(franchisee.last().facts?.map(({ value }) => value)).toEqual([
      'Sour',
      'A shopper in person',
      'Tue, 17 March 2026 at 15:00',
      '朝阳路店 (BJ001)',
      'left out',
      'left out',
      'Goods',
      'Past its date',
      'Ada',
      '+86 138 0013 8000',
    ]);
    await franchisee.presses('Send to headquarters');
    expect(await chat.cases()).toHaveLength(1);
  });

  it('that did not show a question is followed by it', async () => {
    const { franchisee } = await open();
    const { name: _, phone: __, ...rest } = GOOD;
    await franchisee.submits('complaint', { ...rest, complainant: 'shopper' });
    expect(franchisee.last().text).toBe('(9 of 11) How did the complaint first reach you?');
  });

  it('left with problems is met in the chat with a question first', async () => {
    const { franchisee } = await open();
    await franchisee.submits('complaint', { ...GOOD, when: 'dunno' });
    await franchisee.says('the till was broken too');
    expect(franchisee.last().text).toContain('Continue, or begin again?');
    await franchisee.presses('Continue');
    expect(franchisee.last().text).toContain('When did it happen?');
  });

  it('for a reply goes to the case that it was opened for, whichever is open now', async () => {
    const chat = await open();
    const first = await aCase(chat);
    const second = await aCase(chat, 'The bread was hard');
    for (const number of [first, second]) await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/reply ${first}`);
    const draft = (await chat.desk.frames()).at(-1)?.draft ?? '';
    await chat.desk.says(`/reply ${second}`);
    await chat.desk.submits('reply', { text: 'About the first' }, draft);
    await chat.desk.presses('Send it');
    expect(chat.franchisee.last().text).toBe(`${first}, from Dora:\nAbout the first`);
  });

  it.each([
    ['of a form that does not exist', 'nonsense', undefined],
    ['of a form that begins with a case', 'resolve', undefined],
    ['for a draft of someone else', 'complaint', '00000000-0000-8000-8000-000000000000'],
  ])('%s has no effect', async (_, form, draft) => {
    const chat = await open();
    await chat.franchisee.says('/complaint');
    const before = await chat.stored();
    await chat.franchisee.submits(form, { text: 'x', what: 'x' }, draft);
    expect(chat.franchisee.hears()).not.toBe('');
    expect(await chat.stored()).toBe(before);
  });
});
