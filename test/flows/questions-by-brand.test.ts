/** Questions where headquarters has several brands, and texts that differ by region: what is meant is asked once, kept, and changed in words. */
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/core/ids.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aShop, dossierOf } from '../support/dossiers.ts';
import { type Chat, chatRoom } from '../support/flows.ts';

const open = chatRoom();
const shop = aShop(open);
const en = CATALOGUES.en;
const LINXI = '林溪家居 · Linxi Home';
const BETA = 'Beta Tea';
const BY_POST = 'Send it back by post within ninety days.';
const ROYALTY = 'How much is the royalty?';

const variant = (of: Policy, change: Partial<Pick<Policy, 'brand' | 'region'>>, body: string): Policy => ({
  ...of,
  ...change,
  id: idOf('variant', of.id, JSON.stringify(change)),
  approved: of.approved && { ...of.approved, body },
});

const withBeta = (all: Policy[]): Policy[] => [
  ...all,
  ...all
    .filter(({ key }) => key === 'royalty' || key === 'exchange-goods')
    .map((one) => variant(one, { brand: BETA }, `Beta, ${one.language}. ${one.approved?.body}`)),
];
const inUS = (all: Policy[]): Policy[] => [
  ...all,
  ...all.filter(({ key }) => key === 'exchange-goods').map((one) => variant(one, { region: 'US' }, BY_POST)),
];

const inquiry = async ({ store, prospect }: Chat) => (await store.reads.person(prospect.personId))?.inquiry;

describe('a question where there are several brands', () => {
  it.each(LANGUAGES)('asks once which is meant, in %s, and answers by that one from then on', async (language) => {
    const words = CATALOGUES[language];
    const { prospect } = await shop({ language }, withBeta);
    await prospect.says(ROYALTY);
    expect(prospect.last().text).toBe(words['inquiry.brand']);
    expect(prospect.last().buttons?.map(({ label }) => label)).toEqual([BETA, LINXI]);
    await prospect.presses(BETA);
    expect(prospect.hears()).toContain(`Beta, ${language}.`);
    await prospect.says('加盟后每月要交管理费吗？');
    expect(prospect.hears()).not.toContain(words['inquiry.brand']);
  });

  it('takes the name or the number in words, and another one later', async () => {
    const chat = await shop({}, withBeta);
    const { prospect } = chat;
    await prospect.says(ROYALTY);
    await prospect.says('beta');
    expect(prospect.hears()).toContain('Beta, en.');
    expect(prospect.hears()).toContain(`This is about ${BETA}`);
    expect(await inquiry(chat)).toEqual({ brand: BETA, region: null, questionId: null });
    await chat.neighbour.says(ROYALTY);
    await chat.neighbour.says('2');
    expect(chat.neighbour.hears()).toContain(`This is about ${LINXI}`);
    await prospect.says('another brand');
    await prospect.presses(LINXI);
    expect(prospect.hears()).toContain(`about ${LINXI}`);
    await prospect.says(ROYALTY);
    expect(prospect.hears()).toContain('From our policy');
    expect(prospect.hears()).not.toContain('Beta, en.');
    await prospect.says('I mean Beta Tea');
    expect(await inquiry(chat)).toMatchObject({ brand: BETA });
    await prospect.says('林溪家居的合同签几年？');
    expect(prospect.hears()).toContain('From our policy');
    await prospect.says('I mean Beta Tea');
    // What names a brand is about that one, and so is what follows.
    await prospect.says('How much is the royalty at Linxi Home?');
    expect(prospect.hears()).not.toContain('Beta, en.');
    expect(await inquiry(chat)).toMatchObject({ brand: LINXI });
  });

  it('is not answered by the one looked into when the words shorten another one’s name', async () => {
    const { prospect } = await shop({}, withBeta);
    await prospect.says('beta: how much is the royalty');
    expect(prospect.hears()).toContain('Beta, en.');
    await prospect.says('and how much is the royalty of 林溪');
    expect(prospect.last().text).toBe(en['inquiry.brand']);
    await prospect.presses(LINXI);
    expect(prospect.hears()).toContain(`This is about ${LINXI}`);
    expect(prospect.hears()).not.toContain('Beta, en.');
  });

  it('is said by its bare name, also where a button was offered, with what can be done about it', async () => {
    const { prospect } = await shop({}, withBeta);
    await prospect.says('Beta Tea opens near me next week');
    expect(prospect.hears()).not.toContain('from now on');
    await prospect.presses(en['front.button.no']);
    await prospect.says('/dossier');
    await prospect.says('林溪家居');
    await prospect.presses(en['command.dossier.menu']);
    expect(prospect.hears()).toContain(`Your dossier on ${LINXI}`);
    await prospect.says('/apply');
    await prospect.says('“Beta Tea”');
    expect(prospect.last().text).toContain(BETA);
    await prospect.presses(en['apply.button']);
    expect(prospect.hears()).toContain(`Application to join ${BETA}`);
  });

  it('goes to staff with the brand, and their answer becomes a text of that brand', async () => {
    const chat = await shop({}, withBeta);
    const { prospect, desk } = chat;
    await prospect.says('/dossier beta');
    await prospect.says('/dossier lawsuits');
    await prospect.presses(en['dossier.button.ask']);
    const [current] = await chat.cases();
    expect(current?.facts.brand).toBe(BETA);
    await chat.give(desk, { duties: ['supervisor'] });
    await desk.says(`/claim ${current?.number}`);
    expect(desk.hears()).toContain(BETA);
    await desk.says(`/resolve ${current?.number}`);
    await desk.presses('informed');
    await desk.says('None.');
    await desk.presses('Send it');
    await desk.forges(`z:${current?.id}:keep`);
    expect((await chat.store.reads.policyDrafts(5)).map(({ brand }) => brand)).toEqual([BETA]);
  });

  it('is about the brand whose dossier they have turned to', async () => {
    const chat = await shop({}, withBeta);
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.presses(LINXI);
    // Of two brands the other one is meant.
    await prospect.presses(en['dossier.button.another']);
    expect((await chat.store.reads.dossiersOf(prospect.personId, 5)).map(({ brand }) => brand)).toEqual([LINXI, BETA]);
    await prospect.says(ROYALTY);
    expect(prospect.hears()).toContain('Beta, en.');
    await prospect.says('/dossier linxi');
    await prospect.says('what is left?');
    await prospect.says('/dossier');
    expect(prospect.hears()).toContain(`Your dossier on ${LINXI}`);
    await prospect.says(ROYALTY);
    expect(prospect.hears()).not.toContain('Beta, en.');
  });

  it('asks nobody where there is one', async () => {
    const { prospect } = await shop();
    await prospect.says(ROYALTY);
    expect(prospect.hears()).toContain('From our policy');
    expect(prospect.hears()).not.toContain('This is about');
  });
});

