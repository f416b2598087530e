/** What begins as other than a complaint (F09, F10, F11, F13): from the first words to what comes of them, and who hears of it. */
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/core/ids.ts';
import type { Grants, Language } from '../../src/domain/person.ts';
import { NO_GRANTS } from '../../src/domain/person.ts';
import { SUGGESTIONS_TIMER } from '../../src/flows/kinds/suggestion-report.ts';
import { CATALOGUES, type MessageKey } from '../../src/locales/catalogue.ts';
import { type Chat, type ChatOptions, chatRoom, NOON, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();
const HOUR_MS = 3_600_000;
const BJ001 = idOf('outlet', 'BJ001');
const NAMES = ['Ada', 'Bob', 'Dora', 'Emil', '朝阳路店', 'BJ001'];

const grant = (chat: Chat, speaker: Speaker, given: Partial<Grants>) =>
  chat.sql(
    `update person set grants = '${JSON.stringify({ ...NO_GRANTS, ...given })}'::jsonb where id = '${speaker.personId}'`,
  );

/** Ada reports, Bob manages the store and can be written to, Dora and Emil are at the desk. */
async function store(options: ChatOptions = {}) {
  const chat = await open(options);
  const language = options.language ?? 'en';
  await grant(chat, chat.neighbour, { manages: [BJ001] });
  await chat.neighbour.says(`/language ${{ en: 'English', 'zh-Hans': '简体', 'zh-Hant': '繁體' }[language]}`);
  const word = (key: MessageKey): string => CATALOGUES[language][key];
  const tell = async (...answers: string[]) => {
    for (const answer of answers) await chat.franchisee.says(answer);
  };
  return { ...chat, chat, word, tell };
}

const labels = (speaker: Speaker): string[] => (speaker.last().buttons ?? []).map(({ label }) => label);

describe('the front door', () => {
  it('proposes what the words look like first, and everything else is one tap away', async () => {
    const { franchisee } = await store();
    await franchisee.says('Your staff went out of their way to help me');
    expect(labels(franchisee)).toEqual(['Praise someone', 'Talk to a person', 'Something else', 'Nothing, thanks']);
    await franchisee.presses('Something else');
    expect(labels(franchisee)).toEqual([
      ...['Report a complaint', 'Make a suggestion', 'Praise someone', 'Something needs repair'],
      ...['Damage or an injury', 'Dispute with a franchisee', 'Talk to a person', 'Call me back', 'Nothing, thanks'],
    ]);
    await franchisee.presses('Make a suggestion');
    expect(franchisee.last().text).toContain('What is it mainly about?');
    await franchisee.presses('Back');
    expect(franchisee.last().text).toContain('Your answer so far: Your staff went out of their way to help me');
  });

  it('never files anything by itself', async () => {
    const { chat, franchisee } = await store({ language: 'zh-Hans' });
    for (const words of [
      '谢谢你们的店员，特别热情',
      '冰柜坏了能派人来吗',
      '有顾客把货架上的酒打碎了',
      '建议增加小包装',
    ]) {
      await franchisee.says(words);
      await franchisee.says('不用了');
    }
    expect(await chat.cases()).toEqual([]);
    expectOnly('zh-Hans', franchisee.all(), NAMES);
  });

  it('welcomes with the commonest kinds, and the rest behind one button', async () => {
    const { franchisee, prospect } = await store();
    await franchisee.says('/start');
    expect(labels(franchisee)).toEqual([
      ...['Report a complaint', 'Make a suggestion', 'Praise someone', 'Something needs repair', 'Something else'],
    ]);
    await prospect.says('/start');
    expect(labels(prospect)).toEqual([
      ...['Check before you sign', 'Apply to join', 'Report a complaint', 'Something else'],
    ]);
    await prospect.presses('Something else');
    expect(labels(prospect)).not.toContain('Dispute with a franchisee');
    await prospect.presses('Damage or an injury');
    expect(prospect.last().text).toContain('Is anyone hurt?');
  });

  it.each([
    ['/praise', 'What did they do so well?'],
    ['/suggest', 'What do you suggest?'],
    ['/service', 'What is wrong with it?'],
    ['/damage', 'Is anyone hurt?'],
    ['I have a suggestion', 'What do you suggest?'],
    ['我要报修', 'What is wrong with it?'],
  ])('“%s” asks at once', async (words, question) => {
    const { franchisee } = await store();
    await franchisee.says(words);
    expect(franchisee.last().text).toContain(question);
  });

  it('takes words given with a command as the beginning', async () => {
    const { franchisee } = await store();
    await franchisee.says('/service The freezer in BJ001 is not cooling since yesterday');
    expect(franchisee.hears()).toContain('朝阳路店 (BJ001)');
    expect(franchisee.last().text).toContain('Which equipment or system is it?');
  });
});

describe('praise', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'is thanked for, read out and told of, in %s',
    async (language) => {
      const { chat, franchisee, neighbour, desk, word, tell } = await store({ language });
      await tell('/praise', '4242 ♥♥ 上上下下', 'Dora', 'BJ001', word('praise.when.skip'), word('praise.shopper.skip'));
      expect(franchisee.all().map(({ text }) => text)).toContain(word('praise.first'));
      await franchisee.presses(word('praise.submit'));
      const [filed] = await chat.cases();
      expect(filed).toMatchObject({ kind: 'praise', outletId: BJ001, urgent: false, severity: 'general' });
      expect(Date.parse(filed?.dueAt ?? '') - Date.parse(NOON)).toBe(7 * 24 * HOUR_MS);

      // The manager reads it out; Dora, whose name it is, hears of it herself.
      expect(neighbour.last().text).toContain('上上下下');
      expect(neighbour.last().text).toContain(word('praise.told.known').replace('{name}', 'Dora'));
      expect(desk.all().map(({ text }) => text)).toContain(
        word('praise.told.you').replace('{text}', '4242 ♥♥ 上上下下'),
      );

      await neighbour.presses(word('card.button.readout'));
      expect((await chat.cases())[0]).toMatchObject({ status: 'confirmed', outcome: 'read-out' });
      expect(franchisee.last().text).toBe(word('case.told.readout').replace('{number}', filed?.number ?? ''));
      expect(franchisee.last().buttons).toBeUndefined();
      expect(await chat.timers('case.due')).toEqual([]);
      await franchisee.says('/cases');
      expect(franchisee.last().text).toContain(word('case.status.read-out'));
      for (const speaker of [franchisee, neighbour, desk]) expectOnly(language, speaker.all(), [...NAMES, '上上下下']);
    },
  );

  it('of someone with a name that nobody has is passed on by the manager, and by the desk where there is none', async () => {
    const { franchisee, neighbour, desk, tell } = await store();
    await tell('/praise She carried my bags', 'Nobody Known', 'BJ001', 'skip', 'skip', 'yes');
    expect(neighbour.last().text).toContain('Please also pass it on to Nobody Known in person.');
    await tell('/praise He found my keys', 'skip', 'SH001', 'skip', 'skip', 'yes');
    expect(desk.last().text).toContain('no store manager can be reached here');
    await desk.presses('Read out');
    expect(franchisee.last().text).toContain('were read out');
  });

  it('alarms nobody: one gentle word to the manager after a week', async () => {
    const { chat, neighbour, desk, tell } = await store();
    await tell('/praise She carried my bags', 'skip', 'BJ001', 'skip', 'skip', 'yes');
    const before = desk.all().length;
    chat.passHours(24 * 7);
    await chat.fireTimers('case.warn');
    await chat.fireTimers('case.due');
    chat.passHours(24 * 7);
    await chat.fireTimers();
    expect(neighbour.all().filter(({ text }) => text.startsWith('A gentle reminder'))).toHaveLength(1);
    expect(desk.all().slice(before)).toEqual([]);
  });

  it('that its manager passes on for a shopper is read out by the same', async () => {
    const { chat, neighbour } = await store();
    for (const words of ['/praise She carried my bags', 'skip', 'BJ001', 'skip', 'skip', 'yes'])
      await neighbour.says(words);
    await neighbour.presses('Read out');
    expect((await chat.cases())[0]).toMatchObject({ status: 'confirmed', outcome: 'read-out' });
  });

  it('is not resolved, and needs no deadline explained', async () => {
    const { chat, desk, tell } = await store();
    await tell('/praise She carried my bags', 'skip', 'SH001', 'skip', 'skip', 'yes');
    const [filed] = await chat.cases();
    await desk.says(`/claim ${filed?.number}`);
    await desk.says(`/resolve ${filed?.number} fine`);
    expect(desk.last().text).toContain('is praise');
    await desk.says(`/why-due ${filed?.number}`);
    expect(desk.last().text).toContain('there is no deadline for it');
  });
});

