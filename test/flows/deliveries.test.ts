/** Goods that were received (F12): each delivery gets one satisfaction call, in its window, and whoever received them is told where they can be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIVERIES_TIMER, deliveryId, recipientId, takeInDeliveries } from '../../src/core/deliveries.ts';
import { addDays, dateAt, dayOf } from '../../src/domain/business-time.ts';
import type { Callback } from '../../src/domain/callback.ts';
import { DEFAULT_CALLBACK_RULES, daysOfWindow } from '../../src/domain/callback-rules.ts';
import type { Language } from '../../src/domain/person.ts';
import { automaticId, PLANNED_TIMER } from '../../src/flows/callbacks/automatic.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aCase } from '../support/complaints.ts';
import { type Chat, chatRoom, render, ZONE } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();
const rules = DEFAULT_CALLBACK_RULES;
/** The chat's day is Wednesday, 18 March 2026: Qingming is from 4 to 6 April, so the window is from 27 March to 9 April. */
const TODAY = '2026-03-18';
const PHONE = '13800138000';

const aDelivery = (given: Record<string, string> = {}): Record<string, string> => ({
  reference: 'DN-1',
  store: 'BJ001',
  received: TODAY,
  ...(given.case ? {} : { name: '李梅', phone: PHONE }),
  ...given,
});

const report = async (chat: Chat, ...rows: Record<string, string>[]) =>
  await takeInDeliveries(
    rows.map((value, index) => ({ row: index + 1, value })),
    { store: chat.store, zone: ZONE },
  );

async function planned(chat: Chat, ...rows: Record<string, string>[]): Promise<void> {
  await report(chat, ...rows);
  await chat.fireTimers(DELIVERIES_TIMER);
}

const callFor = async (chat: Chat, reference = 'DN-1'): Promise<Callback | undefined> =>
  await chat.store.reads.callbackById(automaticId({ kind: 'satisfaction', about: deliveryId(reference) }));

const dayOfCall = async (chat: Chat, reference = 'DN-1'): Promise<string> =>
  dateAt((await callFor(chat, reference))?.window.from ?? '', ZONE);

const atDesk = (chat: Chat): string => chat.desk.all().map(render).join('\n\n');

