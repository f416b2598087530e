/** From a case to its end, by buttons and words: handing over, asking, closing, withdrawing, reopening, rating. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_DEADLINES, DEFAULT_RULE, type Deadlines } from '../../src/domain/deadlines.ts';
import { aCase, anAnsweredCase } from '../support/complaints.ts';
import { type Chat, chatRoom } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();
const HOUR = 3_600_000;

async function aClaimedCase(chat: Chat): Promise<string> {
  const number = await aCase(chat);
  await chat.desk.says(`/claim ${number}`);
  return number;
}
const labels = (chat: Chat, number: string): string[] => {
  const card = chat.desk.all().findLast(({ text }) => text.includes(number) && text.includes('· complaint ·'));
  return card?.buttons?.map(({ label }) => label) ?? [];
};
const theCase = async (chat: Chat) => (await chat.cases())[0];
const dueTimes = async (chat: Chat, kind: string): Promise<string[]> =>
  (await chat.timers(kind)).map(({ dueAt }) => new Date(dueAt).toISOString());
const kinds = async (chat: Chat): Promise<string[]> =>
  (await chat.store.reads.journalOf((await theCase(chat))?.id ?? '')).map(({ kind }) => kind);

describe('a case that a department must answer', () => {
  it('is handed over with the question, and comes back with the findings; the clock goes on', async () => {
    const chat = await open();
    const number = await aClaimedCase(chat);
    const due = (await theCase(chat))?.dueAt;
    expect(labels(chat, number)).toContain('Hand over');
    await chat.desk.presses('Hand over');
    await chat.desk.says('Quality');
    await chat.desk.says('Was the batch recalled?');
    expect(chat.franchisee.last().text).toMatch(
      /is now with Quality, who are looking into it\. You will still have our answer by/,
    );
    expect(labels(chat, number)).toContain('Findings');
    expect(labels(chat, number)).not.toContain('Hand over');
    await chat.desk2.says(`/findings ${number} Yes, on Monday`);
    expect(labels(chat, number)).toContain('Hand over');
    expect(await theCase(chat)).toMatchObject({ department: null, dueAt: due });
    await chat.desk.says(`/case ${number}`);
    expect(chat.desk.hears()).toContain('handed over to Quality · Was the batch recalled?');
    expect(chat.desk.hears()).toContain('the department found: Yes, on Monday');
  });

  it('is not promised for a time that has passed', async () => {
    const chat = await open();
    const number = await aClaimedCase(chat);
    chat.passHours(25);
    await chat.desk.says(`/refer ${number} Was it recalled?`);
    await chat.desk.says('Quality');
    expect(chat.franchisee.last().text).toContain('sorry that it takes longer than promised');
    await chat.franchisee.says('/cases');
    expect(chat.franchisee.hears()).toContain('we are sorry that it is late');
  });

  it('is not handed over twice, nor answered by a department that does not have it', async () => {
    const chat = await open();
    const number = await aClaimedCase(chat);
    const heard = await withoutEffect(chat, chat.desk, () => chat.desk.says(`/findings ${number} x`));
    expect(heard).toBe(`${number} is not with any department.`);
    await chat.desk.says(`/refer ${number} Was it recalled?`);
    await chat.desk.says('Quality');
    const again = await withoutEffect(chat, chat.desk, () => chat.desk.says(`/refer ${number}`));
    expect(again).toContain('is with a department already');
  });
});

describe('a case whose person is asked', () => {
  async function anAskedCase(chat: Chat): Promise<string> {
    const number = await aClaimedCase(chat);
    await chat.desk.presses('Ask the person');
    await chat.desk.says('Which milk was it?');
    await chat.desk.presses('Send it');
    return number;
  }

  it('stands still until they answer by the button, and is due so much later', async () => {
    const chat = await open();
    const number = await anAskedCase(chat);
    expect(chat.franchisee.last().text).toContain(`${number}, a question from Dora:\nWhich milk was it?`);
    expect(labels(chat, number)).toContain('Go on');
    chat.passHours(30);
    expect(await chat.fireTimers('case.due')).toBe(0);
    await chat.desk.says('/queue');
    expect(chat.desk.hears()).toContain('waiting for the customer');
    await chat.franchisee.presses('Answer');
    await chat.franchisee.says('The blue one');
    expect(await theCase(chat)).toMatchObject({ dueAt: '2026-03-20T10:00:00.000Z' });
    expect(await dueTimes(chat, 'case.due')).toEqual(['2026-03-20T10:00:00.000Z']);
    expect(await dueTimes(chat, 'case.warn')).toEqual(['2026-03-20T06:00:00.000Z']);
    expect(await chat.timers('case.wait')).toEqual([]);
  });

  it('takes what they write for the answer first, also if it sounds like a complaint', async () => {
    const chat = await open();
    const number = await anAskedCase(chat);
    await chat.franchisee.says('The fridge was broken and the milk was sour');
    expect(chat.franchisee.last().buttons?.[0]?.label).toBe(`Add it to ${number}`);
    await chat.franchisee.says('yes');
    expect(chat.franchisee.last().text).toContain(`Added to ${number}`);
    expect(await kinds(chat)).toEqual(['filed', 'claim', 'ask', 'add']);
  });

  it('promises no time while it stands still, to nobody', async () => {
    const chat = await open();
    const number = await anAskedCase(chat);
    await chat.desk.says(`/severity ${number} serious`);
    await chat.desk.presses('No reason');
    expect(chat.desk.hears()).toContain('is serious now; its clock is paused');
    await chat.desk.says(`/refer ${number} Was it recalled?`);
    await chat.desk.says('Quality');
    expect(chat.franchisee.last().text).toContain('We still need your answer');
    expect(chat.desk.hears()).toContain('stays paused');
    await chat.franchisee.says('/cases');
    expect(chat.franchisee.hears()).toContain(`${number} · complaint · waiting for your answer · The milk`);
  });

  it('is not answered by a thank-you', async () => {
    const chat = await open();
    await anAskedCase(chat);
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says('谢谢'));
    await chat.franchisee.presses('Answer');
    await chat.franchisee.says('收到，谢谢');
    expect(chat.franchisee.last().text).toContain('You’re welcome.');
    expect((await kinds(chat)).at(-1)).toBe('ask');
    await chat.franchisee.says('the blue one');
    expect((await kinds(chat)).at(-1)).toBe('add');
  });

  it('is not answered by a thank-you to the colleague who writes with them, who reads it nevertheless', async () => {
    const chat = await open();
    const number = await anAskedCase(chat);
    await chat.desk.says(`/takeover ${number}`);
    await chat.fireTimers('handover.sync');
    await chat.franchisee.says('辛苦了');
    expect(chat.desk.all().map(({ text }) => text)).toContain(`${number} · Ada: 辛苦了`);
    expect((await theCase(chat))?.clock?.pauses).toMatchObject([{ until: null }]);
    await chat.franchisee.says('the blue one');
    expect((await theCase(chat))?.clock?.pauses).not.toMatchObject([{ until: null }]);
  });

  it('goes on without an answer, of which the desk is reminded', async () => {
    const chat = await open();
    const number = await anAskedCase(chat);
    chat.passHours(48);
    await chat.fireTimers('case.wait');
    expect(chat.desk.last().text).toContain('has been waiting for the customer since');
    chat.passHours(48);
    expect(await chat.fireTimers('case.wait')).toBe(1);
    chat.passHours(48);
    expect(await chat.fireTimers('case.wait')).toBe(1);
    chat.passHours(-96);
    await chat.desk.presses('Go on');
    expect(chat.desk.hears()).toContain(`${number} goes on; the answer is due by`);
    expect(await theCase(chat)).toMatchObject({ dueAt: '2026-03-21T04:00:00.000Z' });
  });
});

describe('a case that ends otherwise', () => {
  it('is withdrawn by the person, with a reason or without', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.franchisee.says('/cases');
    await chat.franchisee.presses('Withdraw');
    await chat.franchisee.presses('No reason');
    await chat.franchisee.presses('Withdraw it');
    expect(chat.franchisee.hears()).toContain(`${number} is withdrawn`);
    expect(await theCase(chat)).toMatchObject({ status: 'confirmed', cancelled: 'withdrawn' });
    expect(await kinds(chat)).toEqual(['filed', 'withdraw']);
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(`/claim ${number}`))).toBe(
      `${number} is withdrawn already.`,
    );
    const wide = number
      .replaceAll(/[\dC]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
      .replace('-', '－');
    await chat.desk.says(`/case ${wide}`);
    expect(chat.desk.hears()).toContain(`${number} · complaint · withdrawn`);
    await chat.franchisee.says(`/why-due ${number}`);
    expect(chat.franchisee.hears()).toContain(`${number} was to be answered by`);
    for (const kind of ['case.due', 'case.warn']) expect(await chat.timers(kind)).toEqual([]);
    await chat.desk.says('/queue');
    expect(chat.desk.hears()).toBe('No open cases.');
  });

  it('is closed by staff with a reason that the person reads, who may have it reopened', async () => {
    const chat = await open();
    const number = await aClaimedCase(chat);
    await chat.desk.says(`/close ${number} The same as C-1`);
    await chat.desk.presses('Send it');
    expect(chat.franchisee.last().text).toContain(`We have closed ${number}. A word from Dora:\nThe same as C-1`);
    expect(labels(chat, number)).toEqual(['Note', 'Reopen']);
    chat.passHours(30);
    await chat.franchisee.presses('Reopen');
    await chat.franchisee.says('谢谢');
    expect((await theCase(chat))?.status).toBe('confirmed');
    await chat.franchisee.says('It is another milk');
    expect(chat.franchisee.hears()).toMatch(/looking at C-\d+ again\. You will have an answer by/);
    expect(chat.desk.all().some(({ text }) => text === `${number} is open again: It is another milk`)).toBe(true);
    expect(await theCase(chat)).toMatchObject({ status: 'assigned', dueAt: '2026-03-20T10:00:00.000Z' });
    expect(await dueTimes(chat, 'case.due')).toEqual(['2026-03-20T10:00:00.000Z']);
  });

  it('is no one else’s to withdraw, reopen or rate', async () => {
    const chat = await open();
    const number = await aCase(chat);
    for (const act of ['withdraw', 'add', 'again', 'word', 'rate:5', 'why']) {
      await withoutEffect(chat, chat.neighbour, () => chat.neighbour.forges(`c:${number}:${act}`));
    }
    for (const act of ['ask', 'refer', 'findings', 'close', 'severity', 'resume', 'reopen']) {
      const heard = await withoutEffect(chat, chat.franchisee, () => chat.franchisee.forges(`c:${number}:${act}`));
      expect(heard).toContain('for headquarters’ staff');
    }
    const heard = await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/withdraw ${number}`));
    expect(heard).toBe(`There is no case ${number}.`);
    expect(await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/why-due ${number}`))).toBe(heard);
  });
});

describe('a case that is settled', () => {
  it('is rated by one tap, with a word if they like; a thank-you reopens nothing', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    await chat.franchisee.presses('Yes, it is settled');
    expect(chat.franchisee.last().buttons?.map(({ label }) => label)).toEqual(['1 ★', '2 ★', '3 ★', '4 ★', '5 ★']);
    await chat.franchisee.presses('4 ★');
    expect(chat.franchisee.hears()).toContain('Thank you for the 4 stars.');
    expect(chat.franchisee.last().settles).toMatchObject({ chosen: '4 ★' });
    await chat.franchisee.presses('Add a word');
    // They think again: the word belongs to the newer stars.
    await chat.franchisee.presses('3 ★');
    await chat.franchisee.says('Quick and friendly');
    expect(chat.desk.all().map(({ text }) => text)).toContain(`${number}: the person gave 3 of 5: Quick and friendly`);
    expect(chat.desk.all().map(({ text }) => text)).toContain(`${number}: the person gave 4 of 5.`);
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says('thanks'));
    expect(await theCase(chat)).toMatchObject({ status: 'confirmed', rating: 3 });
    expect((await kinds(chat)).slice(-4)).toEqual(['confirm', 'rate', 'rate', 'rate']);
  });
});

describe('the person’s cases', () => {
  it('show where each stands, and only what can be done with it', async () => {
    const chat = await open();
    const first = await anAnsweredCase(chat);
    const second = await aCase(chat, 'The bread was hard');
    await chat.franchisee.says('/cases');
    const shown = chat.franchisee.heard().map(({ text, buttons = [] }) => [text, buttons.map(({ label }) => label)]);
    expect(shown).toEqual([
      ['Your 2 latest cases:', []],
      [
        expect.stringContaining(`${second} · complaint · received · answer by `),
        [`Add to ${second}`, 'Withdraw', 'Why this date?'],
      ],
      [
        expect.stringContaining(`${first} · complaint · answered`),
        ['Yes, it is settled', 'No, not yet', `Add to ${first}`, 'Withdraw'],
      ],
    ]);
    await chat.franchisee.presses('Yes, it is settled');
    await chat.franchisee.says('/cases');
    expect(chat.franchisee.last().buttons?.map(({ label }) => label)).toEqual([
      ...['1 ★', '2 ★', '3 ★', '4 ★', '5 ★'],
      'Reopen',
    ]);
  });

  it('leave words to the colleague who writes with them', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/takeover ${number}`);
    await chat.fireTimers('handover.sync');
    await chat.franchisee.says('/cases');
    await chat.franchisee.presses('Withdraw');
    expect(chat.franchisee.hears()).toContain('Dora is writing with you at the moment');
    expect((await theCase(chat))?.cancelled).toBeNull();
  });
});

describe('a deadline', () => {
  it('is warned of, then passed on step by step, until someone answers; a restart changes nothing', async () => {
    const chat = await open();
    const number = await aCase(chat);
    chat.passHours(20);
    expect(await chat.fireTimers()).toBeGreaterThan(0);
    expect(chat.desk.last().text).toContain(`${number} is due by`);
    expect(chat.desk.last().text).toContain('Nobody has claimed it.');
    await chat.restart();
    const told: string[] = [];
    for (let hour = 20; hour < 40; hour += 1) {
      chat.passHours(1);
      if ((await chat.fireTimers('case.due')) > 0) told.push(`${hour + 1} ${chat.desk.last().text}`);
    }
    expect(told.map((one) => one.slice(0, 2))).toEqual(['24', '26', '28']);
    expect(told[0]).toContain('Store manager (unless it is about them)');
    expect(told[1]).toContain('Store specialist');
    expect(told[2]).toContain('Operations manager');
    // Nobody has that duty, and the desk learns who can mend it.
    expect(told[2]).toContain('Nobody is entered as operations manager who could be told. An owner can');
  });

  it('of a case that is disputed goes on as it was', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    expect(await chat.timers('case.warn')).toEqual([]);
    chat.passHours(25);
    await chat.franchisee.presses('No, not yet');
    await chat.franchisee.presses('Just reopen it');
    expect(await theCase(chat)).toMatchObject({ dueAt: '2026-03-19T04:00:00.000Z' });
    chat.passHours(1);
    await chat.fireTimers('case.due');
    expect(chat.desk.last().text).toContain(`${number} was due by`);
    expect(chat.desk.last().text).toContain('Store specialist');
  });

  it('that passed while the case was answered is told of as soon as that is disputed', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    chat.passHours(30);
    await chat.franchisee.presses('No, not yet');
    await chat.franchisee.presses('Just reopen it');
    expect(await chat.fireTimers('case.due')).toBe(1);
    expect(chat.desk.last().text).toContain('Operations manager');
  });

  it('is not told of twice, and waits with its steps while the person is asked', async () => {
    const chat = await open();
    const number = await aClaimedCase(chat);
    chat.passHours(25);
    await chat.fireTimers();
    await chat.desk.says(`/ask ${number} Which one?`);
    await chat.desk.presses('Send it');
    chat.passHours(30);
    await chat.desk.says(`/resume ${number}`);
    expect(await dueTimes(chat, 'case.due')).toEqual(['2026-03-20T12:00:00.000Z']);
    chat.passHours(1);
    await chat.fireTimers('case.due');
    expect(chat.desk.last().text).toContain('Store specialist');
  });

  it('is told of to each whose turn it was, when the program was away; a warning that is too late is not', async () => {
    const chat = await open();
    await aClaimedCase(chat);
    chat.passHours(27);
    await chat.fireTimers();
    const told = chat.desk.all().filter(({ text }) => text.includes('was due by'));
    expect(told.map(({ text }) => /Store manager|Store specialist|Operations manager/.exec(text)?.[0])).toEqual([
      'Store manager',
      'Store specialist',
    ]);
    expect(chat.desk.all().some(({ text }) => text.includes('is due by'))).toBe(false);
  });

  const deadlines: Deadlines = {
    calendar: DEFAULT_DEADLINES.calendar,
    rules: [
      { ...DEFAULT_RULE, severity: 'critical', answerMs: 2 * HOUR, respondMs: HOUR },
      { ...DEFAULT_RULE, answerMs: 8 * HOUR, time: 'business' },
    ],
  };

  it('is in business time where headquarters says so, and explains itself', async () => {
    const chat = await open({ deadlines });
    await chat.franchisee.says('/start');
    expect(chat.franchisee.hears()).toContain('Complaints are answered within 8 hours of business time.');
    const number = await aCase(chat);
    expect(await theCase(chat)).toMatchObject({ dueAt: '2026-03-19T04:00:00.000Z' });
    await chat.desk.says(`/why-due ${number}`);
    const why = chat.desk.hears();
    expect(why).toContain('an answer within 8 hours of business time');
    expect(why).toContain('18 March 2026: 13:00–18:00 (5 hours)');
    expect(why).toContain('19 March 2026: 09:00–12:00 (3 hours)');
    await chat.franchisee.says('/cases');
    await chat.franchisee.presses('Why this date?');
    expect(chat.franchisee.hears()).toBe(why);
    await chat.franchisee.says('/why-due');
    expect(chat.franchisee.hears()).toBe(why);
  });

  it('explains holidays, pauses, and years that it does not know', async () => {
    const chat = await open({ deadlines });
    chat.setClock('2026-09-30T08:00:00.000Z');
    const number = await aClaimedCase(chat);
    await chat.desk.says(`/ask ${number} Which one?`);
    await chat.desk.presses('Send it');
    chat.passHours(1);
    await chat.desk.says(`/why-due ${number}`);
    expect(chat.desk.hears()).toContain('is paused until the customer answers');
    await chat.franchisee.says('/why-due');
    await chat.franchisee.presses('Why this date?');
    expect(chat.franchisee.hears()).toContain('waiting for your answer');
    await chat.desk.says(`/resume ${number}`);
    await chat.desk.says(`/why-due ${number}`);
    expect(chat.desk.hears()).toContain('waiting for the customer');
    expect(chat.desk.hears()).toContain('public holiday: National Day');
    chat.setClock('2026-12-31T09:30:00.000Z');
    const late = await aCase(chat, 'The bread was hard');
    await chat.desk.says(`/why-due ${late}`);
    expect(chat.desk.hears()).toContain('The public holidays of 2027 are not known here yet');
  });

  it('moves with the severity; the first word of a person is measured and asked for', async () => {
    const chat = await open({ deadlines });
    const number = await aClaimedCase(chat);
    await chat.desk.says(`/severity ${number} critical`);
    await chat.desk.presses('No reason');
    expect(chat.desk.hears()).toContain(`${number} is critical now; the answer is due by`);
    expect(await theCase(chat)).toMatchObject({ dueAt: '2026-03-18T06:00:00.000Z', severity: 'critical' });
    chat.passHours(1);
    await chat.fireTimers('case.respond');
    expect(chat.desk.last().text).toContain('nobody has written to them yet');
    chat.passHours(0.5);
    await chat.desk.says(`/reply ${number} We look into it`);
    await chat.desk.presses('Send it');
    expect(await theCase(chat)).toMatchObject({ respondedAt: '2026-03-18T05:30:00.000Z' });
    await chat.desk.says(`/why-due ${number}`);
    expect(chat.desk.hears()).toContain('First word from a colleague');
  });

  it('that another severity brings into the past is told of at once', async () => {
    const chat = await open({ deadlines });
    const number = await aClaimedCase(chat);
    chat.passHours(5);
    await chat.desk.says(`/severity ${number} critical`);
    await chat.desk.presses('No reason');
    for (const kind of ['case.respond', 'case.due']) expect(await chat.fireTimers(kind)).toBe(1);
    const told = chat.desk.all().map(({ text }) => text);
    expect(told.some((text) => text.includes('nobody has written to them yet'))).toBe(true);
    expect(told.some((text) => text.includes(`${number} was due by`) && text.includes('Store specialist'))).toBe(true);
  });
});
