/** The ledger of callbacks as people read it: figures and tables, each with what is theirs to know; and the lists of the day. */
import { describe, expect, it } from 'vitest';
import { callTables } from '../../src/documents/call-table.ts';
import { chartSpec } from '../../src/documents/chart-spec.ts';
import type { Callback } from '../../src/domain/callback.ts';
import { DEFAULT_CALLBACK_RULES } from '../../src/domain/callback-rules.ts';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aCallback, aCase, aDecision, commitOptions } from '../store/rows.ts';
import { type Chat, chatRoom, render, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';
import { entrust } from '../support/staff.ts';

const open = chatRoom();

/** On a day of March 2026, on Shanghai's clock. */
const at = (clock: string, day = 18): string => new Date(`2026-03-${day}T${clock}:00+08:00`).toISOString();

/** A promise of half an hour; what became of it, where it is over. */
function aPromise(
  clock: string,
  given: Partial<Callback> & { day?: number; how?: 'attempted' | 'moved' | 'cancelled'; over?: string },
): Callback {
  const { day = 18, how, over = clock, ...row } = given;
  const from = at(clock, day);
  const window = { from, until: new Date(Date.parse(from) + 30 * 60_000).toISOString(), zone: 'Asia/Shanghai' };
  const ended = how ? { at: at(over, day), how } : null;
  const { ownerId = null } = row;
  const round = { from, until: window.until, confirmed: true, ownerId, since: at('08:00', 16), ended };
  return aCallback({ window, rounds: [round], ...row });
}

const write = (chat: Chat, rows: Parameters<typeof aDecision>[0]) =>
  chat.store.commit([aDecision(rows)], commitOptions());

/** What was put into the outbox, whether or not its files are there yet. */
const written = async (chat: Chat, { thread }: Speaker): Promise<string[]> => {
  const rows = await chat.sql(`select message ->> 'text' from outbox where thread_id = '${thread.id}' order by seq`);
  return rows.map((row) => String((row as unknown[])[0]));
};

const orders = async (chat: Chat): Promise<{ type: string; [key: string]: unknown }[]> => {
  const rows = await chat.sql(`select source from file where channel = 'documents' order by name`);
  return rows.map((row) => JSON.parse(String((row as unknown[])[0])));
};

async function table(chat: Chat): Promise<string[]> {
  const order = (await orders(chat)).findLast(({ type }) => type === 'calls');
  const bytes = await callTables(chat.store.reads).calls(order, AbortSignal.timeout(5_000));
  return Buffer.from(bytes).toString().replace('\ufeff', '').trimEnd().split('\r\n');
}

/** Dora kept two of three, Emil was late, and nobody took care of one. */
async function aWeek(chat: Chat): Promise<void> {
  const [dora, emil, ada] = [chat.desk.personId, chat.desk2.personId, chat.franchisee.personId];
  const of = { personId: ada, topic: 'The opening' };
  const done = { status: 'done', endedAt: at('18:00') } as const;
  await write(chat, {
    callbacks: [
      aPromise('09:00', { ...of, ...done, ownerId: dora, how: 'attempted' }),
      aPromise('10:00', { ...of, ...done, ownerId: dora, how: 'attempted', kind: 'satisfaction' }),
      aPromise('10:30', { ...of, ownerId: dora }),
      aPromise('11:00', { ...of, ...done, ownerId: emil, how: 'attempted', over: '12:00' }),
      aPromise('09:30', { ...of, ...done, ownerId: emil, how: 'moved', over: '09:00' }),
      aPromise('09:00', {
        ...of,
        topic: '=HYPERLINK("http://evil")',
        status: 'not-reached',
        endedAt: at('11:30'),
        how: 'cancelled',
        over: '08:30',
      }),
      aPromise('10:00', of),
      aPromise('15:00', { ...of, ownerId: emil }),
    ],
  });
}

describe('/report calls', () => {
  it.each([
    ['zh-Hans', '/report 回访 本周', '按时率：到期 5 次，按时 2 次，占 40%', '无人负责：1 次中按时 0 次'],
    ['zh-Hant', '/report 回電 本週', '準時率：到期 5 次，準時 2 次，佔 40%', '無人負責：1 次中準時 0 次'],
    ['en', '/report calls this week', 'Kept: 2 of 5 that were due (40%)', 'Nobody in charge: kept 0 of 1'],
  ] as [Language, string, string, string][])(
    'tells supervisors in %s what adds up',
    async (language, words, share, nobody) => {
      const chat = await open({ language });
      await aWeek(chat);
      const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['supervisor'] });
      await chat.sql(`update person set language = '${language}'`);
      chat.setClock(at('14:00'));
      await emil.says(words);
      const [told = ''] = await written(chat, emil);
      expect(told).toContain(share);
      expect(told).toContain(nobody);
      expectOnly(language, [{ text: told, atOnce: false }], ['Dora', 'Emil', 'CSV']);
      const found = await orders(chat);
      expect(found.map(({ type }) => type).toSorted()).toEqual(['calls', 'chart', 'chart']);
      for (const { type, chart } of found)
        if (type === 'chart') expect(chartSpec.safeParse(chart).error).toBeUndefined();
      expect((await table(chat)).slice(1)).toHaveLength(7);
      expect(await chat.failed()).toEqual([]);
    },
  );

  it('has every promise in a table that no spreadsheet runs, with who was in charge', async () => {
    const chat = await open();
    await aWeek(chat);
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['supervisor'] });
    chat.setClock(at('14:00'));
    await emil.says('/report calls this week');
    const lines = await table(chat);
    expect(lines).toContain(
      '"Asked for","The opening","Ada",,"2026-03-18T11:00+08:00","2026-03-18T11:30+08:00","late","2026-03-18T12:00+08:00",,"done",,,,,,"Emil"',
    );
    expect(lines.join('\n')).toContain(`"'=HYPERLINK(""http://evil"")"`);
    await entrust(chat, emil, { duties: ['agent'] });
    await expect(table(chat)).rejects.toThrow('may not read it any more');
  });

  it.each([
    ['zh-Hans', ['平均 4.5 星（2 人评价）', '平均 2.0 星（1 人评价）', '2 次中 1 次', '仍有问题：1 次']],
    ['zh-Hant', ['平均 4.5 星（2 人評分）', '平均 2.0 星（1 人評分）', '2 次中 1 次', '仍有問題：1 次']],
    ['en', ['people: 4.5 of 5 (2)', 'product: 2.0 of 5 (1)', 'complaint: 1 of 2', 'still there: 1']],
  ] as [Language, string[]][])('tells in %s what the calls have brought to light', async (language, said) => {
    const chat = await open({ language });
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['supervisor'] });
    await chat.sql(`update person set language = '${language}'`);
    const done = { status: 'done', endedAt: at('12:00'), result: 'well', how: 'attempted' } as const;
    const of = { ...done, personId: chat.franchisee.personId };
    await write(chat, {
      callbacks: [
        aPromise('09:00', {
          ...{ ...of, kind: 'satisfaction' },
          findings: { type: 'satisfaction', people: 4, product: 2, words: '♥' },
        }),
        aPromise('10:00', { ...of, findings: { type: 'satisfaction', people: 5, product: null, words: '' } }),
        aPromise('11:00', { ...of, findings: { type: 'after-complaint', settled: true, words: '' } }),
        aPromise('11:30', {
          ...{ ...of, result: 'problem' },
          findings: { type: 'after-complaint', settled: false, words: '=1+1' },
        }),
      ],
    });
    chat.setClock(at('14:00'));
    await emil.says(
      { en: '/report calls this week', 'zh-Hans': '/report 回访 本周', 'zh-Hant': '/report 回訪 本週' }[language],
    );
    const [told = ''] = await written(chat, emil);
    for (const one of said) expect(told).toContain(one);
    expectOnly(language, [{ text: told, atOnce: false }], ['Dora', 'Emil', 'CSV']);
    const charts = (await orders(chat)).flatMap(({ type, chart }) => (type === 'chart' ? [chart] : []));
    const title = CATALOGUES[language]['report.chart.findings'];
    const found = charts.map((one) => chartSpec.parse(one)).find((one) => one.title === title);
    // Stars of people and product, and whether it was settled: good, fair and bad.
    expect(found?.series.map(({ values }) => values)).toEqual([
      [2, 0, 1],
      [0, 0, 0],
      [0, 1, 1],
    ]);
    const [heading = '', first = '', ...others] = await table(chat);
    expect(heading).toContain(CATALOGUES[language]['table.call.people']);
    expect(first).toContain(`"${CATALOGUES[language]['call.problem.well']}",4,2,,"♥"`);
    expect(others.at(-1)).toContain(`"${CATALOGUES[language]['call.settled.no']}","'=1+1"`);
  });

  it('names no agents where others read along, nor to whom they are nobody’s business', async () => {
    const chat = await open();
    await aWeek(chat);
    await entrust(chat, chat.desk2, { duties: ['supervisor'] });
    chat.setClock(at('14:00'));
    await chat.desk2.says('/report calls this week');
    expect((await written(chat, chat.desk)).at(-1)).toContain('in a private chat');
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['market-manager'] });
    await emil.says('/report calls this week');
    for (const told of await written(chat, emil)) expect(told).toContain('7 promises');
    for (const told of [...(await written(chat, chat.desk)), ...(await written(chat, emil))]) {
      expect(told).not.toContain('Dora');
      expect(told).not.toContain('Nobody in charge');
    }
    for (const order of await orders(chat)) expect(JSON.stringify(order)).not.toContain('Dora');
    expect((await table(chat)).join('\n')).not.toContain('Dora');
    await entrust(chat, emil, { duties: ['agent'] });
    await emil.says('/report calls this week');
    expect(emil.hears()).toContain('not part of your duties');
    await emil.says('/report mine this week');
    expect(emil.hears()).toContain(
      'Your callbacks in the same time:\n2 promises: kept 0; late 1; missed 0; moved by agreement 1',
    );
  });

  it('leaves out what follows a case that the reader may not read', async () => {
    const chat = await open();
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['supervisor'] });
    const cases = [aCase({ confidential: true }), aCase({ aboutIds: [emil.personId] }), aCase({ number: 'C-7' })];
    const callbacks = cases.map(({ id }, index) => aPromise('10:00', { caseId: id, topic: `Topic ${index}` }));
    await write(chat, { cases, callbacks });
    chat.setClock(at('14:00'));
    await emil.says('/report calls this week');
    expect((await written(chat, emil)).at(-1)).toContain('1 promise: kept 0; late 0; missed 1');
    const [, line = '', ...others] = await table(chat);
    expect(line).toContain('"Topic 2"');
    expect(line).toContain('"C-7"');
    expect(others).toEqual([]);
    await entrust(chat, emil, { duties: ['regional-manager'], regions: ['north'] });
    await emil.says('/report calls this week');
    expect(emil.hears()).toContain('Stores in north only\nNo callback was promised');
  });

  it('is a line and a picture of the weekly report, where there were any', async () => {
    const chat = await open();
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['supervisor'] });
    chat.setClock(at('14:00'));
    await emil.says('/report this week');
    expect((await written(chat, emil)).at(-1)).not.toContain('Callbacks');
    expect(await orders(chat)).toEqual([]);
    await aWeek(chat);
    await emil.says('/report this week');
    expect((await written(chat, emil)).at(-1)).toContain('Callbacks: 2 of 5 kept (40%), 1 late, 2 missed');
    expect(await orders(chat)).toMatchObject([
      { type: 'chart', chart: { type: 'stacked', title: 'Callbacks as promised' } },
    ]);
  });
});