describe('a delivery', () => {
  it('is followed by a call to whoever received it, who need not write with the bot', async () => {
    const chat = await open();
    expect(await report(chat, aDelivery())).toEqual({ added: 1, changed: 0, unchanged: 0, problems: [] });
    await chat.fireTimers(DELIVERIES_TIMER);
    const call = await callFor(chat);
    expect(call).toMatchObject({ kind: 'satisfaction', status: 'planned', ownerId: null, caseId: null });
    expect(call?.window).toMatchObject({ from: '2026-03-27T01:00:00.000Z', until: '2026-03-27T10:00:00.000Z' });
    expect(call?.rounds).toMatchObject([{ from: '2026-03-27T01:00:00.000Z', until: '2026-04-09T10:00:00.000Z' }]);
    const person = await chat.store.reads.person(call?.personId ?? '');
    expect(person).toMatchObject({ name: '李梅', phone: '+8613800138000', role: 'prospect' });
    // Nobody can be told in a chat; nothing fails, and the desk has its card when the day has come.
    await chat.fireTimers(PLANNED_TIMER);
    expect(atDesk(chat)).not.toContain('李梅');
    chat.setClock('2026-03-27T00:30:00.000Z');
    await chat.fireTimers();
    const card = render(chat.desk.last());
    expect(card).toContain('Occasion: Satisfaction after a delivery\nWhat about: DN-1 · 朝阳路店');
    expect(card).toContain('By phone only');
    chat.setClock('2026-03-27T02:00:00.000Z');
    await chat.fireTimers();
    await chat.desk.presses('Why then?');
    const why = chat.desk.hears();
    expect(why).toContain(
      'on working days 7 to 15 after Wed, 18 March 2026: from Fri, 27 March 2026 to Thu, 9 April 2026',
    );
    expect(why).toContain('Fri, 27 March 2026 had the least to do: no other call');
    for (const press of ['I will call', 'Call now', 'No answer']) await chat.desk.presses(press);
    await chat.desk.presses('Nothing to note');
    expect(await callFor(chat)).toMatchObject({ status: 'planned', attempts: [{ outcome: 'no-answer' }] });
    expect(await chat.failed()).toEqual([]);
  });

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'with a wrong number is called on by the right one, which staff put on record, in %s',
    async (language) => {
      const chat = await open({ language });
      const { desk } = chat;
      const texts = CATALOGUES[language];
      await planned(chat, aDelivery({ store: 'HK001', phone: '+852 2123 4567' }));
      chat.setClock('2026-03-27T02:00:00.000Z');
      await chat.fireTimers();
      for (const press of ['call.button.claim', 'call.button.start', 'call.button.wrong-number'] as const)
        await desk.presses(texts[press]);
      await desk.presses(texts['call.notes.skip']);
      expect(await callFor(chat)).toMatchObject({ status: 'undecided', undecided: 'wrong-number' });
      await desk.presses(texts['call.button.number']);
      for (const [words, problem] of [
        ['12345', 'field.phone.too-short'],
        ['2123 4567', 'call.number.same'],
      ] as const) {
        await desk.says(words);
        expect(desk.last().text).toContain(texts[problem]);
      }
      // As people write it where the store is.
      await desk.says('9123 4567');
      await desk.says('2026-03-30 10:00');
      expect(desk.hears()).toContain(texts['call.number.done'].replace('{phone}', '+852 9123 4567'));
      expect(render(desk.last())).toContain('+852 9123 4567');
      const call = await callFor(chat);
      expect(call).toMatchObject({ status: 'planned', window: { from: '2026-03-30T02:00:00.000Z' } });
      const audit = await chat.store.reads.audit({ until: chat.now(), offset: 0, limit: 5 });
      expect(audit).toMatchObject([{ id: call?.personId, kind: 'audit:number', actorId: desk.personId, body: {} }]);
      // While someone calls, it is put right and the call goes on.
      chat.setClock('2026-03-30T02:00:00.000Z');
      await desk.presses(texts['call.button.start']);
      await desk.presses(texts['call.button.number']);
      await desk.says('9123 4568');
      expect((await chat.store.reads.person(call?.personId ?? ''))?.phone).toBe('+85291234568');
      expect(await callFor(chat)).toMatchObject({ status: 'in-progress' });
      // Both of which are theirs, but this call was about one of them.
      await planned(chat, aDelivery({ reference: 'DN-3', store: 'TP001', phone: '+852 2123 4567' }));
      for (const press of ['call.button.reached', 'call.button.done', 'call.stars.skip', 'call.stars.skip'] as const)
        await desk.presses(texts[press]);
      for (const press of ['call.said.skip', 'call.problem.problem'] as const) await desk.presses(texts[press]);
      await desk.says('♥ 1234');
      await desk.presses(texts['case.kind.complaint']);
      expect(await chat.cases()).toMatchObject([{ kind: 'complaint', facts: { outlet: { code: 'HK001' } } }]);
      // What is reported again of the same person leaves it as it is.
      await planned(chat, aDelivery({ reference: 'DN-2', store: 'HK001', phone: '+852 2123 4567' }));
      expect((await chat.store.reads.person(call?.personId ?? ''))?.phone).toBe('+85291234568');
      expectOnly(language, desk.all(), ['Dora', '李梅', '旺角店', '信義店', 'DN-1', 'DN-2', 'DN-3']);
      expect(await chat.failed()).toEqual([]);
    },
  );

  it('never belongs to somebody’s chat because of a number that they wrote there', async () => {
    const chat = await open();
    await chat.sql(`update person set phone = '+8613800138000', name = '李梅' where name = 'Ada'`);
    await planned(chat, aDelivery());
    expect((await callFor(chat))?.personId).toBe(recipientId('李梅', '+8613800138000'));
    await chat.fireTimers(PLANNED_TIMER);
    expect(chat.franchisee.all()).toEqual([]);
  });

  it('of a case has its reporter called, who hears of it when it is not night, and agrees by a button', async () => {
    const chat = await open();
    const number = await aCase(chat);
    chat.setClock('2026-03-18T14:00:00.000Z');
    await planned(chat, aDelivery({ case: number }));
    const before = chat.franchisee.all().length;
    await chat.fireTimers(PLANNED_TIMER);
    expect(chat.franchisee.all()).toHaveLength(before);
    chat.setClock('2026-03-19T01:00:00.000Z');
    await chat.fireTimers(PLANNED_TIMER);
    expect(chat.franchisee.last().text).toContain('We hope that you are happy with what was delivered');
    expect(chat.franchisee.last().text).toContain('27 March');
    await chat.franchisee.presses('That suits me');
    expect(await callFor(chat)).toMatchObject({ status: 'promised', personId: chat.franchisee.personId });
    expect(await chat.failed()).toEqual([]);
  });

  it.each(["don't call me any more, write", '别再给我打电话了', '請不要再打電話給我'])(
    'is followed up in writing with whoever wants no calls: %s',
    async (words) => {
      const chat = await open();
      const { franchisee, desk } = chat;
      const texts = CATALOGUES.en;
      const number = await aCase(chat);
      await franchisee.says(words);
      expect(franchisee.hears()).toContain(texts['call.unwanted.kept']);
      await planned(chat, aDelivery({ case: number }));
      await chat.fireTimers(PLANNED_TIMER);
      expect(franchisee.last().text).toContain(texts['call.written.satisfaction'].slice(0, 8));
      expect(franchisee.last().buttons?.map(({ label }) => label)).toEqual([texts['call.button.drop.written']]);
      chat.setClock('2026-03-27T01:00:00.000Z');
      await chat.fireTimers();
      expect(atDesk(chat)).toContain(texts['call.way.chat']);
      await desk.presses(texts['call.button.start']);
      await desk.presses(texts['call.button.reached']);
      expect((await callFor(chat))?.attempts).toMatchObject([{ how: 'chat', outcome: 'reached' }]);
      expect(await chat.failed()).toEqual([]);
    },
  );

  it('that is to be called about is written about once they want no calls, until they allow them again', async () => {
    const chat = await open();
    const { franchisee, desk } = chat;
    const number = await aCase(chat);
    await planned(chat, aDelivery({ case: number }));
    await chat.fireTimers(PLANNED_TIMER);
    await franchisee.presses('That suits me');
    for (const answer of ['/callback', 'The opening', '2026-03-19 10:00']) await franchisee.says(answer);
    await franchisee.presses('Book the call');
    // No to one call is none to all.
    await franchisee.says('no need to call tomorrow');
    expect((await chat.store.reads.person(franchisee.personId))?.noCalls).toBe(false);
    await franchisee.says('Please stop calling me');
    expect(franchisee.hears()).toContain(
      'Instead of the call that was planned, a colleague will write to you here Fri, 27',
    );
    // What they have asked for is theirs to cancel.
    expect(franchisee.hears()).toContain('Each can be cancelled');
    expect(franchisee.hears()).toContain('The opening');
    expect(desk.hears() + atDesk(chat)).toContain('In writing only: they want no calls.');
    chat.setClock('2026-03-26T11:00:00.000Z');
    await chat.fireTimers();
    expect(franchisee.last().text).toContain('2. A colleague writes to you: Fri, 27');
    await franchisee.says('/callbacks');
    expect(franchisee.hears()).toContain('You have asked us to call you only if you ask for it.');
    await franchisee.presses('You may call me again');
    expect(franchisee.hears()).toContain('A colleague will call you Fri, 27');
    expect((await chat.store.reads.person(franchisee.personId))?.noCalls).toBe(false);
    await desk.forges(`k:${(await callFor(chat))?.id}:show`);
    expect(desk.hears()).not.toContain('In writing only');
    expect(await chat.failed()).toEqual([]);
  });

  it('that is said again changes nothing, whatever has become of the call', async () => {
    const chat = await open();
    await planned(chat, aDelivery());
    const stored = await chat.stored();
    expect(await report(chat, aDelivery(), aDelivery({ reference: 'dn-1' }))).toMatchObject({ unchanged: 1 });
    expect(await chat.fireTimers(DELIVERIES_TIMER)).toBe(0);
    expect(await chat.stored()).toBe(stored);
  });

  it('with another day of receipt moves the call, unless it was agreed upon', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await planned(chat, aDelivery({ case: number }));
    await chat.fireTimers(PLANNED_TIMER);
    await planned(chat, aDelivery({ case: number, received: '2026-03-16' }));
    expect(await dayOfCall(chat)).toBe('2026-03-25');
    expect((await callFor(chat))?.rounds).toHaveLength(1);
    await chat.fireTimers(PLANNED_TIMER);
    expect(chat.franchisee.last().text).toContain('at another time than planned');
    await chat.franchisee.presses('That suits me');
    await planned(chat, aDelivery({ case: number, received: '2026-03-17' }));
    expect(await dayOfCall(chat)).toBe('2026-03-25');
    expect(render(chat.desk.last())).toContain('agreed upon or has begun, and stays: DN-1');
    // Said once more, the first day is what counts again; it is another event than the first time.
    expect(await report(chat, aDelivery({ case: number }))).toMatchObject({ changed: 1 });
    expect(await chat.failed()).toEqual([]);
  });

  it('for somebody else has them called, and whoever was told before is told that nobody will', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await planned(chat, aDelivery({ case: number }));
    await chat.fireTimers(PLANNED_TIMER);
    await planned(chat, aDelivery());
    expect((await callFor(chat))?.personId).toBe(recipientId('李梅', '+8613800138000'));
    expect(chat.franchisee.last().text).toContain('is not needed any more');
  });

  it('whose window is over is planned at once, and the desk hears of all such in one message', async () => {
    const chat = await open();
    const rows = [1, 2, 3, 4, 5, 6, 7].map((one) => aDelivery({ reference: `DN-${one}`, received: '2026-02-02' }));
    await planned(chat, ...rows);
    expect(await callFor(chat)).toMatchObject({ status: 'planned' });
    expect(await dayOfCall(chat)).toBe(TODAY);
    const told = chat.desk.all().filter(({ text }) => text.includes('reported so late'));
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/^7 deliveries .*DN-5 and …/)]);
  });

  it('whose days can’t be counted waits for a person, and is not guessed', async () => {
    const chat = await open();
    chat.setClock('2026-12-22T04:00:00.000Z');
    await planned(chat, aDelivery({ received: '2026-12-21' }));
    expect(await callFor(chat)).toMatchObject({ status: 'undecided', undecided: 'calendar', rounds: [] });
    expect(atDesk(chat)).toContain('A delivery waits for someone to choose the day of its call');
    await chat.fireTimers(PLANNED_TIMER);
    expect(render(chat.desk.last())).toContain('When: not set yet');
    await chat.desk.presses('Why then?');
    expect(chat.desk.hears()).toContain('the public holidays of 2027 are not known yet');
    await chat.desk.presses('Try again');
    await chat.desk.says('2026-12-30 10:00');
    expect(await callFor(chat)).toMatchObject({ status: 'planned', undecided: null });
    expect(await dayOfCall(chat)).toBe('2026-12-30');
  });

  it('evens out with the others of one import and with what is planned already', async () => {
    const chat = await open();
    await planned(chat, ...[1, 2, 3, 4].map((one) => aDelivery({ reference: `A-${one}` })));
    await planned(chat, ...Array.from({ length: 14 }, (_, one) => aDelivery({ reference: `B-${one}` })));
    const loads = await chat.store.reads.callbackLoads(ZONE);
    expect(Object.values(loads)).toEqual(Array(9).fill(2));
  });

  it('has each thing that is wrong named by row, and the good rows go in', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.sql(`update case_file set confidential = true`);
    const result = await report(
      chat,
      aDelivery({ reference: 'GOOD' }),
      aDelivery({ reference: '', store: 'ZZ9', received: '2026-02-30', phone: '123' }),
      aDelivery({ reference: 'A', received: '2026-03-20' }),
      aDelivery({ reference: 'B', received: '2020-03-20', zone: '+08:00', language: 'tlh' }),
      aDelivery({ reference: 'C', case: number }),
      aDelivery({ reference: 'D', colour: 'red' }),
      aDelivery({ reference: 'good', name: '王强' }),
      { reference: 'E', store: 'bj001', received: '2026/3/2' },
    );
    expect(result.added).toBe(1);
    expect(result.problems.map(({ row, field }) => `${row} ${field}`)).toEqual([
      ...['2 reference', '2 received', '2 store', '2 phone', '3 received', '4 language', '4 zone', '4 received'],
      ...['5 case', '6 null', '7 reference', '8 name', '8 phone'],
    ]);
    expect(await chat.store.reads.unplannedDeliveries(10)).toMatchObject([{ reference: 'GOOD' }]);
  });

  it('of people who became one is theirs, also when it is said again', async () => {
    const chat = await open();
    await planned(chat, aDelivery());
    const other = recipientId('李梅', '+8613800138000');
    await chat.sql(`insert into journal (id, seq, aggregate, event_id, at, kind, body)
values ('${other}', 2, 'person', gen_random_uuid(), now(), 'joined', '{"into":"${chat.franchisee.personId}"}')`);
    await chat.sql(`update person set seq = 2 where id = '${other}'`);
    await planned(chat, aDelivery({ reference: 'DN-2' }));
    expect((await callFor(chat, 'DN-2'))?.personId).toBe(chat.franchisee.personId);
    expect(await report(chat, aDelivery({ reference: 'DN-2' }))).toMatchObject({ unchanged: 1 });
  });

  it('never has two calls, and always one on a working day of its window', async () => {
    const chat = await open();
    const aReport = fc.record({
      reference: fc.constantFrom('X-1', 'X-2', 'x-2'),
      back: fc.integer({ min: 0, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(aReport, { minLength: 1, maxLength: 4 }), async (reports) => {
        for (const { reference, back } of reports)
          await planned(chat, aDelivery({ reference, received: addDays(TODAY, -back) }));
        const last = reports.at(-1);
        const days = daysOfWindow('satisfaction', addDays(TODAY, -(last?.back ?? 0)), rules).ok;
        const day = await dayOfCall(chat, last?.reference);
        expect(dayOf(day, rules.calendar).ok?.spans.length).toBeGreaterThan(0);
        expect(days && day >= days.first && day <= days.last).toBe(true);
      }),
      { numRuns: 8 },
    );
    const calls = await chat.sql('select count(*) from callback');
    expect(Number((calls[0] as unknown[])[0])).toBeLessThanOrEqual(2);
    expect(await chat.failed()).toEqual([]);
  });
});

