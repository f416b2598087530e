/** Forms that are put aside, found again, reminded of, and dropped. */
import { describe, expect, it } from 'vitest';
import { answerUpTo } from '../support/complaints.ts';
import { chatRoom } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();

describe('a form that is put aside', () => {
  it.each(['pause', 'later, please', '暂停', '稍後再填', '/pause'])(
    'by “%s” leaves the chat free, and goes on',
    async (word) => {
      const chat = await open();
      const { franchisee } = chat;
      await answerUpTo(franchisee, 'When did it happen?');
      await franchisee.says(word);
      expect(franchisee.last().text).toContain('Complaint is put aside, 2 of');
      expect(franchisee.last().buttons?.map(({ label }) => label)).toEqual(['Continue', 'Discard']);
      await franchisee.says('/cases');
      expect(franchisee.hears()).not.toContain('When did it happen?');
      await franchisee.says('the weather is fine');
      expect(franchisee.last().text).toContain('What would you like to do with it?');
      await franchisee.presses('Nothing, thanks');
      await franchisee.presses('Continue');
      expect(franchisee.last().text).toContain('When did it happen?');
      await franchisee.says('yesterday at 3 pm');
      expect(franchisee.last().text).toContain('Which store is it about?');
    },
  );

  it('goes on by the word, in any language, and is dropped only when that is confirmed', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('pause');
    await franchisee.says('继续');
    expect(franchisee.last().text).toContain('When did it happen?');
    await franchisee.says('pause');
    await franchisee.presses('Discard');
    await franchisee.presses('No, go on');
    expect(franchisee.last().text).toContain('When did it happen?');
    await franchisee.says('pause');
    await franchisee.presses('Discard');
    await franchisee.presses('Yes, stop');
    expect(await franchisee.frames()).toEqual([]);
    expect(await chat.sql('select status from draft')).toEqual([['cancelled']]);
  });

  it('survives a new process, and is not reminded of', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('pause');
    await chat.restart();
    const told = franchisee.all().length;
    chat.passHours(22);
    await chat.fireTimers('draft.rest');
    expect(franchisee.all().length).toBe(told);
    expect(await chat.timers('draft.rest')).toEqual([]);
    await franchisee.says('/complaint');
    expect(franchisee.last().text).toContain('Continue, or begin again?');
  });

  it('lets what lay below it come up', async () => {
    const chat = await open();
    const { desk, franchisee } = chat;
    await answerUpTo(franchisee);
    await franchisee.presses('Send to headquarters');
    const [one] = await chat.cases();
    await desk.says(`/claim ${one?.number}`);
    await desk.says('/complaint');
    await desk.says(`/note ${one?.number}`);
    await desk.says('pause');
    expect(desk.last().text).toContain('Back to: Complaint');
    await desk.says('/drafts');
    expect(desk.hears()).toContain(`Note · ${one?.number}`);
    await desk.presses('Continue 2');
    expect(desk.last().text).toContain('What should staff know?');
    await desk.says('Look at the camera');
    expect(desk.last().text).toContain('Back to: Complaint');
    expect((await desk.frames()).length).toBe(1);
  });

  it('is not there where nothing is open', async () => {
    const chat = await open();
    expect(await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says('/pause'))).toContain(
      'Nothing is open',
    );
  });
});

describe('the list of drafts', () => {
  it('says what waits here and elsewhere, and changes nothing', async () => {
    const chat = await open();
    const { franchisee, neighbour } = chat;
    await franchisee.says('/drafts');
    expect(franchisee.hears()).toBe('Nothing is waiting to be finished.');
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('pause');
    await neighbour.says('/complaint');
    await chat.sql(
      `insert into draft select gen_random_uuid(), '${franchisee.personId}', gen_random_uuid(), flow, version, status, opening, created_at from draft where person_id = '${neighbour.personId}'`,
    );
    const heard = await withoutEffect(chat, franchisee, () => franchisee.says('/drafts'));
    expect(heard).toMatch(
      /^2 things are not finished yet:\n1\. Complaint, begun on .*, 2 of \d+ answered\n• Complaint, .* in another chat/,
    );
    expect(heard).toContain('[Continue 1]\n[Discard 1]');
    await franchisee.presses('Discard 1');
    expect(franchisee.last().text).toContain('really stop?');
    await franchisee.presses('No, go on');
    expect(franchisee.last().text).toContain('When did it happen?');
  });

  it.each([
    ['of someone else', (id: string) => id],
    ['that is none', () => 'd:nope:go'],
    ['with an act that is none', (id: string) => id.replace(':go', ':send')],
  ])('has no effect by a button %s', async (_, forge) => {
    const chat = await open();
    await chat.franchisee.says('/complaint');
    await chat.franchisee.says('pause');
    await chat.franchisee.says('/drafts');
    const id = forge(chat.franchisee.button('Continue 1'));
    await withoutEffect(chat, chat.neighbour, () => chat.neighbour.forges(id));
  });
});

describe('a reminder', () => {
  it('comes once, leaves the question open, and its buttons work', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    chat.passHours(5);
    await chat.fireTimers('draft.rest');
    expect(franchisee.last().text).toMatch(/^A gentle reminder: Complaint is not finished yet, 2 of \d+ answered/);
    await franchisee.says('yesterday at 3 pm');
    expect(franchisee.last().text).toContain('Which store is it about?');
    await franchisee.presses('Continue');
    expect(franchisee.last().text).toContain('Which store is it about?');
    const told = franchisee.all().length;
    chat.passHours(21);
    await chat.fireTimers('draft.rest');
    expect(franchisee.all().length).toBe(told);
    await franchisee.says('BJ001');
    expect(franchisee.last().text).toContain('Continue, or begin again?');
  });

  it('waits for the morning', async () => {
    const chat = await open();
    const { franchisee } = chat;
    chat.setClock('2026-03-18T11:30:00.000Z');
    await answerUpTo(franchisee, 'When did it happen?');
    const told = franchisee.all().length;
    chat.setClock('2026-03-18T15:31:00.000Z');
    await chat.fireTimers('draft.rest');
    expect(franchisee.all().length).toBe(told);
    // After twelve hours it goes to rest without a word.
    chat.setClock('2026-03-18T23:30:00.000Z');
    await chat.fireTimers('draft.rest');
    expect(franchisee.all().length).toBe(told);
    expect(await chat.timers('draft.rest')).toHaveLength(1);
    chat.setClock('2026-03-19T01:00:00.000Z');
    await chat.fireTimers('draft.rest');
    expect(franchisee.last().text).toContain('A gentle reminder');
    await franchisee.presses('Discard');
    expect(franchisee.last().text).toContain('really stop?');
  });

  it('is not sent to who has finished', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee);
    await franchisee.presses('Send to headquarters');
    chat.passHours(5);
    await chat.fireTimers('draft.rest');
    expect(
      franchisee
        .all()
        .map(({ text }) => text)
        .join(),
    ).not.toContain('reminder');
    expect(await chat.timers('draft.rest')).toEqual([]);
  });
});