/** What Ada is promised on Thursday, by whom, and what is late since Wednesday. */
async function aDay(chat: Chat): Promise<void> {
  const [dora, emil] = [chat.desk.personId, chat.desk2.personId];
  const [ada, bob] = [chat.franchisee.personId, chat.neighbour.personId];
  await write(chat, {
    callbacks: [
      aPromise('15:00', { personId: ada, ownerId: dora, topic: 'The lease', day: 19 }),
      aPromise('10:00', { personId: bob, ownerId: dora, topic: 'The oven', day: 19 }),
      aPromise('16:00', { personId: ada, ownerId: dora, topic: 'The invoice' }),
      aPromise('11:00', { personId: bob, topic: 'The opening', day: 19 }),
      aPromise('10:00', { personId: ada, ownerId: emil, topic: 'The till', day: 20 }),
      aPromise('09:30', {
        personId: bob,
        ownerId: emil,
        topic: 'The fridge',
        day: 19,
        status: 'done',
        endedAt: at('08:00', 19),
      }),
      aPromise('09:00', {
        personId: bob,
        ownerId: dora,
        topic: 'The sign',
        status: 'undecided',
        undecided: 'wrong-number',
        how: 'attempted',
      }),
    ],
  });
}

describe('/calls', () => {
  const lines = (speaker: Speaker): string[] => speaker.last().text.split('\n');

  it('today has what is late first, then what waits for a decision, then the day by time', async () => {
    const chat = await open();
    await aDay(chat);
    chat.setClock(at('08:00', 19));
    await chat.desk.says('/calls today');
    expect(lines(chat.desk)).toEqual([
      'Callbacks · Thu, 19 March 2026',
      '4 yours, 1 nobody’s yet',
      'Time is up:',
      '1. Wed, 18 March, 4–4:30 pm · Ada · The invoice · promised',
      '',
      'Waiting for a decision:',
      '2. Wed, 18 March, 9–9:30 am · Bob · The sign · needs a decision',
      '',
      'By time:',
      '3. 10–10:30 am · Bob · The oven · promised',
      '4. 11–11:30 am · Bob · The opening · promised · nobody’s yet',
      '5. 3–3:30 pm · Ada · The lease · promised',
    ]);
    await chat.desk.presses('5. Ada');
    expect(chat.desk.last().facts?.map(({ value }) => value)).toContain('The lease');
  });

  it.each(['tomorrow', 'Friday', '2026-03-20', '明天', '后天'])('%s has that day alone', async (words) => {
    const chat = await open();
    await aDay(chat);
    await chat.desk2.says(`/calls ${words}`);
    // It is Wednesday; nobody is to be called by Emil before Friday.
    const expected = ['tomorrow', '明天'].includes(words)
      ? [
          'Callbacks · Thu, 19 March 2026',
          '0 yours, 1 nobody’s yet',
          '1. 11–11:30 am · Bob · The opening · promised · nobody’s yet',
        ]
      : ['Callbacks · Fri, 20 March 2026', '1 yours, 0 nobody’s yet', '1. 10–10:30 am · Ada · The till · promised'];
    expect(lines(chat.desk2)).toEqual(expected);
  });

  it('says what can be asked for, and when there is nobody', async () => {
    const chat = await open();
    await chat.desk.says('/calls blue');
    expect(chat.desk.last().text).toContain('/calls tomorrow');
    await chat.desk.says('/calls today');
    expect(chat.desk.last().text).toBe('Nobody is to be called back · Wed, 18 March 2026');
  });

  it('all is by agent, and missed has who is in charge and hands over by one tap', async () => {
    const chat = await open();
    await aDay(chat);
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['supervisor'] });
    chat.setClock(at('08:00', 19));
    await emil.says('/calls 全部');
    expect(lines(emil)).toEqual(
      expect.arrayContaining(['6 callbacks are open.', 'Nobody’s yet (1):', 'Dora (4):', 'Time is up:', 'Emil (1):']),
    );
    await emil.says('/calls missed');
    expect(emil.hears()).toContain('The time of 1 callback is up, and nobody has called.');
    expect(emil.last().text).toBe('Wed, 18 March, 4–4:30 pm · Ada · The invoice · in charge: Dora');
    await emil.presses('Hand over');
    await emil.says('Emil');
    await emil.says('She is at the dentist');
    const found = await chat.store.reads.openCallbacks(10, { ownerId: emil.personId });
    expect(found.map(({ topic }) => topic)).toEqual(['The invoice', 'The till']);
    await emil.says('/calls missed');
    expect(emil.last().text).toContain('in charge: Emil');
  });

  it('has nothing that follows a case which the reader may not read, nor does any button', async () => {
    const chat = await open();
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['supervisor'] });
    const about = aCase({ aboutIds: [emil.personId] });
    const call = aPromise('10:00', { caseId: about.id, topic: 'How Emil behaved' });
    await write(chat, { cases: [about], callbacks: [call] });
    for (const words of ['', ' today', ' all', ' missed']) {
      await emil.says(`/calls${words}`);
      expect(emil.hears(), words).not.toContain('behaved');
    }
    for (const act of ['show', 'claim', 'move', 'give']) {
      await emil.forges(`k:${call.id}:${act}`);
      expect(emil.last().text, act).toContain('earlier question');
    }
    await chat.desk.says('/calls today');
    expect(chat.desk.hears()).toContain('behaved');
  });
});

