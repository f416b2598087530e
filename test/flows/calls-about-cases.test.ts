/** Callbacks about complaints that were answered: when they come, and whose they are not (F12, F29). */
import { describe, expect, it } from 'vitest';
import type { Callback } from '../../src/domain/callback.ts';
import { codeOf } from '../../src/flows/callbacks/callback-times.ts';
import { A_CALL, callsOf, heard, openCalls, THREE, tell } from '../support/calls.ts';
import { aCase, anAnsweredCase } from '../support/complaints.ts';
import { type Chat, chatRoom, render, type Speaker } from '../support/flows.ts';

const open = chatRoom();
const NEXT_DAY = '2026-03-24T02:00:00.000Z';
const NEXT_DAY_LATER = '2026-03-24T02:30:00.000Z';

describe('a complaint that is answered', () => {
  /** Its follow-up, which there must be. */
  async function theFollowUp(chat: Chat): Promise<Callback> {
    const [only, other] = await openCalls(chat);
    if (!only || other) throw new Error('there is not exactly one callback');
    return only;
  }

  it('is followed by a callback of whoever has handled it, on the third to the seventh day', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    const call = await theFollowUp(chat);
    expect(call).toMatchObject({ kind: 'after-complaint', ownerId: chat.desk.personId, status: 'planned' });
    // The third day is a Saturday and the fourth a Sunday.
    expect(call.window.from.slice(0, 10)).toBe('2026-03-23');
    expect(call.rounds).toMatchObject([{ until: '2026-03-25T10:00:00.000Z' }]);
    await chat.franchisee.presses('Yes, it is settled');
    expect(await theFollowUp(chat)).toEqual(call);
  });

  it('is spoken of no more when the program was down until its day was over', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    const { window } = await theFollowUp(chat);
    const before = chat.franchisee.all().length;
    chat.setClock(window.until);
    await chat.fireTimers('call.planned');
    expect(chat.franchisee.all().slice(before)).toEqual([]);
    expect(await chat.timers('call.planned')).toEqual([]);
  });

  it('evens out the days', async () => {
    const chat = await open();
    const days: string[] = [];
    for (let at = 0; at < 3; at += 1) {
      await anAnsweredCase(chat);
      days.push(...(await openCalls(chat)).map(({ window }) => window.from.slice(0, 10)));
    }
    expect([...new Set(days)].toSorted()).toEqual(['2026-03-23', '2026-03-24', '2026-03-25']);
  });

  it('is not called about while it is open again, and anew when it is answered anew', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    const first = await theFollowUp(chat);
    await chat.fireTimers('call.planned');
    expect(chat.franchisee.last().buttons?.map(({ label }) => label)).toContain('Yes, it is settled');
    chat.passHours(24);
    await chat.fireTimers('call.planned');
    expect(chat.franchisee.last().text).toContain('A colleague would like to call you');
    await chat.franchisee.says(`/reopen ${number}`);
    await chat.franchisee.says('The money has not come');
    expect(await openCalls(chat)).toEqual([]);
    expect(heard(chat.franchisee)).toContain(`We will not call you about ${number} for now.`);
    expect(await chat.timers('call.remind')).toEqual([]);
    chat.passHours(1);
    await chat.desk.says(`/resolve ${number} Now it has`);
    await chat.desk.says('other');
    await chat.desk.presses('Send it');
    const second = await theFollowUp(chat);
    expect(second.id).not.toBe(first.id);
    await chat.franchisee.says(`/withdraw ${number}`);
    await chat.franchisee.presses('No reason');
    await chat.franchisee.presses('Withdraw it');
    expect(await openCalls(chat)).toEqual([]);
    // Of the second one they have not heard.
    expect(heard(chat.franchisee).split('We will not call you about')).toHaveLength(2);
  });

  it('is asked about apart from the time of the call, where a word could be to either', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    const { franchisee } = chat;
    chat.passHours(24);
    await chat.fireTimers('call.planned');
    for (const [word, question, button] of [
      ['no', 'not settled, or', 'No, not yet'],
      ['yes', 'is settled, or', 'Yes, it is settled'],
    ] as const) {
      await franchisee.says(word);
      expect(franchisee.last().text).toContain(question);
      expect(franchisee.last().buttons?.[0]?.label).toBe(button);
    }
    expect((await chat.cases())[0]?.status).toBe('answered');
    expect((await theFollowUp(chat)).status).toBe('planned');
    await franchisee.presses('Yes, it is settled');
    expect((await chat.cases())[0]?.status).toBe('confirmed');
    for (const word of ['no', 'No, thanks', '不用了，谢谢', '收到']) {
      await franchisee.says(word);
      expect((await theFollowUp(chat)).status, word).toBe('planned');
      if (word === '收到') continue;
      expect(franchisee.last().buttons?.map(({ label }) => label)).toEqual(['Another time', 'Cancel the call']);
    }
    await franchisee.says('好的');
    expect((await theFollowUp(chat)).status).toBe('promised');
    await franchisee.says('yes');
    expect((await chat.cases())[0]?.status).toBe('confirmed');
  });

  it('opens again when they say in the call that it is not settled', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    const call = await theFollowUp(chat);
    chat.setClock(call.window.from);
    await chat.desk.forges(`k:${call.id}:start`);
    await chat.desk.presses('Reached');
    await chat.desk.presses('What came of it');
    await tell(chat.desk, 'No, not settled', 'It broke again');
    expect(await chat.cases()).toMatchObject([{ number, status: 'assigned', reopened: 1 }]);
    expect(await chat.store.reads.callbackById(call.id)).toMatchObject({
      status: 'done',
      result: 'problem',
      findings: { type: 'after-complaint', settled: false, words: 'It broke again' },
    });
    expect(heard(chat.franchisee)).toContain(`${number} is open again`);
    expect(chat.desk.last().text).not.toContain('answered');
    expect(await openCalls(chat)).toEqual([]);
  });

  it('is nobody’s to call about where whoever handled it is away', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    await chat.give(chat.desk, { onDuty: false });
    await chat.desk.says(`/resolve ${number} We pay it back`);
    await chat.desk.says('other');
    await chat.desk.presses('Send it');
    expect((await theFollowUp(chat)).ownerId).toBeNull();
  });

  it('changes nothing of a call about goods that were sent for it, and a problem with those is a case of its own', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    const [{ id } = { id: '' }] = await chat.cases();
    await chat.sql(`insert into callback (id, seq, kind, status, topic, person_id, case_id, owner_id, time_window, rounds, attempts, created_at)
values ('${A_CALL}', 1, 'satisfaction', 'due', '', '${chat.franchisee.personId}', '${id}', '${chat.desk.personId}',
'{"from":"${chat.now()}","until":"${THREE}","zone":"Asia/Shanghai"}', '[]', '[]', '2026-03-17T07:00:00.000Z')`);
    await chat.franchisee.says(`/reopen ${number}`);
    await chat.franchisee.says('The money has not come');
    expect(await openCalls(chat)).toMatchObject([{ id: A_CALL }]);
    await chat.desk.forges(`k:${A_CALL}:start`);
    await chat.desk.presses('Reached');
    await chat.desk.presses('What came of it');
    await tell(chat.desk, '2', '1', 'skip', 'There is a problem', 'Mould in the boxes', 'complaint');
    expect((await chat.cases()).map(({ words }) => words)).toEqual(['The milk was sour', 'Mould in the boxes']);
  });

  it('without an answer is not called about', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/close ${number} Sent twice`);
    await chat.desk.presses('Send it');
    expect((await chat.cases()).map(({ cancelled }) => cancelled)).toEqual(['closed']);
    expect(await callsOf(chat)).toEqual([]);
  });
});

describe('a callback about a complaint about someone of the staff', () => {
  /** Dora has answered it, the desk has the card of the callback, and then it turns out to be about Emil. */
  async function aboutEmil(): Promise<{ chat: Chat; call: Callback; number: string; emil: Speaker; fay: Speaker }> {
    const chat = await open();
    const emil = chat.privately(chat.desk2);
    await emil.says('/language English');
    const number = await anAnsweredCase(chat);
    const [call] = await openCalls(chat);
    if (!call) throw new Error('there is no callback');
    chat.setClock(call.window.from);
    await chat.fireTimers('call.planned');
    await chat.sql(`update callback set owner_id = '${chat.desk2.personId}' where id = '${call.id}'`);
    return { chat, call, number, emil, fay: chat.desk };
  }

  it('goes from their hands and eyes, and from the desk to those who supervise', async () => {
    const { chat, call, number, emil } = await aboutEmil();
    await chat.give(chat.desk, { duties: ['supervisor'] });
    await chat.desk.says(`/about ${number} Emil`);
    await chat.desk.presses('No reason');
    const after = await chat.store.reads.callbackById(call.id);
    expect(after?.ownerId).toBe(chat.desk.personId);
    const before = emil.all().length;
    await emil.says('/calls');
    expect(emil.last().text).toContain('nobody to call back');
    for (const act of ['show', 'start', 'claim', 'note', 'move', 'give', 'why', 'script']) {
      await emil.forges(`k:${call.id}:${act}`);
      const said = emil.last().text;
      await emil.forges(`k:00000000-0000-0000-0000-000000000000:${act}`);
      expect(emil.last().text).toBe(said);
    }
    expect(await chat.store.reads.callbackById(call.id)).toEqual(after);
    await chat.fireTimers('call.remind');
    expect(emil.all().slice(before).map(render).join()).not.toContain(number);
    expect(heard(chat.desk2)).toContain('now for those who supervise');
  });

  it('is not handed over to them', async () => {
    const { chat, call, number } = await aboutEmil();
    await chat.give(chat.desk, { duties: ['supervisor'] });
    await chat.desk.says(`/about ${number} Emil`);
    await chat.desk.presses('No reason');
    const dora = chat.privately(chat.desk);
    await dora.says('/language English');
    await dora.forges(`k:${call.id}:give`);
    expect(dora.last().text).toContain('nobody else');
  });

  it('is not handed over to them either by whoever was offered their name before', async () => {
    const { chat, call, number, emil, fay } = await aboutEmil();
    await chat.give(fay, { duties: ['supervisor'] });
    await chat.sql(`update callback set owner_id = '${fay.personId}' where id = '${call.id}'`);
    const dora = chat.privately(fay);
    await dora.says('/language English');
    await dora.forges(`k:${call.id}:give`);
    await dora.says('Emil');
    await fay.says(`/about ${number} Emil`);
    await fay.presses('No reason');
    const before = emil.all().length;
    await dora.says('I am at the dentist');
    expect(dora.hears()).toContain('can’t make this call any more');
    expect(dora.hears()).toContain('I am at the dentist');
    expect((await chat.store.reads.callbackById(call.id))?.ownerId).toBe(fay.personId);
    expect(emil.all().slice(before)).toEqual([]);
  });

  it('is not spoken of to them, though they were calling when it came out', async () => {
    const { chat, call, number, emil, fay } = await aboutEmil();
    await chat.give(fay, { duties: ['supervisor'] });
    await emil.forges(`k:${call.id}:start`);
    await fay.says(`/about ${number} Emil`);
    await fay.presses('No reason');
    const dora = chat.privately(fay);
    await dora.says('/language English');
    await dora.forges(`k:${call.id}:back`);
    expect(await chat.store.reads.callbackById(call.id)).toMatchObject({ status: 'due', ownerId: emil.personId });
    const before = emil.all().length;
    await chat.franchisee.forges(`k:${call.id}:at:${codeOf({ from: NEXT_DAY, until: NEXT_DAY_LATER })}`);
    expect((await chat.store.reads.callbackById(call.id))?.status).toBe('promised');
    await emil.says('/duty off');
    await chat.fireTimers('call.return');
    await chat.franchisee.says(`/reopen ${number}`);
    await chat.franchisee.says('The money has not come');
    expect((await chat.store.reads.callbackById(call.id))?.status).toBe('cancelled');
    expect(emil.all().slice(before).map(render).join()).not.toContain(number);
  });
});
