/** What is said and found in a callback, and what follows from it (F12, F29): forms, and cases for problems. */
import { describe, expect, it } from 'vitest';
import type { Callback } from '../../src/domain/callback.ts';
import type { CallbackKind } from '../../src/domain/callback-rules.ts';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { A_CALL, heard, openCalls, THREE, tell } from '../support/calls.ts';
import { type Chat, type ChatOptions, chatRoom, render } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();

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