describe('the list of the day', () => {
  /** The chain as it begins with the program. */
  async function begin(chat: Chat): Promise<void> {
    const timer = { key: 'call.day:first', rev: '1', dueAt: chat.now(), kind: 'call.day', ids: {} };
    await chat.store.seed({ people: [], accounts: [], outlets: [], timers: [timer] });
    await chat.fireTimers('call.day');
  }
  const due = async (chat: Chat): Promise<string[]> =>
    (await chat.timers('call.day')).map(({ dueAt }) => new Date(dueAt).toISOString());
  /** What came of it at that moment: to the speaker, since the last time. */
  async function morning(chat: Chat, moment: string, ...speakers: Speaker[]): Promise<string[]> {
    const before = speakers.map((one) => one.all().length);
    chat.setClock(moment);
    await chat.fireTimers('call.day');
    await chat.fireTimers('call.day.send');
    return speakers.flatMap((one, index) =>
      one
        .all()
        .slice(before[index])
        .map(({ text }) => text),
    );
  }

  it.each([
    ['zh-Hans', '您的回电与回访 · 2026年3月19日周四', '待认领：', '• Dora：4 个'],
    ['zh-Hant', '您的回電與回訪 · 2026年3月19日週四', '待接手：', '• Dora：4 個'],
    ['en', 'Your callbacks · Thu, 19 March 2026', 'Nobody’s yet:', '• Dora: 4'],
  ] as [Language, string, string, string][])(
    'goes to agents and desk in %s when work begins',
    async (language, title, free, count) => {
      const chat = await open({ language, defaultLanguage: language });
      await aDay(chat);
      await begin(chat);
      expect(await due(chat)).toEqual([at('09:00', 19)]);
      expect(await morning(chat, at('08:59', 19), chat.desk)).toEqual([]);
      const [mine = '', desk = ''] = await morning(chat, at('09:00', 19), chat.desk);
      expect(mine.split('\n')[0]).toBe(title);
      expect(mine).toContain('The lease');
      expect(mine).not.toContain('The opening');
      expect(desk).toContain(free);
      expect(desk).toContain('The opening');
      expect(desk).toContain(count);
      expect(desk).not.toContain('The lease');
      expectOnly(language, chat.desk.all(), [
        'Ada',
        'Bob',
        'Dora',
        'The lease',
        'The oven',
        'The sign',
        'The invoice',
        'The opening',
      ]);
      await chat.desk.presses('1. Bob');
      expect(chat.desk.last().facts?.map(({ value }) => value)).toContain('The opening');
      expect(await due(chat)).toEqual([at('09:00', 20)]);
      expect(await chat.failed()).toEqual([]);
    },
  );

  it('is not sent when there is nothing, to whoever is away, or on days off; its chain goes on all the same', async () => {
    const chat = await open();
    await begin(chat);
    expect(await morning(chat, at('09:00', 19), chat.desk)).toEqual([]);
    await write(chat, {
      callbacks: [aPromise('10:00', { personId: chat.franchisee.personId, ownerId: chat.desk.personId, day: 19 })],
    });
    await chat.give(chat.desk, { onDuty: false });
    expect(await morning(chat, at('09:00', 20), chat.desk)).toEqual([
      'Callbacks · Fri, 20 March 2026\nBy agent:\n• Dora: 1 (off duty)',
    ]);
    // Saturday and Sunday.
    for (const day of [21, 22]) {
      expect(await due(chat)).toEqual([at('12:00', day)]);
      expect(await morning(chat, at('12:00', day), chat.desk)).toEqual([]);
    }
    await chat.give(chat.desk, { onDuty: true });
    expect(await due(chat)).toEqual([at('09:00', 23)]);
    expect(await morning(chat, at('09:00', 23), chat.desk)).toHaveLength(2);
  });

  it('comes once after a standstill of days, and not in the evening', async () => {
    const chat = await open();
    await aDay(chat);
    await begin(chat);
    expect(await morning(chat, at('19:00', 23), chat.desk)).toEqual([]);
    expect(await due(chat)).toEqual([at('09:00', 24)]);
    const chat2 = await open();
    await aDay(chat2);
    await begin(chat2);
    const [mine, desk, ...more] = await morning(chat2, at('14:10', 24), chat2.desk);
    expect(mine).toContain('Your callbacks');
    expect(desk).toContain('By agent:');
    expect(more).toEqual([]);
    expect(await due(chat2)).toEqual([at('09:00', 25)]);
  });

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'names what was promised for a day that has been closed since, until it is moved, in %s',
    async (language) => {
      const { calendar } = DEFAULT_CALLBACK_RULES;
      const days = { ...calendar.days, '2026-03-20': [], '2026-03-23': [{ from: '09:00', to: '12:00' }] };
      const callRules = { ...DEFAULT_CALLBACK_RULES, calendar: { ...calendar, days } };
      const chat = await open({ language, defaultLanguage: language, callRules });
      const texts = CATALOGUES[language];
      const of = { personId: chat.franchisee.personId };
      await write(chat, {
        callbacks: [
          aPromise('10:00', { ...of, ownerId: chat.desk.personId, topic: 'The lease', day: 20 }),
          aPromise('15:00', { ...of, topic: 'The till', day: 23 }),
          aPromise('10:00', { ...of, topic: 'The oven', day: 23 }),
          aPromise('10:00', { ...of, topic: 'The sign', day: 24 }),
        ],
      });
      await begin(chat);
      const [mine = '', desk = '', ...more] = await morning(chat, at('09:00', 19), chat.desk);
      expect(more).toEqual([]);
      expect(mine).toContain(texts['call.group.shut']);
      expect(mine).toContain('The lease');
      expect(desk).toContain('The till');
      for (const said of [mine, desk]) for (const not of ['The oven', 'The sign']) expect(said).not.toContain(not);
      expect(desk).not.toContain('The lease');
      await chat.desk.presses('1. Ada');
      expect(render(chat.desk.last())).toContain(texts['call.shut']);
      expectOnly(language, chat.desk.all(), ['Ada', 'Dora', 'The lease', 'The till']);
    },
  );

  it('has nothing confidential where all of the desk read it, and nothing about its reader', async () => {
    const chat = await open();
    const emil = await entrust(chat, chat.privately(chat.desk2), { duties: ['agent'] });
    await emil.says('/language English');
    const cases = [aCase({ confidential: true }), aCase({ aboutIds: [emil.personId] })];
    const [secret, about] = cases;
    await write(chat, {
      cases,
      callbacks: [
        aPromise('10:00', { caseId: secret?.id ?? null, topic: 'A secret', day: 19 }),
        aPromise('11:00', { topic: 'To be called', ownerId: emil.personId, day: 19 }),
        aPromise('12:00', { caseId: about?.id ?? null, topic: 'About Emil', ownerId: emil.personId, day: 19 }),
      ],
    });
    await begin(chat);
    await chat.neighbour.says('/language English');
    const bob = await entrust(chat, chat.neighbour, { duties: ['supervisor'] });
    const told = (await morning(chat, at('09:00', 19), chat.desk, emil)).join('\n');
    expect(told).toContain('To be called');
    expect(told).not.toContain('A secret');
    expect(told).not.toContain('About Emil');
    expect(bob.last().text).toContain('Nobody’s yet:\n1. 10–10:30 am · no name given · A secret');
  });

  it('brings what is confidential, promised for a closed day and of someone away, to those who supervise', async () => {
    const { calendar } = DEFAULT_CALLBACK_RULES;
    const callRules = { ...DEFAULT_CALLBACK_RULES, calendar: { ...calendar, days: { '2026-03-20': [] } } };
    const chat = await open({ callRules });
    await chat.neighbour.says('/language English');
    const bob = await entrust(chat, chat.neighbour, { duties: ['supervisor'] });
    const cases = [aCase({ confidential: true }), aCase({ confidential: true, aboutIds: [bob.personId] })];
    const [secret, about] = cases;
    const of = { personId: chat.franchisee.personId, ownerId: chat.desk.personId, day: 20 };
    await write(chat, {
      cases,
      callbacks: [
        aPromise('10:00', { ...of, caseId: secret?.id ?? null, topic: 'A secret' }),
        aPromise('11:00', { ...of, caseId: about?.id ?? null, topic: 'About Bob' }),
      ],
    });
    await begin(chat);
    await chat.give(chat.desk, { onDuty: false });
    const before = bob.all().length;
    const told = await morning(chat, at('09:00', 19), chat.desk, bob);
    expect(bob.all().slice(before)).toHaveLength(1);
    expect(told.join()).toContain(
      `${CATALOGUES.en['call.group.shut']}\n1. Fri, 20 March, 10–10:30 am · Ada · A secret`,
    );
    expect(told.join()).not.toContain('About Bob');
    await bob.presses('1. Ada');
    expect(render(bob.last())).toContain('A secret');
  });
});