describe('a text of a region', () => {
  const GOODS = 'Can I return what I can’t sell?';

  it('is quoted to whom it is for; who is elsewhere has the general one, and the region is asked once', async () => {
    const chat = await shop({}, inUS);
    const { prospect } = chat;
    await prospect.says(GOODS);
    expect(prospect.last().text).toBe(en['inquiry.region']);
    await prospect.presses('United States');
    expect(prospect.hears()).toContain(BY_POST);
    expect(prospect.hears()).toContain('Applies in United States');
    await prospect.says(GOODS);
    expect(prospect.hears()).toContain(BY_POST);
    await prospect.says('another region');
    await prospect.presses(en['inquiry.elsewhere']);
    await prospect.says(GOODS);
    expect(prospect.hears()).toContain('From our policy');
    expect(prospect.hears()).not.toContain(BY_POST);
    await prospect.says('my store will be in the USA');
    await prospect.says(GOODS);
    expect(prospect.hears()).toContain(BY_POST);
  });

  it('is known from the country of the dossier, and answers its item', async () => {
    const chat = await shop({}, inUS);
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.button.own']);
    await prospect.says(GOODS);
    await prospect.presses(en['dossier.button.ask']);
    const own = async () => (await dossierOf(chat)).entries.find(({ item }) => item === 'own-1');
    expect(await own()).toMatchObject({ state: 'open', answers: [] });
    await prospect.says('US');
    expect(await own()).toMatchObject({ state: 'answered', answers: [{ text: BY_POST }] });
    expect(await inquiry(chat)).toMatchObject({ region: 'US', questionId: null });
  });

  it('is not asked of whoever is known to be there', async () => {
    const chat = await shop({}, inUS);
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.button.disclosure']);
    await prospect.presses(en['disclosure.button.note']);
    await prospect.says('2026-03-10');
    await prospect.says('USA');
    await prospect.says(GOODS);
    expect(prospect.hears()).toContain(BY_POST);
  });
});
