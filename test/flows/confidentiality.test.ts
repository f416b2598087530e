/** What people try who want to read, do or become what is not for them: each attack through the real engine, and what must come of it. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { emptyDecision } from '../../src/core/decision.ts';
import type { ThreadRef } from '../../src/core/event.ts';
import { idOf } from '../../src/core/ids.ts';
import { aCase, answerUpTo } from '../support/complaints.ts';
import { type Chat, chatRoom, render, type Speaker } from '../support/flows.ts';
import { aColleague, entrust } from '../support/staff.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();

const BJ001 = idOf('outlet', 'BJ001');
const BJ002 = idOf('outlet', 'BJ002');

const allOf = (speaker: Speaker): string => speaker.all().map(render).join('\n');

describe('a link by code', () => {
  it('is none between someone and whom they complained about, whoever was talked into it', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.sql(`update case_file set about_ids = '["${chat.neighbour.personId}"]' where number = '${number}'`);
    await chat.franchisee.says('/link');
    const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(chat.franchisee.hears()) ?? [];
    expect(await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/link ${code}`))).toContain(
      'can’t be linked with a code',
    );
  });
});

describe('joining two people', () => {
  it('by a supervisor never adds a chat to someone who has rights; that is an owner’s', async () => {
    const chat = await open();
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    const olga = await aColleague(chat, 'Olga', { owner: true, named: true });
    const [ofOlga, ofSock] = [await aCase(chat, 'one', olga), await aCase(chat, 'two', chat.prospect)];
    expect(await withoutEffect(chat, sue, () => sue.says(`/join ${ofOlga} ${ofSock}`))).toContain('only an owner');
    const olgas = await chat.store.reads.person(olga.personId);
    const forged = `p:j:${ofOlga}:${ofSock}:${olgas?.seq}`;
    expect(await withoutEffect(chat, sue, () => sue.forges(forged))).toContain('only an owner');
  });

  it('does not make one of someone and whom they complained about', async () => {
    const chat = await open();
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    const [ofAda, ofBob] = [await aCase(chat), await aCase(chat, 'two', chat.neighbour)];
    await chat.sql(`update case_file set about_ids = '["${chat.neighbour.personId}"]' where number = '${ofAda}'`);
    for (const two of [`${ofBob} ${ofAda}`, `${ofAda} ${ofBob}`])
      expect(await withoutEffect(chat, sue, () => sue.says(`/join ${two}`))).toContain('complained about the other');
  });
});

describe('a shared desk', () => {
  const SECRET = 'The cashier took the money';

  /** Emil supervises and writes in the desk's channel, where everyone reads along; Dora is the one complained about. */
  async function secretCase(options: { immediate: boolean }): Promise<{ chat: Chat; number: string; emil: Speaker }> {
    const chat = await open(options);
    await entrust(chat, chat.desk2, { duties: ['supervisor'] });
    const emil = chat.privately(chat.desk2);
    await emil.says('/language English');
    const number = await aCase(chat, SECRET);
    await chat.sql(
      `update case_file set confidential = true, about_ids = '["${chat.desk.personId}"]' where number = '${number}'`,
    );
    return { chat, number, emil };
  }

  it.each([{ immediate: true }, { immediate: false }])(
    'reads nothing of a confidential case when a supervisor works on it there ($immediate)',
    async (options) => {
      const { chat, number, emil } = await secretCase(options);
      const before = chat.desk.all().length;
      const read = () => chat.desk.all().slice(before).map(render).join('\n');
      for (const words of ['case', 'claim', 'why-due', 'note', 'takeover', 'handback', 'assign', 'about', 'resolve'])
        await chat.desk2.says(`/${words} ${number} Words that tell`);
      for (const words of ['/queue', '/mine', '/search money', '/home']) await chat.desk2.says(words);
      for (const act of [
        'show',
        'reply',
        'note',
        'resolve',
        'ask',
        'refer',
        'findings',
        'severity',
        'close',
        'why',
        'about',
      ])
        await chat.desk2.forges(`c:${number}:${act}`);
      expect(read()).not.toMatch(/cashier|Words that tell/);
      expect(read()).not.toContain(number);
      expect(allOf(emil)).toContain(SECRET);
    },
  );
});

describe('whom a praise is about', () => {
  it('is not reminded of it, once staff have made a confidential case of it', async () => {
    const chat = await open();
    const wang = await aColleague(chat, 'Wang', { manages: [BJ001] }, 'franchisee');
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    await aCase(chat, 'Wang keeps the change');
    await chat.sql(`update case_file set kind = 'praise', outlet_id = '${BJ001}', confidential = true,
about_ids = '["${wang.personId}"]'`);
    chat.passHours(24 * 40);
    await chat.fireTimers('case.due');
    expect(allOf(wang)).not.toContain('keeps the change');
    expect(allOf(sue)).toContain('keeps the change');
  });
});