describe('a suggestion', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'is studied, then answered with the reason, in %s',
    async (language) => {
      const { chat, franchisee, desk, word, tell } = await store({ language });
      await tell('/suggest', '4242 ♥♥ 上上下下', word('suggestion.topic.goods'), word('suggestion.outlet.skip'));
      await franchisee.presses(word('complaint.submit'));
      const [filed] = await chat.cases();
      expect(filed).toMatchObject({ kind: 'suggestion', outcome: null });
      expect(Date.parse(filed?.dueAt ?? '') - Date.parse(NOON)).toBe(30 * 24 * HOUR_MS);
      await desk.says(`/claim ${filed?.number}`);
      await desk.presses(word('card.button.resolve'));
      expect(labels(desk).slice(0, 4)).toEqual([
        word('outcome.adopted'),
        word('outcome.partly-adopted'),
        word('outcome.under-study'),
        word('outcome.not-adopted'),
      ]);
      await desk.presses(word('outcome.under-study'));
      chat.passHours(24);
      await desk.says('43');
      await desk.presses(word('desk.send'));
      expect(franchisee.last().text).toContain('43');
      const [studied] = await chat.cases();
      expect(studied).toMatchObject({ status: 'assigned', outcome: 'under-study' });
      expect(Date.parse(studied?.dueAt ?? '') - Date.parse(NOON)).toBe(31 * 24 * HOUR_MS);
      await desk.says(`/resolve ${filed?.number} 44`);
      await desk.presses(word('outcome.adopted'));
      await desk.presses(word('desk.send'));
      expect(franchisee.last().text).toContain(word('outcome.adopted'));
      expect(labels(franchisee)).toEqual([word('case.button.again')]);
      expect((await chat.cases())[0]).toMatchObject({ status: 'confirmed', outcome: 'adopted' });
      for (const speaker of [franchisee, desk]) expectOnly(language, speaker.all(), [...NAMES, '上上下下']);
    },
  );

  it('is overdue for the supervisor, then for the head of marketing', async () => {
    const { chat, desk, tell } = await store();
    await tell('/suggest Smaller packs of rice please', 'skip', 'skip', 'yes');
    chat.passHours(24 * 34);
    await chat.fireTimers('case.due');
    const told = desk
      .all()
      .flatMap(({ text }) => /(Supervisor|Head of marketing|Store manager|Operations)/.exec(text)?.[0] ?? []);
    expect(told).toEqual(['Supervisor', 'Head of marketing']);
  });

  it('is in the report of those who may read reports, and in that of every month', async () => {
    const { chat, desk, desk2, tell } = await store();
    await tell('/suggest Smaller packs of rice please', 'skip', 'skip', 'yes');
    await desk2.says('/suggestions');
    expect(desk2.last().text).toContain('That command is for');
    await grant(chat, desk, { duties: ['marketing-director'] });
    await desk.says('/suggestions');
    expect(desk.last().text).toContain('1 came in.');
    expect(desk.last().text).toContain('not answered yet: 1');
    await desk.says('/suggestions 2026-02');
    expect(desk.last().text).toContain('none.');
    await desk.says('/suggestions soon');
    expect(desk.last().text).toContain('Which month?');

    chat.setClock('2026-04-30T01:00:00.000Z');
    const first = { key: 'first', rev: idOf('first'), dueAt: chat.now(), kind: SUGGESTIONS_TIMER, ids: {} };
    await chat.store.seed({ people: [], accounts: [], outlets: [], timers: [first] });
    await chat.fireTimers(SUGGESTIONS_TIMER);
    expect(desk.last().text).toContain('from Sun, 1 March 2026 to Tue, 31 March 2026: 1 came in.');
    expect(desk.last().text).toContain('1 is open for more than 30 days:');
    expect(desk.last().text).toContain('Smaller packs of rice please');
    expect(await chat.timers(SUGGESTIONS_TIMER)).toMatchObject([
      { dueAt: expect.stringContaining('2026-05-01T01:00') },
    ]);
  });
});

