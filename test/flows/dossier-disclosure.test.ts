/** The disclosure document: noted by staff or the prospect, confirmed, counted, warned about, and told when the waiting period is over. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/domain/person.ts';
import { WAITING_TIMER } from '../../src/flows/dossier/disclosing.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aShop, dossierOf, entryIn } from '../support/dossiers.ts';
import { type Chat, type ChatOptions, chatRoom } from '../support/flows.ts';

const open = chatRoom();
const shop = aShop(open);
const en = CATALOGUES.en;

async function office(options: ChatOptions = {}): Promise<Chat> {
  const chat = await shop(options);
  await chat.give(chat.desk, { duties: ['market-manager'] });
  await chat.prospect.says('/dossier');
  return chat;
}

/** Noted by staff, for the 10th of March 2026, in China. */
async function noted(chat: Chat, words = '/disclosed Cleo 10 March 2026', country = 'China mainland'): Promise<void> {
  await chat.desk.says(words);
  await chat.desk.says(country);
  await chat.desk.presses(en['disclosure.submit']);
}

describe('a disclosure document', () => {
  it('is noted by staff, confirmed by the prospect, and stands in the dossier with the earliest day', async () => {
    const chat = await office();
    const { prospect, desk } = chat;
    await noted(chat);
    expect(desk.hears()).toContain('Fri, 10 April 2026');
    expect(desk.hears()).toContain('not confirmed by the prospect yet');
    expect((await dossierOf(chat)).disclosure).toMatchObject({
      ...{ receivedOn: '2026-03-10', country: 'CN', byId: desk.personId, confirmedAt: null },
    });
    expect(prospect.last().text).toContain('Tue, 10 March 2026');
    await prospect.presses(en['disclosure.button.received']);
    expect((await dossierOf(chat)).disclosure?.confirmedAt).toBe(chat.now());
    expect(prospect.hears()).toContain('as you confirmed');
    expect(desk.last().text).toContain('Cleo says');
    await prospect.says('/dossier');
    expect(prospect.hears()).toContain('runs until Thu, 9 April 2026');
    // Neither the document nor who has noted it makes two dossiers of one brand.
    expect(await chat.store.reads.dossiersOf(prospect.personId, 5)).toHaveLength(1);
  });

  it('was received on another day, as the prospect says: theirs counts, and the desk hears both', async () => {
    const chat = await office();
    const { prospect, desk } = chat;
    await noted(chat);
    await prospect.presses(en['disclosure.button.other-day']);
    await prospect.says('tomorrow');
    expect(prospect.hears()).toContain('is still to come');
    await prospect.says('12 March');
    expect((await dossierOf(chat)).disclosure).toMatchObject({ receivedOn: '2026-03-12', confirmedAt: chat.now() });
    expect(desk.last().text).toContain('Thu, 12 March 2026, not on Tue, 10 March 2026');
  });

  it('stands with each answer as it stood then, whatever is noted later', async () => {
    const chat = await office();
    const { prospect } = chat;
    await prospect.says('/dossier territory');
    await prospect.presses(en['dossier.button.ask']);
    expect(prospect.hears()).toContain(en['waiting.then.undisclosed']);
    await noted(chat);
    await prospect.says('/dossier supply');
    await prospect.presses(en['dossier.button.find']);
    await prospect.says('By lorry, once a week.');
    await prospect.presses(en['dossier.source.research']);
    await prospect.presses(en['dossier.worrying.no']);
    await prospect.says('/dossier territory');
    const then = async (item: string) => (await entryIn(chat, item))?.answers[0]?.waiting;
    expect(await then('hq-territory')).toEqual({ state: 'undisclosed', earliest: null });
    expect(await then('hq-supply')).toEqual({ state: 'running', earliest: '2026-04-10' });
    expect(prospect.hears()).toContain(en['waiting.then.undisclosed']);
  });

  it('begins on the calendar of the prospect, and both sides hear by day when it is over, once', async () => {
    const chat = await office();
    const { prospect, desk } = chat;
    await prospect.says('my time zone is New York');
    // In Shanghai it is the 20th already.
    chat.setClock('2026-03-19T20:00:00.000Z');
    await desk.says('/disclosed Cleo 20 March 2026');
    await desk.says('us');
    await desk.presses(en['disclosure.submit']);
    expect(desk.hears()).toContain(en['dossier.no.in-future']);
    await noted(chat, '/disclosed Cleo 19 March 2026', 'United States');
    expect((await chat.timers(WAITING_TIMER)).map(({ dueAt }) => new Date(dueAt).toISOString())).toEqual([
      '2026-04-03T13:00:00.000Z',
    ]);
    chat.setClock('2026-04-03T12:59:59.000Z');
    expect(await chat.fireTimers(WAITING_TIMER)).toBe(0);
    chat.setClock('2026-04-03T13:00:00.000Z');
    expect(await chat.fireTimers(WAITING_TIMER)).toBe(1);
    expect(prospect.last().text).toContain('Fri, 3 April 2026 is the first day');
    expect(desk.last().text).toContain('the waiting period is over');
    expect(await chat.timers(WAITING_TIMER)).toEqual([]);
  });

  it('noted anew moves the day: the earlier one tells nobody', async () => {
    const chat = await office();
    const { prospect, desk } = chat;
    await noted(chat);
    await desk.presses(en['disclosure.button.change']);
    await desk.says('17 March 2026');
    await desk.presses(en['disclosure.submit']);
    const before = prospect.all().length;
    chat.setClock('2026-04-10T06:00:00.000Z');
    await chat.fireTimers(WAITING_TIMER);
    expect(prospect.all()).toHaveLength(before);
    chat.setClock('2026-04-17T06:00:00.000Z');
    await chat.fireTimers(WAITING_TIMER);
    expect(prospect.last().text).toContain('Fri, 17 April 2026 is the first day');
    await chat.fireTimers(WAITING_TIMER);
    expect(prospect.all()).toHaveLength(before + 1);
  });

  it('warns of signing or paying too early, whoever notes it, and gives no advice', async () => {
    const chat = await office();
    const { prospect, desk } = chat;
    await noted(chat);
    await desk.presses(en['disclosure.button.plan']);
    await desk.presses(en['disclosure.plan.signing']);
    await desk.says('9 April');
    await desk.says('9 April 2026');
    expect(desk.hears()).toContain('Too early: signing is noted for Thu, 9 April 2026');
    expect(desk.hears()).toContain(en['waiting.advice']);
    expect(prospect.last().text).toContain('from Fri, 10 April 2026 on');
    await prospect.says('/dossier worries');
    expect(prospect.hears()).toContain('Too early: signing');
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.button.disclosure']);
    await prospect.presses(en['disclosure.button.plan']);
    await prospect.presses(en['disclosure.plan.signing']);
    await prospect.says('10.4.2026');
    await prospect.presses('Fri, 10 April 2026');
    expect(prospect.hears()).not.toContain('Too early');
    expect((await dossierOf(chat)).planned).toEqual({ signing: '2026-04-10', payment: null });
    expect(desk.last().text).toContain('Signing: Fri, 10 April 2026');
  });

  it('is nobody’s to note who may not, and says of a dossier nothing but its days', async () => {
    const chat = await office();
    const { prospect, desk, desk2 } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.button.own']);
    await prospect.says('Is the owner honest?');
    await desk2.says('/disclosed Cleo yesterday');
    expect(desk2.hears()).toContain(en['command.not-allowed']);
    await noted(chat);
    expect(
      desk
        .all()
        .map(({ text }) => text)
        .join('\n'),
    ).not.toContain('honest');
    await desk2.forges(desk.button(en['disclosure.button.plan']));
    expect(desk2.hears()).toContain(en['command.not-allowed']);
    await desk.says('/disclosed Emil yesterday');
    expect(desk.hears()).toContain(en['people.none-found']);
    // For whom there is no dossier yet, one begins.
    await noted(chat, '/disclosed Ada 10 March 2026');
    const [begun] = await chat.store.reads.dossiersOf(chat.franchisee.personId, 5);
    expect(begun).toMatchObject({ seq: 1, disclosure: { receivedOn: '2026-03-10' } });
    await desk.says('/disclosed');
    expect(desk.hears()).toContain('/disclosed');
  });

  it.each(LANGUAGES)('is noted by the prospect themselves, in %s, and the country asked once', async (language) => {
    const chat = await office({ language });
    const { prospect } = chat;
    const words = CATALOGUES[language];
    await prospect.says('/dossier');
    await prospect.presses(words['dossier.button.disclosure']);
    expect(prospect.hears()).toContain(words['waiting.undisclosed']);
    await prospect.presses(words['disclosure.button.note']);
    await prospect.says('2026-03-10');
    await prospect.says('美国');
    expect((await dossierOf(chat)).disclosure).toMatchObject({ country: 'US', confirmedAt: chat.now() });
    await prospect.presses(words['disclosure.button.change']);
    await prospect.says('2026-03-11');
    expect((await dossierOf(chat)).disclosure).toMatchObject({ receivedOn: '2026-03-11', country: 'US' });
    expect(prospect.hears()).toContain(words['waiting.advice']);
  });

  it('follows the days that headquarters has set, and says where none are', async () => {
    const chat = await office({ dossierRules: { waitingDays: { MY: 7 }, forecastAbovePercent: 20 } });
    await noted(chat, '/disclosed Cleo 10 March 2026', 'Malaysia');
    expect(chat.desk.hears()).toContain('Wed, 18 March 2026');
    await noted(chat, '/disclosed Cleo 10 March 2026 ', 'France');
    expect(chat.desk.hears()).toContain('Malaysia');
  });
});
