/** Qualification (F05): a prospect applies, headquarters sees score and reasons and decides, and the prospect hears of it kindly. */
import { describe, expect, it } from 'vitest';
import type { Application } from '../../src/domain/application.ts';
import { DEFAULT_APPLICATION_RULES } from '../../src/domain/application-rules.ts';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import { CATALOGUES, type MessageKey } from '../../src/locales/catalogue.ts';
import { playgroundPolicies } from '../../src/playground-policies.ts';
import { type Chat, type ChatOptions, chatRoom, NOON, type Speaker } from '../support/flows.ts';
import { aColleague } from '../support/staff.ts';

const open = chatRoom();
const en = CATALOGUES.en;

interface Office extends Chat {
  /** May decide, in a chat of their own. */
  decider: Speaker;
}

async function office(options: ChatOptions = {}): Promise<Office> {
  const chat = await open({ language: 'en', ...options });
  await chat.store.seed({
    ...{ people: [], accounts: [], outlets: [], timers: [] },
    policies: await playgroundPolicies(NOON),
  });
  await chat.give(chat.desk, { duties: ['supervisor'] });
  const decider = await aColleague(chat, 'Mia', { duties: ['market-manager'] });
  return { ...chat, decider };
}

const BRAND = '林溪家居 · Linxi Home';
const CULTURE = 'I like how patient your people are with children, but not the queue.';

/** Answers by button (a key) or in words, in the order of the questions. */
const ANSWERS: readonly (MessageKey | { words: string })[] = [
  'apply.consent.yes',
  { words: 'Cleo Lin' },
  { words: '13800138000' },
  { words: 'Suzhou' },
  'apply.skip',
  'apply.experience.own-long',
  { words: 'A bookshop for four years.' },
  'apply.trading.yes',
  { words: 'Books and toys' },
  'apply.relation.complementary',
  { words: '800,000 yuan' },
  'apply.source.mixed',
  'apply.skip',
  'apply.team.some',
  'apply.work.full',
  'apply.standards.fully',
  { words: CULTURE },
  'apply.visited.one',
  'apply.skip',
  'apply.plan.one',
  'apply.skip',
  'apply.horizon.year',
  'apply.pending.no',
  { words: 'Mr Wang, +8613900139000' },
];

async function fillsIn(speaker: Speaker, language: Language = 'en'): Promise<void> {
  for (const answer of ANSWERS)
    await (typeof answer === 'string' ? speaker.presses(CATALOGUES[language][answer]) : speaker.says(answer.words));
}

/** The same answers, all at once. */
const VALUES = {
  ...{ consent: 'yes', name: 'Cleo Lin', phone: '13800138000', region: 'Suzhou', location: '' },
  ...{ experience: 'own-long', background: 'A bookshop for four years.', trading: 'yes', brands: 'Books and toys' },
  ...{ relation: 'complementary', funds: '800,000 yuan', source: 'mixed', origin: '', team: 'some', work: 'full' },
  ...{ standards: 'fully', culture: CULTURE, visited: 'one', impression: '', plan: 'one', market: '' },
  ...{ horizon: 'year', pending: 'no', references: 'Mr Wang, +8613900139000' },
};

async function fillsInAtOnce(speaker: Speaker): Promise<void> {
  const frame = (await speaker.frames()).at(-1);
  await speaker.submits('apply', VALUES, frame?.draft ?? '');
}

async function applied(chat: Chat, speaker = chat.prospect): Promise<Application> {
  await speaker.says('/apply');
  await fillsInAtOnce(speaker);
  await speaker.presses(en['apply.submit']);
  return await latest(chat, speaker);
}

async function latest(chat: Chat, speaker = chat.prospect): Promise<Application> {
  const [application] = await chat.store.reads.applicationsOf(speaker.personId, 5);
  if (!application) throw new Error('no application');
  return application;
}

