/** Reminders to go on with a dossier: only if wanted, by day, naming what is left, stopped by a word; and dossiers side by side. */
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/core/ids.ts';
import { DOSSIER_ITEMS, INTERVIEW_ITEMS, partOf } from '../../src/domain/dossier-items.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { GO_ON_TIMER } from '../../src/flows/dossier/going-on.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { readReminderWish } from '../../src/recognition/reminder-wish.ts';
import { aShop, dossierOf } from '../support/dossiers.ts';
import { type Chat, chatRoom } from '../support/flows.ts';

const open = chatRoom();
const shop = aShop(open);
const en = CATALOGUES.en;
const due = async (chat: Chat) => (await chat.timers(GO_ON_TIMER)).map(({ dueAt }) => new Date(dueAt).toISOString());

describe('reminders to go on', () => {
  it('are asked for once, come by day, name what is left, and stop at a word', async () => {
    const chat = await shop();
    const { prospect } = chat;
    await prospect.says('/dossier');
    expect(prospect.hears()).toContain(en['dossier.remind.ask']);
    expect(prospect.last().text).toContain('Your dossier on');
    await prospect.says('/dossier');
    expect(prospect.hears()).not.toContain(en['dossier.remind.ask']);
    expect(await due(chat)).toEqual([]);
    // A Wednesday at 22:00 in Shanghai, so that it would come at night.
    chat.setClock('2026-03-18T14:00:00.000Z');
    await prospect.presses('Every week');
    expect(await due(chat)).toEqual(['2026-03-26T01:00:00.000Z']);
    chat.setClock('2026-03-26T01:00:00.000Z');
    await chat.fireTimers(GO_ON_TIMER);
    expect(prospect.last().text).toContain('24 items are left');
    expect(prospect.last().text).toContain(en['dossier.item.hq-profit']);
    expect(prospect.last().text).toContain('nobody yet');
    expect(await due(chat)).toEqual(['2026-04-02T01:00:00.000Z']);
    await prospect.says('stop reminding me');
    expect(prospect.hears()).toContain(en['dossier.remind.none']);
    const before = prospect.all().length;
    chat.setClock('2026-04-02T01:00:00.000Z');
    await chat.fireTimers(GO_ON_TIMER);
    expect(prospect.all()).toHaveLength(before);
    expect(await due(chat)).toEqual([]);
  });

  it('leave alone whoever goes on by themselves, and wait for the morning after a standstill', async () => {
    const chat = await shop();
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.says('remind me every 3 days');
    chat.setClock('2026-03-20T04:00:00.000Z');
    await prospect.says('/dossier territory');
    await prospect.presses(en['dossier.button.note']);
    await prospect.says('Ask again.');
    const before = prospect.all().length;
    chat.setClock('2026-03-21T04:00:00.000Z');
    await chat.fireTimers(GO_ON_TIMER);
    expect(prospect.all()).toHaveLength(before);
    expect(await due(chat)).toEqual(['2026-03-23T04:00:00.000Z']);
    chat.setClock('2026-03-25T18:00:00.000Z');
    await chat.fireTimers(GO_ON_TIMER);
    expect(prospect.all()).toHaveLength(before);
    expect(await due(chat)).toEqual(['2026-03-26T01:00:00.000Z']);
  });

  it('end when nothing is left, and what was chosen before is of no account', async () => {
    const chat = await shop();
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.presses('Every week');
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.remind.stop']);
    await prospect.presses('Every 3 days');
    expect(await due(chat)).toEqual(['2026-03-21T04:00:00.000Z', '2026-03-25T04:00:00.000Z']);
    const answer = {
      ...{ text: 'x', source: 'research', who: null, at: chat.now(), policy: null, figures: null },
      ...{ worrying: false, waiting: null },
    };
    const { id } = await dossierOf(chat);
    const items = [
      ...(await dossierOf(chat)).entries,
      ...INTERVIEW_ITEMS.map((item) => ({ item, interview: 'i' })),
      ...DOSSIER_ITEMS.filter((item) => partOf(item) !== 'interviews').map((item) => ({ item, interview: null })),
    ].map((key) => ({
      ...key,
      state: 'answered',
      words: null,
      answers: [answer],
      notes: [],
      flag: null,
      questionId: null,
    }));
    const interview = { id: 'i', name: 'Wang', years: 4, similar: true, at: chat.now() };
    await chat.sql(
      `update dossier set entries = '${JSON.stringify(items)}', interviews = '${JSON.stringify([interview])}' where id = '${id}'`,
    );
    const before = prospect.all().length;
    chat.setClock('2026-04-30T04:00:00.000Z');
    await chat.fireTimers(GO_ON_TIMER);
    expect(prospect.all()).toHaveLength(before);
    expect(await due(chat)).toEqual([]);
    expect((await dossierOf(chat)).goOn?.everyDays).toBeNull();
  });

  it.each(LANGUAGES)('are offered and refused in %s', async (language) => {
    const chat = await shop({ language });
    const words = CATALOGUES[language];
    await chat.prospect.says('/dossier');
    await chat.prospect.presses(words['dossier.remind.no']);
    expect(chat.prospect.hears()).toContain(words['dossier.remind.none']);
    expect(await due(chat)).toEqual([]);
  });

  it.each([
    ['Remind me every week.', 7],
    ['please remind me every five days', 5],
    ['remind me every two weeks', 14],
    ['remind me every other day', 2],
    ['每三天提醒我一次', 3],
    ['每週提醒我', 7],
    ['别再提醒我了', 0],
    ['Don’t remind me any more', 0],
    ['remind me of my callback', undefined],
    ['每天几点开门？', undefined],
  ])('are read from %s', (words, days) => {
    expect(readReminderWish(words)).toBe(days);
  });
});

describe('dossiers of several brands', () => {
  const BETA = 'Beta Tea';
  const withBeta = (all: Policy[]): Policy[] => [
    ...all,
    ...all.filter(({ key }) => key === 'royalty').map((one) => ({ ...one, brand: BETA, id: idOf('beta', one.id) })),
  ];

  it('are compared item by item, in the chat and as files', async () => {
    const chat = await shop({}, withBeta);
    const { prospect } = chat;
    const finds = async (text: string, worrying: string) => {
      await prospect.says('/dossier trading area');
      await prospect.presses(en['dossier.button.find']);
      await prospect.says(text);
      await prospect.presses(en['dossier.source.contract']);
      await prospect.presses(worrying);
    };
    await prospect.says('/dossier linxi');
    await finds('Sister brands are allowed.', en['dossier.worrying.yes']);
    await prospect.says('/dossier compare');
    expect(prospect.hears()).toContain(en['dossier.brands.one']);
    await prospect.says('/dossier beta');
    await finds('Protected.', en['dossier.worrying.no']);
    await prospect.says('/dossier compare');
    const said = prospect.last().text;
    expect(said).toMatch(
      /Linxi Home: ● Sister brands are allowed\. ⚑ Second brand nearby possible\n– Beta Tea: ● Protected\./,
    );
    const files = await chat.sql('select name, type from file order by name');
    expect(files).toEqual([
      ['brands.csv', 'text/csv'],
      ['brands.md', 'text/markdown'],
    ]);
  });
});