describe('the monthly report of suggestions', () => {
  it('has nothing confidential for those who do not supervise', async () => {
    const chat = await open();
    const max = await aColleague(chat, 'Max', { duties: ['marketing-director'] });
    await aCase(chat, 'Dismiss the head of marketing');
    await chat.sql(`update case_file set kind = 'suggestion', confidential = true`);
    await chat.sql(`insert into timer (key, rev, due_at, kind, ids)
values ('suggestions.monthly:1', gen_random_uuid(), '2026-05-01T00:00:00Z', 'suggestions.monthly', '{}')`);
    chat.setClock('2026-05-01T04:00:00.000Z');
    await chat.fireTimers('suggestions.monthly');
    expect(max.last().text).toContain('Suggestions from');
    expect(allOf(max)).not.toContain('Dismiss');
  });
});

describe('a chat that is taken over for a confidential case', () => {
  it('is not told of by that case’s number', async () => {
    const chat = await open();
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    const [secret, plain] = [await aCase(chat, 'one'), await aCase(chat, 'two')];
    await chat.sql(`update case_file set confidential = true where number = '${secret}'`);
    await sue.says(`/takeover ${secret}`);
    const before = chat.desk.all().length;
    await chat.desk.says(`/takeover ${plain}`);
    expect(chat.desk.hears()).toContain(`The chat of ${plain} is already with Sue`);
    expect(chat.desk.all().slice(before).map(render).join()).not.toContain(secret);
  });
});

describe('an event that is replayed', () => {
  it('gives nobody back what they have lost since', async () => {
    const chat = await open();
    const payload = {
      type: 'person',
      id: randomUUID(),
      at: chat.now(),
      thread: chat.prospect.thread,
      author: { ...chat.prospect.author, staff: true },
      input: { type: 'command', name: 'language', text: 'English' },
    };
    await chat.sql(`insert into event (id, kind, status, payload, error, at)
values ('${payload.id}', 'command', 'failed', '${JSON.stringify(payload)}', 'broken', now())`);
    await chat.desk.says(`/replay ${payload.id}`);
    await chat.fireTimers('event.replay');
    expect(await chat.sql(`select status from event where id = '${payload.id}'`)).toEqual([['replayed']]);
    expect((await chat.store.reads.person(chat.prospect.personId))?.role).toBe('prospect');
  });
});