describe('an application', () => {
  it.each(LANGUAGES.map((language): [Language] => [language]))(
    'is filled in, looked over and sent in %s, after the questions were seen beforehand',
    async (language) => {
      const words = CATALOGUES[language];
      const chat = await office({ language });
      const { prospect, desk } = chat;
      await prospect.says('/apply questions');
      expect(prospect.hears()).toContain(words['apply.culture.ask']);
      expect(prospect.hears()).toContain(words['application.rule.funds']);
      expect(prospect.hears()).not.toContain(words['apply.health.words.ask']);
      await prospect.presses(words['apply.button']);
      expect(prospect.hears()).toContain('林溪家居');
      await fillsIn(prospect, language);
      expect(prospect.hears()).toContain(CULTURE);
      expect(prospect.hears()).toContain('¥800,000');
      expect(await chat.store.reads.applicationsOf(prospect.personId, 5)).toEqual([]);
      await prospect.presses(words['apply.submit']);
      expect(await latest(chat)).toMatchObject({
        ...{ status: 'open', brand: BRAND, language, score: { points: 95, most: 100 } },
        ...{ dueAt: '2026-03-25T10:00:00.000Z' },
        answers: { name: 'Cleo Lin', phone: '+8613800138000', location: null, relation: 'complementary', change: null },
      });
      // The desk sees where and how many points, but nothing that is personal.
      const card = desk.last();
      expect(card.facts?.map(({ value }) => value).join()).toMatch(/Suzhou,95.*100/);
      expect(JSON.stringify(card)).not.toMatch(/Cleo|13800|800,000|bookshop/);
      await chat.fireTimers('application.forget');
      expect(await chat.sql(`select value from answer where field = 'culture'`)).toEqual([]);
    },
  );

  it('takes no answer without consent, and asks why someone would leave a brand that competes', async () => {
    const chat = await office();
    const { prospect } = chat;
    await prospect.says('I would like to become a franchisee.');
    await prospect.presses(en['apply.consent.no']);
    expect(prospect.hears()).toContain(en['apply.consent.needed']);
    for (const answer of ANSWERS.slice(0, 9))
      await (typeof answer === 'string' ? prospect.presses(en[answer]) : prospect.says(answer.words));
    await prospect.presses(en['apply.relation.competing']);
    expect(prospect.hears()).toContain(en['apply.change.ask']);
    await prospect.says('Their supplier is unreliable.');
    // A draft survives: it is taken up where it was left.
    await chat.restart();
    await prospect.says('/apply');
    await prospect.presses(en['form.resume.continue']);
    expect(prospect.hears()).toContain(en['apply.funds.ask']);
    await prospect.says('a lot');
    expect(prospect.hears()).toContain(en['apply.funds.example']);
  });

  it('is one at a time for a brand, is added to, shows its score, and is withdrawn with all that was answered', async () => {
    const chat = await office();
    const { prospect, decider } = chat;
    const { id } = await applied(chat);
    await prospect.says('/apply');
    expect(prospect.hears()).toContain('is with us already');
    await prospect.says('Where is my application?');
    await prospect.presses(en['apply.button.tell']);
    await prospect.says('I speak four languages.');
    await prospect.says('/application');
    await prospect.presses(en['apply.button.score']);
    expect(prospect.hears()).toMatch(/✓ Enough funds: 15 of 15 \(Funds: ¥800,000\)/);
    expect(prospect.hears()).toContain('– Plan for the market: 0 of 5');
    await chat.neighbour.forges(`u:${id}:withdraw`);
    expect(chat.neighbour.hears()).toContain(en['form.stale']);
    await prospect.presses(en['apply.button.withdraw']);
    expect((await latest(chat)).status).toBe('open');
    await prospect.presses(en['apply.button.withdraw.sure']);
    expect(await latest(chat)).toMatchObject({ status: 'withdrawn', answers: null, score: null, messages: [] });
    await decider.says('/applications withdrawn');
    expect(decider.hears()).toContain(`${BRAND}, withdrawn`);
    expect(decider.hears()).not.toMatch(/Cleo|Suzhou/);
    await decider.forges(`u:${id}:show`);
    expect(decider.hears()).not.toMatch(/Cleo|bookshop/);
    await prospect.presses(en['apply.button.again']);
    await fillsInAtOnce(prospect);
    await prospect.presses(en['apply.submit']);
    expect(await chat.store.reads.applicationsOf(prospect.personId, 5)).toHaveLength(2);
  });

  it('is one, also when two chats of one person send at the same moment', async () => {
    const chat = await office();
    const chats = [chat.prospect, chat.privately(chat.prospect)];
    for (const one of chats) {
      await one.says('/apply');
      await fillsInAtOnce(one);
    }
    await Promise.all(chats.map((one) => one.presses(en['apply.submit'])));
    expect(await chat.store.reads.applicationsOf(chat.prospect.personId, 5)).toHaveLength(1);
    const told = chats.map((one) => one.last().text);
    expect(told.filter((text) => text.includes('is with us already'))).toHaveLength(1);
    expect(told.filter((text) => text.includes('has been sent'))).toHaveLength(1);
  });

  it('is asked for each brand by itself, and nowhere that others read along', async () => {
    const chat = await office();
    const [policy] = await playgroundPolicies(NOON);
    if (!policy) throw new Error('no policy');
    await chat.store.seed({
      ...{ people: [], accounts: [], outlets: [], timers: [] },
      policies: [{ ...policy, id: chat.desk.personId, brand: 'Beta' }],
    });
    await chat.prospect.says('/apply');
    expect(chat.prospect.hears()).toContain(en['apply.choose']);
    await chat.prospect.presses('Beta');
    expect(chat.prospect.hears()).toContain('Application to join Beta');
    await chat.neighbour.says('我想加盟林溪家居');
    expect(chat.neighbour.hears()).toContain(`Application to join ${BRAND}`);
    await chat.neighbour.says('/cancel');
    await chat.neighbour.presses(en['form.cancel.yes']);
    await chat.neighbour.says('I would like to open a Beta store.');
    expect(chat.neighbour.hears()).toContain('Application to join Beta');
    const group = chat.inGroup(chat.prospect);
    await group.says('/apply');
    expect(group.hears()).toContain(en['apply.not-here']);
    await group.says('/application');
    expect(group.hears()).toContain(en['apply.not-here']);
  });
});

