/** What is said and found in a callback, and what follows from it (F12, F29): forms, cases for problems, callbacks about cases. */
import { describe, expect, it } from 'vitest';
import type { Callback } from '../../src/domain/callback.ts';
import type { CallbackKind } from '../../src/domain/callback-rules.ts';
import type { Language } from '../../src/domain/person.ts';
import { codeOf } from '../../src/flows/callbacks/callback-times.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aCase, anAnsweredCase } from '../support/complaints.ts';
import { type Chat, type ChatOptions, chatRoom, render, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();
/** Wednesday, 18 March 2026, three in the afternoon in Shanghai; the call is for then. */
const THREE = '2026-03-18T07:00:00.000Z';
const NEXT_DAY = '2026-03-24T02:00:00.000Z';
const NEXT_DAY_LATER = '2026-03-24T02:30:00.000Z';
const A_CALL = '00000000-0000-4000-8000-0000000000ca';

/** Dora has a callback of that kind with Ada at three, and begins it. */
async function begun(kind: CallbackKind, options: ChatOptions = {}): Promise<Chat> {
  const chat = await open(options);
  await chat.sql(`insert into callback (id, seq, kind, status, topic, person_id, owner_id, time_window, rounds, attempts, created_at)
values ('${A_CALL}', 1, '${kind}', 'planned', '', '${chat.franchisee.personId}', '${chat.desk.personId}',
'{"from":"${THREE}","until":"2026-03-18T08:00:00.000Z","zone":"Asia/Shanghai"}', '[]', '[]', '2026-03-17T07:00:00.000Z')`);
  // Where nothing was written, nothing can be answered.
  await chat.franchisee.says('/complaint');
  await chat.franchisee.says('/cancel');
  chat.setClock(THREE);
  await chat.desk.forges(`k:${A_CALL}:start`);
  return chat;
}

async function reached(kind: CallbackKind, options: ChatOptions = {}): Promise<Chat> {
  const chat = await begun(kind, options);
  const texts = CATALOGUES[options.language ?? 'en'];
  await chat.desk.presses(texts['call.button.reached']);
  await chat.desk.presses(texts['call.button.done']);
  return chat;
}

async function theCall(chat: Chat): Promise<Callback> {
  const found = await chat.store.reads.callbackById(A_CALL);
  if (!found) throw new Error('there is no such callback');
  return found;
}

const callsOf = (chat: Chat): Promise<Callback[]> => chat.store.reads.callbacksOf(chat.franchisee.personId, 20);
const openCalls = async (chat: Chat): Promise<Callback[]> => (await callsOf(chat)).filter(({ endedAt }) => !endedAt);

async function tell(speaker: Speaker, ...answers: string[]): Promise<void> {
  for (const answer of answers) await speaker.says(answer);
}

const heard = (speaker: Speaker): string => speaker.all().map(render).join('\n\n');

describe('whoever has begun to call', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'reads what to say, and fills in the form of its kind, in %s',
    async (language) => {
      const chat = await begun('satisfaction', { language });
      const texts = CATALOGUES[language];
      expect(heard(chat.desk)).toContain(texts['script.questions.satisfaction']);
      expect(heard(chat.desk)).toContain(texts['script.purpose.satisfaction']);
      for (const button of ['reached', 'done'] as const) await chat.desk.presses(texts[`call.button.${button}`]);
      for (const label of [texts['call.stars.4'], texts['call.stars.skip'], texts['call.said.skip']])
        await chat.desk.presses(label);
      await chat.desk.presses(texts['call.problem.well']);
      expect(await theCall(chat)).toMatchObject({
        status: 'done',
        result: 'well',
        findings: { type: 'satisfaction', people: 4, product: null, words: '' },
      });
      const journal = await chat.store.reads.journalOf(A_CALL);
      expect(journal.at(-1)).toMatchObject({ kind: 'finish', body: { people: 4, product: null, result: 'well' } });
      expectOnly(language, chat.desk.all(), ['Ada', 'Dora']);
    },
  );

  it('has the wording of whoever is called at hand where that is another language', async () => {
    const chat = await begun('after-service', { language: 'zh-Hant', deskLanguage: 'en' });
    expect(heard(chat.desk)).toContain('Does everything work as it should?');
    await chat.desk.presses('In their language');
    expect(chat.desk.last().text).toContain(CATALOGUES['zh-Hant']['script.questions.after-service']);
    expect(chat.desk.last().text).toContain('Ada');
    expectOnly('zh-Hant', [chat.desk.last()], ['Ada', 'Dora']);
  });

  it('records a first contact in detail', async () => {
    const chat = await reached('first-contact');
    await tell(chat.desk, 'Spoke with the owner, two stores', 'A larger range', 'No problem');
    expect((await theCall(chat)).findings).toEqual({
      type: 'first-contact',
      words: 'Spoke with the owner, two stores',
      needs: 'A larger range',
    });
    expect(render(chat.desk.last())).toContain('Needs: A larger range');
  });

  it('says by a tap that it was not by phone, and notes what colleagues should know', async () => {
    const chat = await begun('cadence');
    await chat.desk.presses('In person');
    expect(chat.desk.last().buttons?.map(({ label }) => label)).not.toContain('Busy');
    await chat.desk.presses('No answer');
    await chat.desk.says('Shop was shut');
    expect((await theCall(chat)).attempts).toMatchObject([
      { how: 'visit', outcome: 'no-answer', notes: 'Shop was shut' },
    ]);
    await chat.desk.presses('Note');
    await chat.desk.says('Closed on Wednesdays');
    expect(render(chat.desk.last())).toContain('in person: no answer. Shop was shut');
    expect(render(chat.desk.last())).toContain('Closed on Wednesdays');
    expect((await theCall(chat)).notes).toMatchObject([{ byId: chat.desk.personId, text: 'Closed on Wednesdays' }]);
  });

  it('by chat reaches someone by one tap more', async () => {
    const chat = await begun('cadence');
    await chat.desk.presses('By chat');
    await chat.desk.presses('Reached');
    expect((await theCall(chat)).attempts).toMatchObject([{ how: 'chat', outcome: 'reached' }]);
  });
});