describe('who reported a dispute and stays hidden', () => {
  const ANSWERS = ['They deliver here', 'Selling outside the area', 'BJ002', 'yesterday', 'skip', 'skip', 'skip'];

  async function reported(chat: Chat): Promise<string> {
    await chat.franchisee.says('/dispute');
    for (const answer of ANSWERS) await chat.franchisee.says(answer);
    await chat.franchisee.presses('No, keep my name hidden');
    if (chat.franchisee.last().text.includes('On which number')) await chat.franchisee.says('+85291234567');
    await chat.franchisee.presses('Send to headquarters');
    const number = (await chat.cases()).find(({ kind }) => kind === 'dispute')?.number;
    if (!number) throw new Error(chat.franchisee.hears());
    return number;
  }

  it('is not read by the other side, where they are staff too', async () => {
    const chat = await open();
    const rita = await aColleague(chat, 'Rita', { manages: [BJ002], named: true });
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    const number = await reported(chat);
    expect(allOf(chat.desk)).not.toContain('They deliver here');
    const nothing = async () => {
      for (const words of [`/case ${number}`, `/why-due ${number}`, `/claim ${number}`])
        expect(await withoutEffect(chat, rita, () => rita.says(words))).toBe(`There is no case ${number}.`);
      for (const words of ['/queue', '/search deliver'])
        expect(await withoutEffect(chat, rita, () => rita.says(words))).not.toContain(number);
    };
    await nothing();
    await sue.says(`/claim ${number}`);
    await sue.forges(`g:${number}:hear`);
    await sue.says('BJ002 is said to deliver outside its area');
    await sue.presses('Send it');
    expect(rita.last().text).toContain('BJ002 is said to deliver');
    await nothing();
    await rita.presses('Give my account');
    await rita.says('The customers came to us');
    await rita.presses('Send it');
    expect(allOf(rita)).not.toMatch(/Ada|They deliver here/);
    expect((await chat.cases())[0]?.hearing?.statedAt).not.toBeNull();
  });

  it('is not named by another name of theirs, a number without its country, or what people call their store', async () => {
    const chat = await open();
    await chat.give(chat.neighbour, { manages: [BJ002] });
    await chat.give(chat.franchisee, { manages: [BJ001] });
    const number = await reported(chat);
    await chat.sql(
      `update account set display_name = 'Ada the Great' where id = '${chat.franchisee.author.accountId}'`,
    );
    await chat.sql(`update person set name = '陳小姐' where id = '${chat.franchisee.personId}'`);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.presses('Hear the other side');
    for (const telling of [
      'ask Ada the Great',
      '陈小姐说',
      'call 9123 4567',
      '(852) 9123-4567',
      'chaoyang road says so',
      '朝阳路店',
    ]) {
      await chat.desk.says(telling);
      expect(chat.desk.hears(), telling).toContain('they asked to stay hidden');
    }
  });

  it('stays apart from the other side when these two are to be one, and the other side stays the other side', async () => {
    const chat = await open();
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    await chat.give(chat.neighbour, { manages: [BJ002] });
    await chat.neighbour.says('/language English');
    const number = await reported(chat);
    await sue.says(`/claim ${number}`);
    await sue.forges(`g:${number}:hear`);
    await sue.says('BJ002 is said to deliver outside its area');
    await sue.presses('Send it');
    await chat.sql(`update person set grants = null where id = '${chat.neighbour.personId}'`);
    const [ofBob, ofCleo] = [
      await aCase(chat, 'The tea was cold', chat.neighbour),
      await aCase(chat, 'The tea was old', chat.prospect),
    ];
    expect(await withoutEffect(chat, sue, () => sue.says(`/join ${number} ${ofBob}`))).toContain('two people');
    await sue.says(`/join ${ofCleo} ${ofBob}`);
    await sue.presses('Yes, one person');
    await chat.fireTimers('person.move');
    const hearing = (await chat.cases()).find((one) => one.number === number);
    expect(hearing).toMatchObject({
      aboutIds: [chat.prospect.personId],
      hearing: { respondentId: chat.prospect.personId },
    });
  });

  it('is told nothing of by a form that was open when the right went', async () => {
    const chat = await open();
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    const number = await reported(chat);
    await sue.says(`/claim ${number}`);
    await sue.forges(`g:${number}:hear`);
    await chat.sql(`update person set role = 'prospect', grants = null where id = '${sue.personId}'`);
    await sue.says('BJ002 is said to deliver outside its area');
    if ((await sue.frames()).length > 0) await sue.presses('Send it');
    expect(sue.hears()).toContain('You no longer have the right');
    expect(sue.hears()).toContain('BJ002 is said to deliver');
  });
});

describe('a refused message about a case', () => {
  const REFUSED = '33333333-3333-8333-8333-333333333333';

  /** The card as some thread should have got it. */
  async function refusedCard(chat: Chat, thread: ThreadRef, number: string): Promise<void> {
    const message = { text: 'The milk was sour', about: number };
    const decision = emptyDecision({ id: REFUSED, kind: 'message', status: 'done', payload: null, error: null });
    decision.threads.push(thread);
    decision.outbox.push({ id: REFUSED, threadId: thread.id, eventId: REFUSED, message, replaces: null });
    const marks = { rows: [], threads: [] };
    await chat.store.commit([decision], { token: REFUSED, leaseMs: 1, take: new Set(), marks });
    await chat.sql(`update outbox set status = 'failed', error = 'blocked' where id = '${REFUSED}'`);
  }

  it('is not sent again to the desk once the case is confidential', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await refusedCard(chat, chat.desk.thread, number);
    await chat.sql(`update case_file set confidential = true`);
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(`/resend ${REFUSED}`))).toContain('no longer see');
    await chat.sql(`update case_file set confidential = null`);
    await chat.desk.forges(`o:${REFUSED}:resend`);
    expect(chat.desk.hears()).toContain('Sending 33333333 again');
  });

  it('is not sent again to someone who has lost the right to read it', async () => {
    const chat = await open();
    const emma = await aColleague(chat, 'Emma', { named: true });
    const number = await aCase(chat);
    await refusedCard(chat, emma.thread, number);
    await chat.sql(`update person set role = 'prospect' where id = '${emma.personId}'`);
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(`/resend ${REFUSED}`))).toContain('no longer see');
    await chat.sql(`update person set role = 'staff' where id = '${emma.personId}'`);
    await chat.desk.says(`/resend ${REFUSED}`);
    expect(emma.last().text).toBe('The milk was sour');
  });
});