describe('health', () => {
  it('is asked only where headquarters allows it, after consent, apart from the rest, and can be taken back', async () => {
    const chat = await office({ applicationRules: { ...DEFAULT_APPLICATION_RULES, health: true } });
    const { prospect, decider } = chat;
    const { id, score } = await applied(chat);
    await prospect.presses(en['apply.button.health']);
    await prospect.presses(en['apply.health.consent.no']);
    expect(await chat.store.reads.applicationHealth(id)).toBeUndefined();
    await prospect.says('/application');
    await prospect.presses(en['apply.button.health']);
    await prospect.presses(en['apply.health.consent.yes']);
    await prospect.says('A bad knee');
    expect(await chat.store.reads.applicationHealth(id)).toMatchObject({ words: 'A bad knee' });
    expect((await latest(chat)).score).toEqual(score);
    await decider.forges(`u:${id}:show`);
    expect(decider.hears()).not.toContain('knee');
    await decider.presses(en['application.button.health']);
    expect(decider.hears()).toContain('A bad knee');
    expect(await chat.sql(`select count(*) from journal where kind = 'audit:health'`)).toEqual([['1']]);
    await prospect.says('/application');
    await prospect.presses(en['apply.button.unhealth']);
    expect(await chat.store.reads.applicationHealth(id)).toBeUndefined();
    await decider.presses(en['application.button.health']);
    expect(decider.hears()).toContain(en['application.health.none']);
  });

  it('is not asked by default', async () => {
    const chat = await office();
    const { id } = await applied(chat);
    expect(chat.prospect.hears()).not.toContain(en['apply.button.health']);
    await chat.prospect.forges(`u:${id}:health`);
    expect(chat.prospect.hears()).toContain(en['form.stale']);
  });
});

