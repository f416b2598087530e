/** A form that is left and found again: after a restart, a rest, another form above it, or with strange things stored. */
import { describe, expect, it } from 'vitest';
import { anAnsweredCase, answerUpTo } from '../support/complaints.ts';
import { chatRoom } from '../support/flows.ts';

const open = chatRoom();

describe('coming back', () => {
  it('goes on in a new process where it was', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'Which store is it about?');
    await franchisee.says('朝阳陆店');
    await chat.restart();
    await franchisee.presses('朝阳路店 (BJ001)');
    expect(franchisee.last().text).toBe('(5 of 10) Who was involved? A name, or what they look like.');
  });

  it('asks whether to continue when the form is wanted again, and continues', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('/complaint');
    expect(franchisee.last().text).toBe(
      'Complaint: you began on Wed, 18 March 2026 at 12:00, 2 of 10 answered. Continue, or begin again?',
    );
    await franchisee.says('Continue');
    expect(franchisee.last().text).toBe('(3 of 10) When did it happen?');
  });

  it('begins again with the words that came along', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('/complaint The bread was hard');
    await franchisee.presses('Begin again');
    expect(franchisee.last().text).toBe('(2 of 10) Who is complaining?');
    await franchisee.presses('Back');
    expect(franchisee.last().text).toContain('Your answer so far: The bread was hard');
    expect(await chat.sql('select status from draft order by status')).toEqual([['cancelled'], ['open']]);
  });

  it('continues with what the words that came along tell', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('/complaint it was yesterday at 3 pm');
    await franchisee.presses('Continue');
    expect(franchisee.hears()).toContain('I noted from your words');
    expect(franchisee.last().text).toBe('(4 of 10) Which store is it about? Its name or code.');
  });

  it('meets the first word after a long rest with that question, and loses none', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'Who was involved?');
    chat.passHours(13);
    expect(await chat.fireTimers('draft.rest')).toBe(1);
    expect(franchisee.hears()).not.toContain('Continue');
    await franchisee.says('The bread was hard, in SH001');
    expect(franchisee.last().text).toContain('4 of 10 answered. Continue, or begin again?');
    await franchisee.says('begin again');
    expect(franchisee.hears()).toContain('南京路店 (SH001)');
    await franchisee.presses('Back');
    expect(franchisee.last().text).toContain('The bread was hard, in SH001');
  });

  it('rests again after another long pause', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'Who was involved?');
    for (const _ of [1, 2]) {
      chat.passHours(13);
      await chat.fireTimers('draft.rest');
      await franchisee.says('Hal');
      expect(franchisee.last().text).toContain('Continue, or begin again?');
      await franchisee.presses('Continue');
      expect(franchisee.last().text).toContain('Who was involved?');
    }
  });

  it('does not rest while the person is about', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    chat.passHours(11);
    await franchisee.says('yesterday at 3 pm');
    chat.passHours(2);
    expect(await chat.fireTimers('draft.rest')).toBe(1);
    expect(await chat.timers('draft.rest')).toHaveLength(1);
    await franchisee.says('BJ001');
    expect(franchisee.last().text).toContain('Who was involved?');
  });

  it('does not take a “no” of before the rest for “begin again”', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('cancel');
    chat.passHours(13);
    await chat.fireTimers('draft.rest');
    await franchisee.presses('No, go on');
    expect(franchisee.hears()).toContain('That button belongs to an earlier question');
    expect(franchisee.hears()).toContain('2 of 10 answered. Continue, or begin again?');
    await franchisee.presses('Continue');
    expect(franchisee.last().text).toBe('(3 of 10) When did it happen?');
  });

  it('comes back with its open question when what lay above it is done', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    const { franchisee } = chat;
    await franchisee.says('/complaint The bread was hard');
    expect(franchisee.last().text).toContain('Who is complaining?');
    await franchisee.presses('No, not yet');
    expect(franchisee.last().text).toBe(
      `Case ${number}\nWe are sorry that it is not settled yet. What is still missing?`,
    );
    await franchisee.says('The money has not come');
    expect(franchisee.heard()[0]?.text).toContain(`${number} is open again`);
    expect(franchisee.last().text).toBe('Back to: Complaint\n(2 of 9) Who is complaining?');
    await franchisee.presses('A shopper in person');
    expect(franchisee.last().text).toContain('When did it happen?');
    expect((await chat.cases())[0]?.status).toBe('assigned');
  });

  it('asks its open question again below what is done on the side', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    const { franchisee } = chat;
    await franchisee.says('/complaint The bread was hard');
    await franchisee.presses('Yes, it is settled');
    expect(franchisee.hears()).toMatch(/Thank you\. C-\d+ is settled\.[^(]*\n\n\(2 of 9\) Who is complaining\?/);
  });

  it.each([
    ['nothing of a form', null],
    ['another form’s state', { words: 'x', turn: 1 }],
    ['a place that does not exist', { at: { step: 'moon' }, before: 'none', turn: 3, args: {} }],
    ['a text', 'garbage'],
  ])('starts over politely when what was stored is %s', async (_, state) => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    const frames = await franchisee.frames();
    await chat.putFrames(
      franchisee,
      frames.map((frame) => ({ ...frame, state })),
    );
    await chat.restart();
    await franchisee.says('yesterday at 3 pm');
    expect(franchisee.hears()).toContain('What would you like to do with it?');
    await franchisee.presses('Report a complaint');
    expect(franchisee.last().text).toContain('Who is complaining?');
    expect(await chat.failed()).toEqual([]);
  });

  it('passes over a flow that this version does not know', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    const frames = await franchisee.frames();
    const unknown = { flow: 'of-tomorrow', version: 7, draft: null, state: { a: 1 } };
    await chat.putFrames(franchisee, [null, 7, ...frames, 'x', {}, unknown]);
    await franchisee.says('yesterday at 3 pm');
    expect(franchisee.last().text).toContain('Which store is it about?');
  });

  it('goes on when a stored question does not belong to the answers any more', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    const [frame] = await franchisee.frames();
    const at = { step: 'ask', field: 'shopperName', failures: 0, editing: false };
    await chat.putFrames(franchisee, [{ ...frame, state: { at, before: 'none', turn: 3, args: {} } }]);
    await franchisee.says('repeat');
    expect(franchisee.last().text).toBe('(3 of 10) When did it happen?');
  });
});