describe('/delivery', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])('notes goods and plans the call in %s', async (language) => {
    const chat = await open({ language });
    const { desk } = chat;
    for (const words of ['/delivery', 'DN-7', 'BJ001', '2026-03-17', '4242 ♥♥', PHONE]) await desk.says(words);
    await desk.presses(CATALOGUES[language]['delivery.submit']);
    expect(desk.last().text).toContain('DN-7');
    expect(await callFor(chat, 'DN-7')).toMatchObject({ status: 'planned' });
    expect(await dayOfCall(chat, 'DN-7')).toBe('2026-03-26');
    await desk.presses(CATALOGUES[language]['call.button.show']);
    await desk.presses(CATALOGUES[language]['call.button.why']);
    expectOnly(language, desk.all(), ['Dora', 'DN-7', '4242 ♥♥', '朝阳路店', 'BJ001']);
  });

  it('takes the number of a case in place of a name, and says again what it knows', async () => {
    const chat = await open();
    const number = await aCase(chat);
    const { desk } = chat;
    const say = async () => {
      for (const words of ['/delivery', 'DN-8', 'BJ001', '2026-03-17', 'C-99999', number]) await desk.says(words);
      await desk.presses('Note it and plan the call');
    };
    await say();
    expect(desk.last().text).toContain('The satisfaction call to Ada');
    expect((await callFor(chat, 'DN-8'))?.personId).toBe(chat.franchisee.personId);
    await say();
    expect(desk.last().text).toContain('is known already');
    await chat.prospect.says('/delivery');
    expect(chat.prospect.hears()).toContain('for headquarters’ staff');
  });
});