describe('a problem found in a call', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'becomes a case in the person’s name, of which they hear, in %s',
    async (language) => {
      const chat = await reached('requested', { language });
      const texts = CATALOGUES[language];
      await chat.desk.presses(texts['call.result.problem']);
      await chat.desk.says('♥ 1234');
      await chat.desk.presses(texts['case.kind.service']);
      expect(chat.desk.last().text).toContain(texts['complaint.outlet.ask']);
      await chat.desk.presses(texts['call.problem.outlet.skip']);
      const [opened] = await chat.cases();
      expect(opened).toMatchObject({
        kind: 'service',
        words: '♥ 1234',
        personId: chat.franchisee.personId,
        intake: 'phone',
        facts: { callback: A_CALL },
      });
      expect(await theCall(chat)).toMatchObject({ status: 'done', result: 'problem', caseId: opened?.id });
      expect(chat.franchisee.last().text).toContain(opened?.number ?? '');
      for (const speaker of [chat.franchisee, chat.desk]) expectOnly(language, speaker.all(), ['Ada', 'Dora']);
    },
  );

  it('is followed by one callback when it has been dealt with, and by another one if it has not', async () => {
    const chat = await reached('requested');
    await tell(chat.desk, 'A problem is left', 'The oven stays cold', 'service order', 'skip');
    const [number] = (await chat.cases()).map((one) => one.number);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/resolve ${number} A new switch`);
    await chat.desk.says('repaired');
    await chat.desk.presses('Send it');
    const [first, other] = await openCalls(chat);
    expect(first).toMatchObject({ kind: 'after-problem', ownerId: chat.desk.personId, status: 'planned' });
    expect(other).toBeUndefined();
    expect(first?.window.from.slice(0, 10)).toBe('2026-03-19');
    await chat.franchisee.presses('Yes, it is settled');
    expect(await openCalls(chat)).toHaveLength(1);
    chat.setClock(first?.window.from ?? '');
    await chat.desk.forges(`k:${first?.id}:start`);
    expect(heard(chat.desk)).toContain('In their own words: The oven stays cold');
    await chat.desk.presses('Reached');
    await chat.desk.presses('What came of it');
    await tell(chat.desk, 'No, not yet', 'Cold again');
    const [again] = await chat.cases();
    expect(again).toMatchObject({ number, status: 'assigned', reopened: 1 });
    expect(await openCalls(chat)).toEqual([]);
    expect((await chat.store.reads.callbackById(first?.id ?? ''))?.findings).toEqual({
      type: 'after-problem',
      dealtWith: false,
      words: 'Cold again',
    });
    await chat.desk.says(`/resolve ${number} A new oven`);
    await chat.desk.says('replaced');
    await chat.desk.presses('Send it');
    expect(await openCalls(chat)).toMatchObject([{ kind: 'after-problem' }]);
  });

  it('of someone without an account is a case like any other', async () => {
    const chat = await reached('requested');
    await chat.sql(`delete from account where person_id = '${chat.franchisee.personId}'`);
    await tell(chat.desk, 'A problem is left', 'The oven stays cold', 'complaint', 'skip');
    const [opened] = await chat.cases();
    expect(opened).toMatchObject({ kind: 'complaint', personId: chat.franchisee.personId });
    const { number } = opened ?? {};
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/reply ${number} We look at it`);
    await chat.desk.presses('Send it');
    await chat.desk.says(`/resolve ${number} A new switch`);
    await chat.desk.says('other');
    await chat.desk.presses('Send it');
    expect(await openCalls(chat)).toMatchObject([{ kind: 'after-problem' }]);
    expect(await chat.failed()).toEqual([]);
  });

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'is of their store where it is known, and of the one that is chosen where there are several, in %s',
    async (language) => {
      const texts = CATALOGUES[language];
      const stores = async ({ store }: Chat) =>
        (await store.reads.outlets()).filter(({ code }) => code === 'BJ001' || code === 'BJ002');
      for (const which of ['one', 'several', 'another'] as const) {
        const chat = await begun('requested', { language });
        const [first, second] = await stores(chat);
        const manages = [first?.id ?? '', ...(which === 'one' ? [] : [second?.id ?? ''])];
        await chat.give(chat.franchisee, { manages });
        for (const press of ['call.button.reached', 'call.button.done', 'call.result.problem'] as const)
          await chat.desk.presses(texts[press]);
        await chat.desk.says('♥ 1234');
        await chat.desk.presses(texts['case.kind.complaint']);
        if (which === 'several') await chat.desk.presses('中关村店 (BJ002)');
        if (which === 'another') await chat.desk.presses(texts['call.problem.outlet.other']);
        if (which === 'another') await chat.desk.says('SH001');
        const code = { one: 'BJ001', several: 'BJ002', another: 'SH001' }[which];
        const outlet = (await chat.store.reads.outlets()).find((one) => one.code === code);
        expect(await chat.cases(), which).toMatchObject([{ outletId: outlet?.id, facts: { outlet: { code } } }]);
        expect(heard(chat.desk)).toContain(`${texts['complaint.outlet']}: ${outlet?.name} (${code})`);
        expectOnly(language, chat.desk.all(), [
          'Ada',
          'Dora',
          '朝阳路店',
          '中关村店',
          '南京路店',
          'BJ001',
          'BJ002',
          'SH001',
        ]);
      }
    },
  );

  it('with a colleague is not for their eyes', async () => {
    const chat = await reached('requested');
    const emil = chat.privately(chat.desk2);
    await emil.says('/language English');
    await tell(chat.desk, 'A problem is left', 'Emil was rude to me', 'complaint', 'skip');
    const [opened] = await chat.cases();
    expect(opened).toMatchObject({ confidential: true, aboutIds: [chat.desk2.personId] });
    expect(heard(chat.desk2).split('Emil was rude to me')).toHaveLength(
      heard(chat.desk).split('Emil was rude to me').length,
    );
    await emil.forges(`k:${A_CALL}:show`);
    expect(emil.last().text).toContain('earlier question');
  });
});

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