describe('staff by membership of the desk’s channel', () => {
  it('read what staff are told in the chats of that account alone', async () => {
    const chat = await open();
    await aCase(chat);
    const sue = chat.stranger('sue', { displayName: 'Sue', hint: 'en' });
    const telegram = chat.stranger('sue-2', { displayName: 'Sue 2', hint: 'en' });
    for (const one of [sue, telegram]) await one.says('/language English');
    await entrust(chat, sue, { duties: ['supervisor'], via: sue.author.accountId });
    await chat.sql(`update account set person_id = '${sue.personId}' where id = '${telegram.author.accountId}'`);
    chat.passHours(1);
    await telegram.says('/language English');
    await chat.franchisee.presses('Supervision group only');
    expect(allOf(sue)).toContain('The milk was sour');
    expect(allOf(telegram)).not.toContain('The milk was sour');
  });
});

describe('a complaint about someone that is not sent in yet', () => {
  it('is not shown to them when its author asks for a person meanwhile', async () => {
    const chat = await open();
    const wang = await aColleague(chat, 'Wang', { named: true, manages: [BJ001] });
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    await answerUpTo(chat.franchisee, 'Who was involved?');
    for (const words of ['店长', 'skip', '转人工']) await chat.franchisee.says(words);
    expect((await chat.cases())[0]).toMatchObject({
      kind: 'consultation',
      aboutIds: [wang.personId],
      confidential: true,
    });
    expect(allOf(chat.desk)).not.toContain('The milk was sour');
    expect(allOf(sue)).toContain('The milk was sour');
  });
});

describe('the names of headquarters’ staff', () => {
  it('are not on offer to a store manager who says whom a case is about', async () => {
    const chat = await open();
    const wang = await aColleague(chat, 'Wang', { manages: [BJ001] }, 'franchisee');
    const number = await aCase(chat);
    await wang.says(`/about ${number}`);
    expect(wang.hears()).toContain('Wang');
    expect(wang.hears()).not.toMatch(/Dora|Emil/);
  });
});

describe('a group where others read along', () => {
  it('gets neither codes nor what is for one person, though they wrote there last', async () => {
    const chat = await open({ immediate: false });
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'], named: true });
    const there = chat.inGroup(sue);
    const number = await aCase(chat);
    chat.passHours(1);
    await there.says('/language English');
    await there.says('/link');
    expect(there.hears()).toContain('Others can read along here');
    await chat.franchisee.forges(`c:${number}:confide`);
    for (const words of [
      '/queue',
      `/case ${number}`,
      `/why-due ${number}`,
      `/claim ${number}`,
      `/note ${number} He took it`,
    ])
      await there.says(words);
    expect(allOf(there)).not.toMatch(/The milk was sour|He took it/);
    expect(allOf(there)).not.toContain(number);
    expect(allOf(sue)).toContain('The milk was sour');
  });
});

describe('who leaves the desk’s channel', () => {
  it('is sent nothing more, once their home was shown anew', async () => {
    const chat = await open();
    const { prospect } = chat;
    prospect.author.staff = true;
    await prospect.says('/duty');
    await prospect.says('/language English');
    await chat.sql(
      `update person set grants = grants || '{"duties": ["supervisor"]}' where id = '${prospect.personId}'`,
    );
    const number = await aCase(chat);
    prospect.author.staff = false;
    await prospect.says('/home');
    expect((await chat.store.reads.person(prospect.personId))?.role).toBe('prospect');
    const before = prospect.all().length;
    await chat.franchisee.forges(`c:${number}:confide`);
    expect(prospect.all()).toHaveLength(before);
  });
});

describe('a form that was open when the right to read went', () => {
  it('tells nothing of the case any more, neither above its questions nor by a quick reply', async () => {
    const chat = await open();
    const number = await aCase(chat);
    const emil = chat.privately(chat.desk2);
    await emil.says(`/claim ${number}`);
    await chat.sql(`insert into quick_reply (id, seq, name, texts, created_at)
values (gen_random_uuid(), 1, 'hello', '{"en": "Dear {name} of {store}"}', now())`);
    await emil.says(`/reply ${number}`);
    await chat.sql(`update case_file set confidential = true, about_ids = '["${chat.desk2.personId}"]'`);
    const before = emil.all().length;
    await emil.says('help');
    await emil.says('/start');
    await emil.says('hello');
    const said = emil.all().slice(before).map(render).join('\n');
    expect(said).not.toMatch(/Ada|朝阳路店|Answer due|The person reads/);
  });
});