describe('headquarters', () => {
  it('opens the whole with reasons, asks back, and invites with a time of its own', async () => {
    const chat = await office();
    const { prospect, decider, desk } = chat;
    await applied(chat);
    await desk.presses(en['application.button.show']);
    expect(desk.hears()).toMatch(/Cleo Lin.*95 of 100/s);
    expect(desk.hears()).toContain('A bookshop for four years.');
    await decider.says('/applications');
    await decider.presses('Cleo Lin');
    await decider.presses(en['application.button.ask']);
    await decider.says('Which street do you have in mind?');
    await decider.presses(en['application.submit']);
    expect(prospect.last().text).toContain('Which street do you have in mind?');
    expect(await latest(chat)).toMatchObject({ asked: true, dueAt: null });
    // Nobody is left waiting: the applicant is reminded once, when they are awake.
    chat.setClock('2026-03-25T10:00:00.000Z');
    await chat.fireTimers();
    expect(prospect.last().text).toContain('waits for your answer');
    expect(desk.last().text).toBe(en['application.desk.unanswered']);
    chat.setClock(NOON);
    await prospect.presses(en['apply.button.answer']);
    await prospect.says('Guanqian Street');
    expect(await latest(chat)).toMatchObject({ asked: false, dueAt: '2026-03-25T10:00:00.000Z' });
    expect(desk.last().text).toBe(en['application.desk.told']);
    await decider.says('/applications Suzhou');
    await decider.presses('Cleo Lin');
    expect(decider.hears()).toContain('Guanqian Street');
    await decider.presses(en['application.button.invite']);
    await decider.presses(en['application.invite.how.we']);
    await decider.says('Friday at 3 pm');
    await decider.says('We look forward to it.');
    await decider.presses(en['application.submit']);
    const heard = prospect.last().text;
    expect(heard).toContain('Good news');
    expect(heard).toContain('We look forward to it.');
    const [call] = await chat.store.reads.callbacksOf(prospect.personId, 5);
    expect(call).toMatchObject({
      ...{ kind: 'requested', status: 'promised', ownerId: decider.personId, topic: `Application to join ${BRAND}` },
      window: { from: '2026-03-20T07:00:00.000Z' },
    });
    expect(await latest(chat)).toMatchObject({
      status: 'invited',
      decision: { type: 'invite', byId: decider.personId },
    });
    const owner = await aColleague(chat, 'Olga', { owner: true });
    await owner.says('/audit');
    expect(owner.hears()).toMatch(/Mia · invited an applicant · Cleo/);
  });

  it('lets the invited choose a time, and nobody decide on their own', async () => {
    const chat = await office();
    const { prospect, decider } = chat;
    const { id } = await applied(chat);
    await decider.forges(`u:${id}:invite`);
    await decider.presses(en['application.invite.how.they']);
    await decider.presses(en['application.text.skip']);
    await decider.presses(en['application.submit']);
    await prospect.presses(en['apply.button.time']);
    await prospect.says('Friday at 3 pm');
    expect(prospect.hears()).toContain(`Application to join ${BRAND}`);
    const own = await applied(chat, decider);
    await decider.forges(`u:${own.id}:invite`);
    expect(decider.hears()).toContain(en['application.told.gone']);
    await decider.says('/applications');
    expect(decider.hears()).toContain(en['applications.none']);
  });

  it('waits until a day that comes back, and declines kindly, without the reason', async () => {
    const chat = await office();
    const { prospect, decider, desk } = chat;
    const { id } = await applied(chat);
    await decider.forges(`u:${id}:wait`);
    await decider.presses(en['application.wait.day']);
    await decider.says('yesterday');
    expect(decider.hears()).toContain(en['apply.no.day-past']);
    await decider.says('1 May');
    await decider.says('No store planned there before summer.');
    await decider.presses(en['application.text.skip']);
    await decider.presses(en['application.submit']);
    expect(await latest(chat)).toMatchObject({ status: 'waiting', waitUntil: '2026-05-01', dueAt: null });
    expect(prospect.last().text).toContain('1 May 2026');
    expect(prospect.last().text).not.toContain('summer');
    // The day is a holiday, so it comes back on the first working day after it.
    chat.setClock('2026-05-06T00:59:00.000Z');
    await chat.fireTimers();
    expect((await latest(chat)).status).toBe('waiting');
    chat.setClock('2026-05-06T01:00:00.000Z');
    await chat.fireTimers();
    expect(await latest(chat)).toMatchObject({ status: 'open', waitUntil: null, dueAt: '2026-05-12T10:00:00.000Z' });
    expect(decider.last().text).toContain('was to wait until today');
    expect(desk.last().text).toBe(en['application.desk.resumed']);
    await decider.presses(en['application.button.show']);
    await decider.presses(en['application.button.decline']);
    expect(decider.hears()).toContain('no judgement of you');
    await decider.presses(en['application.decline.funds']);
    await decider.says('The bank says no.');
    await decider.presses(en['application.text.skip']);
    await decider.presses(en['application.submit']);
    expect(await latest(chat)).toMatchObject({
      status: 'declined',
      decision: { reason: 'funds', note: 'The bank says no.' },
    });
    expect(prospect.last().text).toContain('no judgement of you');
    expect(prospect.last().text).not.toMatch(/bank|Funds/);
    await decider.says('/applications declined');
    expect(decider.hears()).toContain('1 declined');
    await prospect.says('/application');
    await prospect.presses(en['apply.button.delete']);
    await prospect.presses(en['apply.button.withdraw.sure']);
    expect(await latest(chat)).toMatchObject({ status: 'withdrawn', answers: null, decision: { note: null } });
  });

  it('does nothing on a state that nobody has looked at, and shows back what was written', async () => {
    const chat = await office();
    const { prospect, decider } = chat;
    const { id } = await applied(chat);
    await decider.forges(`u:${id}:decline`);
    await decider.presses(en['application.decline.other']);
    await decider.says('Too far away.');
    await decider.presses(en['application.text.skip']);
    await prospect.says('/application');
    await prospect.presses(en['apply.button.tell']);
    await prospect.says('I am moving to your city.');
    await decider.presses(en['application.submit']);
    expect(decider.hears()).toContain(en['application.told.changed']);
    expect(decider.hears()).toContain('Too far away.');
    expect(decider.hears()).toContain('I am moving to your city.');
    expect((await latest(chat)).status).toBe('open');
  });

  it('is reminded when nobody decides: those who decide, those who supervise, the owners', async () => {
    const chat = await office();
    const { decider, desk } = chat;
    const owner = await aColleague(chat, 'Olga', { owner: true });
    const agent = await aColleague(chat, 'Ali', { duties: ['agent'] });
    await applied(chat);
    const reminded = (speaker: Speaker) => speaker.all().filter(({ text }) => text.includes('due by')).length;
    const at = async (moment: string) => {
      chat.setClock(moment);
      await chat.fireTimers();
      return [desk, decider, owner, agent].map(reminded);
    };
    expect(await at('2026-03-25T09:59:00.000Z')).toEqual([0, 0, 0, 0]);
    expect(await at('2026-03-25T10:00:00.000Z')).toEqual([1, 1, 1, 0]);
    await chat.prospect.says('/application');
    expect(chat.prospect.hears()).toContain(en['apply.state.late']);
    expect(await at('2026-03-27T10:00:00.000Z')).toEqual([2, 1, 2, 0]);
    expect(await at('2026-03-31T10:00:00.000Z')).toEqual([3, 1, 3, 0]);
    expect(await at('2026-04-30T10:00:00.000Z')).toEqual([3, 1, 3, 0]);
  });

  it('reads a dossier only while the applicant shares it', async () => {
    const chat = await office();
    const { prospect, decider } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['apply.button']);
    await fillsInAtOnce(prospect);
    await prospect.presses(en['apply.submit']);
    const { id } = await latest(chat);
    await decider.forges(`u:${id}:dossier`);
    expect(decider.hears()).toContain(en['application.dossier.none']);
    await prospect.presses(en['apply.button.share']);
    await decider.forges(`u:${id}:show`);
    await decider.presses(en['application.button.dossier']);
    expect(await chat.sql('select name, person_id from file')).toEqual([['dossier.md', decider.personId]]);
    await prospect.says('/application');
    await prospect.presses(en['apply.button.unshare']);
    await decider.forges(`u:${id}:dossier`);
    expect(decider.hears()).toContain(en['application.dossier.none']);
  });

  it.each([true, false])(
    'leaves nothing personal where others read along (answered at once: %s)',
    async (immediate) => {
      const chat = await office({ immediate, applicationRules: { ...DEFAULT_APPLICATION_RULES, health: true } });
      const { prospect, desk, desk2 } = chat;
      await chat.give(desk2, { duties: ['marketing-director'] });
      const alone = chat.privately(desk2);
      await alone.says('/help');
      await prospect.says('/dossier');
      const { id } = await applied(chat);
      await prospect.presses(en['apply.button.share']);
      await prospect.says('/application');
      await prospect.presses(en['apply.button.health']);
      await prospect.presses(en['apply.health.consent.yes']);
      await prospect.says('A bad knee');
      for (const act of ['show', 'told-health', 'dossier']) await desk2.forges(`u:${id}:${act}`);
      await desk2.says('/applications');
      await desk2.says('/applications Cleo');
      await desk2.says('/applications export');
      const inThread = desk.all().filter((message) => !message.atOnce);
      expect(JSON.stringify(inThread)).not.toMatch(/Cleo|knee|bookshop|applications\.csv|dossier\.md/);
      const told = JSON.stringify([...desk2.all().filter((message) => message.atOnce), ...alone.all()]);
      expect(told).toMatch(/bookshop/);
      expect(told).toMatch(/knee/);
    },
  );

  it('has the table made for those who decide', async () => {
    const chat = await office();
    await applied(chat);
    await chat.decider.says('/applications export');
    expect(await chat.sql('select name, type from file')).toEqual([['applications.csv', 'text/csv']]);
    const clerk = await aColleague(chat, 'Ali', { duties: ['agent'] });
    await clerk.forges('u:export');
    expect(clerk.hears()).toContain(en['command.not-allowed']);
  });
});