describe('a first contact', () => {
  async function supervised(options: ChatOptions = {}): Promise<{ chat: Chat; dora: Speaker; emil: Speaker }> {
    const chat = await open(options);
    const [dora, emil] = [chat.privately(chat.desk), chat.privately(chat.desk2)];
    await chat.give(dora, { duties: ['supervisor'] });
    // Where nothing was written, nothing can be answered.
    for (const one of [emil, chat.franchisee]) {
      await one.says('/complaint');
      await one.says('/cancel');
    }
    return { chat, dora, emil };
  }

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'is given to an agent, who is told by when, in %s',
    async (language) => {
      const { chat, dora, emil } = await supervised({ language });
      const texts = CATALOGUES[language];
      await dora.says('/contact Ada');
      await dora.says('Emil');
      await dora.presses(texts['contact.text.skip']);
      await dora.presses(texts['contact.submit']);
      const [call, other] = await openCalls(chat);
      expect(call).toMatchObject({ kind: 'first-contact', ownerId: emil.personId, topic: '', status: 'planned' });
      expect(call?.rounds).toMatchObject([{ until: '2026-03-25T10:00:00.000Z' }]);
      expect(other).toBeUndefined();
      expect(emil.last().text).toContain('Ada');
      expect(emil.last().buttons?.map(({ label }) => label)).toContain(texts['call.button.start']);
      await chat.fireTimers('call.planned');
      for (const speaker of [dora, emil, chat.franchisee]) expectOnly(language, speaker.all(), ['Ada', 'Dora', 'Emil']);
    },
  );

  it('is open with a person once at a time, and again later', async () => {
    const { chat, dora } = await supervised();
    const giveOut = async () => {
      await dora.says('/contact Ada');
      await tell(dora, 'Dora', 'A new store');
      await dora.presses('Give it out');
    };
    await giveOut();
    await dora.says('/contact Ada');
    expect(dora.last().text).toContain('Ada is to be contacted already');
    expect(await openCalls(chat)).toMatchObject([{ topic: 'A new store' }]);
    await chat.sql(`update callback set ended_at = created_at, status = 'done'`);
    await giveOut();
    expect(await openCalls(chat)).toHaveLength(1);
    expect(await callsOf(chat)).toHaveLength(2);
  });

  it('comes first to whoever has the least to call, and is not with one of the staff', async () => {
    const { dora } = await supervised();
    await dora.says('/contact Ada');
    await tell(dora, 'Dora', 'skip');
    await dora.presses('Give it out');
    await dora.says('/contact Bob');
    expect(
      dora
        .last()
        .buttons?.slice(0, 2)
        .map(({ label }) => label),
    ).toEqual(['Emil · 0 open', 'Dora · 1 open']);
    await dora.says('/cancel');
    await dora.says('/contact Emil');
    expect(dora.last().text).toContain('is one of us');
  });

  it('comes first to whoever has the least to call, also where there are more than a draft keeps', async () => {
    const { chat, dora } = await supervised();
    await chat.sql(`insert into person (id, seq, role, name, created_at) select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
1, 'staff', 'Agent ' || n, now() from generate_series(1, 40) n`);
    await chat.sql(`insert into callback (id, seq, kind, status, topic, person_id, owner_id, time_window, rounds, attempts, created_at)
select gen_random_uuid(), 1, 'requested', 'planned', '', '${chat.franchisee.personId}', p.id, '{"from":"${THREE}","until":"${THREE}","zone":"Asia/Shanghai"}',
'[]', '[]', now() from person p where p.role = 'staff' and p.id <> (select max(id::text)::uuid from person where role = 'staff')`);
    const [[name] = ['']] = (await chat.sql(
      `select name from person where role = 'staff' order by id::text desc limit 1`,
    )) as string[][];
    await dora.says('/contact Bob');
    expect(dora.last().buttons?.[0]?.label).toBe(`${name} · 0 open`);
  });

  it('may be with someone who does not write with the bot', async () => {
    const { chat, dora } = await supervised();
    await chat.sql(`delete from account where person_id = '${chat.franchisee.personId}'`);
    await dora.says('/contact Ada');
    await tell(dora, 'Emil', 'skip');
    await dora.presses('Give it out');
    expect(await openCalls(chat)).toMatchObject([{ kind: 'first-contact' }]);
    await dora.says('/grant Ada');
    expect(dora.last().text).not.toContain('Ada');
  });

  it('gives back what was written to whoever has lost the right meanwhile', async () => {
    const { chat, dora } = await supervised();
    await dora.says('/contact Ada');
    await tell(dora, 'Emil', 'Likes to be called Ms A');
    await chat.give(dora, {});
    await dora.presses('Give it out');
    expect(dora.hears()).toContain('Likes to be called Ms A');
    expect(await callsOf(chat)).toEqual([]);
  });
});