describe('a service order', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])('is taken down for the service desk, in %s', async (language) => {
    const { chat, franchisee, desk, word, tell } = await store({ language });
    await tell(
      '/service',
      '4242 ♥♥ 上上下下',
      '43',
      'BJ001',
      word('service.since.skip'),
      word('service.urgency.urgent'),
    );
    await tell(word('complaint.files.skip'), '13800138000');
    await franchisee.presses(word('complaint.submit'));
    const [filed] = await chat.cases();
    expect(filed).toMatchObject({ kind: 'service', outletId: BJ001, urgent: false, severity: 'serious' });
    expect(desk.last().facts?.map(({ label }) => label)).toContain(word('service.equipment'));
    await desk.says(`/claim ${filed?.number}`);
    await desk.says(`/resolve ${filed?.number} 44`);
    await desk.presses(word('outcome.repaired'));
    await desk.presses(word('desk.send'));
    await franchisee.presses(word('case.button.confirm'));
    expect((await chat.cases())[0]).toMatchObject({ status: 'confirmed', outcome: 'repaired' });
    for (const speaker of [franchisee, desk]) expectOnly(language, speaker.all(), [...NAMES, '上上下下']);
  });
});

describe('damage', () => {
  const seen = (word: (key: MessageKey) => string, ...answers: ('yes' | 'no' | 'unknown')[]) =>
    answers.map((answer) => word(`damage.seen.${answer}`));

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'with someone hurt gets advice and word to the desk before anything else, in %s',
    async (language) => {
      const { chat, franchisee, desk, word, tell } = await store({ language });
      await franchisee.says('/damage');
      expect(franchisee.last().text).toContain(word('damage.hurt.ask'));
      await franchisee.presses(word('damage.hurt.yes'));
      expect(franchisee.hears()).toContain('120');
      expect(franchisee.last().text).toContain(word('damage.injury.ask'));
      expect(desk.all()).toHaveLength(1);
      expect(desk.last().text).toContain('Ada');
      expect(await chat.cases()).toEqual([]);

      await tell(word('damage.injury.skip'), '4242 ♥♥ 上上下下', 'BJ001', '2026-03-17 15:00', '43', '2', '300', '44');
      await tell(word('complaint.files.skip'), word('damage.hands.child'));
      await tell(...seen(word, 'yes', 'no', 'no', 'yes'));
      expect(franchisee.hears()).toContain(word('damage.why.placement'));
      expect(labels(franchisee)[0]).toBe(word('damage.responsibility.store'));
      await franchisee.presses(word('damage.responsibility.store'));
      await tell(word('damage.compensation.open'), '13800138000');
      await franchisee.presses(word('complaint.submit'));
      const [filed] = await chat.cases();
      expect(filed).toMatchObject({ kind: 'damage', urgent: true, severity: 'critical' });
      expect(Date.parse(filed?.dueAt ?? '') - Date.parse(NOON)).toBe(4 * HOUR_MS);
      const [, called = ''] = word('damage.filed.hurt').split(/\{\w+\}/);
      expect(franchisee.hears()).toContain(called);
      // What would have helped this time stands first.
      expect(franchisee.last().text.split('\n').slice(0, 3)).toEqual([
        word('damage.prevention'),
        word('damage.prevention.attend'),
        word('damage.prevention.placement'),
      ]);
      expect(desk.all().some(({ facts = [] }) => facts.some(({ value }) => value === '¥300'))).toBe(true);
      expect(labels(desk)).not.toContain(word('card.button.check'));
      for (const speaker of [franchisee, desk]) expectOnly(language, speaker.all(), [...NAMES, '上上下下']);
    },
  );

  it('that is settled on the spot is only checked, by headquarters and not by the store', async () => {
    const { chat, franchisee, neighbour, desk, word, tell } = await store();
    await tell('/damage A shopper dropped two bottles in BJ001 yesterday at 3 pm, nobody was hurt');
    expect(franchisee.hears()).toContain('No, nobody');
    await tell('Red wine', '2', '¥128.50', 'Aisle 3', 'skip', word('damage.hands.shopper'));
    await tell(...seen(word, 'no', 'no', 'yes', 'no'), word('damage.responsibility.shopper'));
    await tell(word('outcome.shopper-pays-part'), '60', 'Mr Li and Bob', '13800138000');
    expect(franchisee.last().facts?.map(({ value }) => value)).toContain('¥60');
    await franchisee.presses('Send to headquarters');
    expect(franchisee.hears()).toContain('headquarters only checks the record');
    const [filed] = await chat.cases();
    expect(filed).toMatchObject({ kind: 'damage', urgent: false, severity: 'general' });
    await neighbour.says(`/check ${filed?.number}`);
    expect(neighbour.last().text).toContain('Only headquarters’ staff');
    await desk.presses('Confirm the record');
    expect((await chat.cases())[0]).toMatchObject({ status: 'confirmed', outcome: 'shopper-pays-part' });
    expect(franchisee.last().text).toContain('has checked the record and confirms it (shopper pays a part)');
  });

  it('told of with an injury begins at once, with the number of the store’s place', async () => {
    const { franchisee, desk } = await store({ language: 'zh-Hant' });
    await franchisee.says('旺角店有客人打碎了酒瓶，割傷了手');
    expect(franchisee.hears()).toContain('999');
    expect(desk.last().text).toContain('旺角店 (HK001)');
  });
});
