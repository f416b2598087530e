/** Who gets a case and who hears of it: by hand, by the program, when someone leaves, when it is late, when it is about someone. */
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/core/ids.ts';
import { DEFAULT_QUEUES, DEFAULT_ROUTING, type Routing } from '../../src/domain/queues.ts';
import { aCase, answerUpTo } from '../support/complaints.ts';
import { type Chat, chatRoom, render, type Speaker } from '../support/flows.ts';
import { aColleague, entrust } from '../support/staff.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();
const AUTO: Routing = {
  ...DEFAULT_ROUTING,
  queues: { ...DEFAULT_QUEUES, complaint: { ...DEFAULT_QUEUES.complaint, assign: 'auto' } },
};
const OUTLET = idOf('outlet', 'BJ001');

const theCase = async (chat: Chat) => (await chat.cases())[0];
const assigneeOf = async (chat: Chat): Promise<string | null | undefined> => (await theCase(chat))?.assigneeId;
const kinds = async (chat: Chat): Promise<string[]> =>
  (await chat.store.reads.journalOf((await theCase(chat))?.id ?? '')).map(({ kind }) => kind);
const labels = (person: Speaker): string[] => (person.last().buttons ?? []).map(({ label }) => label);
const wordsOf = (person: Speaker): string => person.all().map(render).join('\n');
const atDesk = (chat: Chat): string => chat.desk.all().map(render).join('\n');

async function startDispatching(chat: Chat): Promise<void> {
  const timer = { key: 'cases.assign:first', rev: idOf('first'), dueAt: chat.now(), kind: 'cases.assign', ids: {} };
  await chat.store.seed({ people: [], accounts: [], outlets: [], timers: [timer] });
}
/** The next look, and those that follow at once. */
async function dispatch(chat: Chat): Promise<void> {
  chat.passHours(0.01);
  await chat.fireTimers('cases.assign');
}

describe('a case that is given to a colleague', () => {
  it('is theirs with a word and the card, after the name was chosen; and again to another', async () => {
    const chat = await open();
    await entrust(chat, chat.desk, { duties: ['supervisor'] });
    const mia = await aColleague(chat, 'Mia', { duties: ['agent'] });
    const number = await aCase(chat);
    await chat.desk.says(`/assign ${number}`);
    expect(labels(chat.desk)).toEqual(expect.arrayContaining(['Mia · 0 open', 'Emil · 0 open']));
    await chat.desk.presses('Mia · 0 open');
    await chat.desk.says('You know the store');
    expect(await assigneeOf(chat)).toBe(mia.personId);
    expect(mia.last().text).toContain(`Dora has given you ${number}: You know the store`);
    expect(labels(mia)).toContain('Resolve');
    expect(wordsOf(chat.franchisee)).toContain(`Mia is now looking after ${number}`);
    await chat.desk.says(`/assign ${number} Emil`);
    await chat.desk.presses('No reason');
    expect(await assigneeOf(chat)).toBe(chat.desk2.personId);
    expect(mia.last().text).toBe(`${number} is with Emil now; Dora has decided so.`);
    await chat.desk.says(`/case ${number}`);
    expect(chat.desk.hears()).toContain('given to Mia');
  });

  it('is given in a dialog too, and dialogs that were only looked at are not kept', async () => {
    const chat = await open({ dialogs: true });
    await entrust(chat, chat.desk, { duties: ['supervisor'] });
    const mia = await aColleague(chat, 'Mia', { duties: ['agent'] });
    const numbers = [await aCase(chat), await aCase(chat, 'Old bread')];
    let draft = '';
    for (const number of [...numbers, ...numbers]) {
      const { immediate } = await chat.desk.forges(`c:${number}:assign`);
      const [shown] = immediate;
      if (shown?.type !== 'dialog') throw new Error('no dialog');
      expect(shown.dialog.fields.map(({ name }) => name)).toEqual(['to', 'text']);
      draft = shown.dialog.draft;
    }
    expect(await chat.desk.frames()).toHaveLength(1);
    await chat.desk.submits('assign', { to: mia.personId, text: '' }, draft);
    expect((await chat.store.reads.openCases(2, { assigneeId: mia.personId })).map(({ number }) => number)).toEqual([
      numbers[1],
    ]);
  });

  it('is given by those who head a queue only, and not to who reported it or is meant', async () => {
    const chat = await open();
    const number = await aCase(chat);
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(`/assign ${number}`))).toContain('Giving C-');
    await entrust(chat, chat.desk, { duties: ['supervisor'] });
    const mia = await aColleague(chat, 'Mia', {});
    await chat.sql(`update case_file set about_ids = '["${mia.personId}"]', person_id = '${chat.desk2.personId}'`);
    await chat.desk.says(`/assign ${number}`);
    expect(labels(chat.desk)).toEqual(['Dora · 0 open']);
  });
});

describe('the dispatcher', () => {
  it('gives a burst of a hundred evenly to those on duty, and tells each', async () => {
    const chat = await open({ routing: AUTO });
    const agents = [];
    for (const name of ['Mia', 'Noa', 'Ole']) agents.push(await aColleague(chat, name, { duties: ['agent'] }));
    const away = await aColleague(chat, 'Pim', { duties: ['agent'], onDuty: false });
    await aCase(chat);
    await chat.sql(`insert into case_file select (json_populate_record(c, json_build_object('id', gen_random_uuid(), 'number', 'C-9' || n))).*
from case_file c, generate_series(100, 198) n`);
    await startDispatching(chat);
    await dispatch(chat);
    const counts = await Promise.all(
      agents.map(({ personId }) => chat.store.reads.openCases(200, { assigneeId: personId })),
    );
    expect(counts.map(({ length }) => length).sort()).toEqual([33, 33, 34]);
    expect(await chat.store.reads.openCases(1, { assigneeId: away.personId })).toEqual([]);
    expect(await chat.failed()).toEqual([]);
    expect(agents[0]?.last().text).toMatch(/C-\d+ is yours: you had \d+ open cases\./);
    const [entry] = (await chat.store.reads.journalOf(counts[0]?.[0]?.id ?? '')).slice(-1);
    expect(entry).toMatchObject({ kind: 'assign', actorId: null, body: { rule: 'duty' } });
    expect(await chat.timers('cases.assign')).toHaveLength(1);
  });

  it('tells the desk once that nobody fits, and gives it out when someone comes', async () => {
    const chat = await open({ routing: AUTO });
    const number = await aCase(chat);
    await startDispatching(chat);
    for (let look = 0; look < 3; look += 1) await dispatch(chat);
    expect(atDesk(chat).split(`${number} has nobody`)).toHaveLength(2);
    expect(atDesk(chat)).toContain('name someone (agent) with /grant');
    await entrust(chat, chat.desk, { duties: ['supervisor'] });
    await dispatch(chat);
    expect(await assigneeOf(chat)).toBe(chat.desk.personId);
    expect(chat.desk.last().text).toContain('and nobody of the queue is on duty');
  });

  it('leaves a claimed case alone, and ends when nothing is given out any more', async () => {
    const chat = await open();
    await aColleague(chat, 'Mia', { duties: ['agent'] });
    await aCase(chat);
    await startDispatching(chat);
    await dispatch(chat);
    expect(await assigneeOf(chat)).toBeNull();
    expect(await chat.timers('cases.assign')).toEqual([]);
  });

  it('takes back what someone who goes has not begun, and the supervisor hears of the rest', async () => {
    const chat = await open({ routing: AUTO });
    await entrust(chat, chat.desk, { duties: ['supervisor'] });
    const mia = await aColleague(chat, 'Mia', { duties: ['agent'] });
    const first = await aCase(chat);
    await startDispatching(chat);
    await dispatch(chat);
    await mia.says(`/note ${first} Looked at it`);
    const second = await aCase(chat, 'The bread was old');
    await dispatch(chat);
    expect((await chat.cases()).map(({ assigneeId }) => assigneeId)).toEqual([mia.personId, mia.personId]);
    const noa = await aColleague(chat, 'Noa', { duties: ['agent'] });
    await mia.says('/duty off');
    await chat.fireTimers('cases.return');
    expect(atDesk(chat)).toContain(`${second} is back in the queue: Mia is off duty.`);
    expect(chat.desk.last().text).toContain(`has cases in progress: ${first}`);
    await dispatch(chat);
    expect((await chat.cases()).map(({ assigneeId }) => assigneeId)).toEqual([mia.personId, noa.personId]);
    // The person who waits is not told of every change of shift.
    expect(wordsOf(chat.franchisee)).not.toContain('Noa is now looking after');
    await chat.desk.says(`/case ${second}`);
    expect(chat.desk.hears()).toContain('back in the queue: Mia, off duty');
  });
});

describe('a case that is late', () => {
  it('reaches its colleague before, then store manager, store specialist and operations manager, each directly', async () => {
    const chat = await open();
    const mia = await aColleague(chat, 'Mia', { duties: ['agent'] });
    const steps: [Speaker, number][] = [
      [await aColleague(chat, 'Wang', { manages: [OUTLET] }, 'franchisee'), 24],
      [await aColleague(chat, 'Sun', { duties: ['store-specialist'] }), 26],
      [await aColleague(chat, 'Ota', { duties: ['operations-manager'] }), 28],
    ];
    const number = await aCase(chat);
    await mia.says(`/claim ${number}`);
    chat.passHours(20);
    await chat.fireTimers('case.warn');
    expect(mia.last().text).toContain(`${number} is due by`);
    chat.passHours(4);
    for (const [person] of steps) {
      const before = steps.map(([one]) => one.all().length);
      await chat.fireTimers('case.due');
      const heard = steps.filter(([one], at) => one.all().length > (before[at] ?? 0)).map(([one]) => one);
      expect(heard).toEqual([person]);
      expect(person.last().text).toContain(`${number} was due by`);
      expect(labels(person)).toContain('Note');
      chat.passHours(2);
    }
  });

  it('of the press reaches operations managers to act, and the store to know only', async () => {
    const chat = await open();
    const wang = await aColleague(chat, 'Wang', { manages: [OUTLET] }, 'franchisee');
    const ota = await aColleague(chat, 'Ota', { duties: ['operations-manager'] });
    await answerUpTo(chat.franchisee, 'Are there photos', 'A reporter came to the store, the milk was sour');
    await chat.franchisee.says('skip');
    await chat.franchisee.says('13800138000');
    await chat.franchisee.presses('Send to headquarters');
    expect(ota.last().text).toContain('came through the media or an authority');
    expect(labels(ota)).toContain('Claim');
    expect(wang.last().text).toContain('please make no statement of your own');
    expect(labels(wang)).toEqual([]);
  });
});

describe('a department', () => {
  const routing: Routing = {
    ...DEFAULT_ROUTING,
    departments: [
      {
        id: 'quality',
        names: { 'zh-Hans': '品控部', 'zh-Hant': '品管部', en: 'Quality' },
        duties: [],
        people: ['Mia'],
      },
    ],
  };

  it('is chosen from the list, asked directly, answers by the button, and is reminded', async () => {
    const chat = await open({ routing });
    const mia = await aColleague(chat, 'Mia', {});
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/refer ${number} Was the batch recalled?`);
    expect(labels(chat.desk)).toEqual(['Quality', 'Another department']);
    await chat.desk.says('品控部');
    await chat.desk.says('skip');
    expect(mia.last().text).toBe(
      `${number} has been handed over to Quality by Dora, who asks: Was the batch recalled?`,
    );
    expect(chat.franchisee.last().text).toContain('is now with Quality');
    chat.passHours(20);
    await chat.fireTimers('case.warn');
    expect(mia.last().text).toContain('and Quality has not answered yet. The question: Was the batch recalled?');
    await mia.presses('Findings');
    await mia.says('Yes, on Monday');
    expect(await theCase(chat)).toMatchObject({ department: null });
  });

  it('that is not on the list is written', async () => {
    const chat = await open({ routing });
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/refer ${number} Was the batch recalled?`);
    await chat.desk.presses('Another department');
    await chat.desk.says('Legal');
    await chat.desk.says('skip');
    expect(await theCase(chat)).toMatchObject({ department: 'Legal' });
  });
});

describe('a complaint about someone', () => {
  it('goes from the desk to the supervision group, and whom it is about sees nothing of it', async () => {
    const chat = await open();
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    const mia = await aColleague(chat, 'Mia', { duties: ['agent', 'supervisor'] });
    const number = await aCase(chat);
    await mia.says(`/claim ${number}`);
    const [claimed] = await chat.cases();
    await chat.desk.says(`/about ${number} Mia`);
    await chat.desk.presses('No reason');
    expect(await theCase(chat)).toMatchObject({ confidential: true, aboutIds: [mia.personId], assigneeId: null });
    expect(atDesk(chat)).toContain(`${number} has gone to the supervision group.`);
    expect(wordsOf(sue)).toContain(`${number} is about Mia. Only the supervision group sees it now.`);
    const before = mia.all().length;
    for (const words of [`/case ${number}`, `/claim ${number}`, `/why-due ${number}`, `/note ${number} x`]) {
      expect(await withoutEffect(chat, mia, () => mia.says(words))).toBe(`There is no case ${number}.`);
    }
    for (const words of ['/queue', '/search milk', '/queue complaint']) {
      expect(await withoutEffect(chat, mia, () => mia.says(words))).not.toContain(number);
    }
    await withoutEffect(chat, mia, () => mia.forges(`c:${number}:reply`));
    await chat.franchisee.says(`/cases`);
    chat.passHours(30);
    await chat.fireTimers();
    expect(mia.all().slice(before).map(render).join('\n')).not.toContain('was due by');
    expect(sue.last().text).toContain('was due by');
    expect(claimed?.assigneeId).toBe(mia.personId);
    await sue.says(`/assign ${number}`);
    expect(labels(sue).join()).not.toContain('Mia');
    await sue.says(`/cancel`);
    await sue.presses('Yes, stop');
    await sue.says(`/lift ${number} Settled`);
    expect(atDesk(chat)).toContain(`${number} is back at the desk: Settled`);
    expect(await withoutEffect(chat, mia, () => mia.says(`/case ${number}`))).toContain('There is no case');
    expect(await kinds(chat)).toEqual(['filed', 'claim', 'about', 'lift']);
  });

  it('goes on in no form that stood open at the desk', async () => {
    const chat = await open();
    await entrust(chat, chat.desk2, { duties: ['supervisor'] });
    const number = await aCase(chat);
    await chat.desk2.says(`/claim ${number}`);
    await chat.desk2.says(`/resolve ${number}`);
    await chat.franchisee.presses('Supervision group only');
    const before = chat.desk2.all().length;
    await chat.desk2.presses('exchange');
    // A choice is no words of theirs.
    const here =
      'Others can read along here, and this is for the eyes of few. Please do it where you write with me alone.';
    expect(chat.desk2.heard()).toEqual([{ text: here, atOnce: true }]);
    expect(chat.desk2.all()).toHaveLength(before + 1);
    expect(await chat.desk2.frames()).toEqual([]);
  });

  it('is warned of once, also to whoever supervises and is in charge of it', async () => {
    const chat = await open();
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    const number = await aCase(chat);
    await chat.franchisee.presses('Supervision group only');
    await sue.says(`/claim ${number}`);
    chat.passHours(21);
    await chat.fireTimers('case.warn');
    expect(wordsOf(sue).split(`${number} is due by`)).toHaveLength(2);
  });

  it('whose answer names the store manager is confidential from the beginning', async () => {
    const chat = await open();
    const wang = await aColleague(chat, 'Wang', { manages: [OUTLET] }, 'franchisee');
    const sue = await aColleague(chat, 'Sue', { duties: ['supervisor'] });
    await answerUpTo(chat.franchisee, 'Who was involved?');
    for (const words of ['店长', 'skip', 'Service', 'Rude', 'skip', '13800138000']) await chat.franchisee.says(words);
    await chat.franchisee.presses('Send to headquarters');
    expect(chat.franchisee.last().text).toContain('only the supervision group at headquarters sees it');
    expect(await theCase(chat)).toMatchObject({ confidential: true, aboutIds: [wang.personId] });
    expect(atDesk(chat)).toBe('');
    expect(labels(sue)).toContain('Claim');
    const number = (await theCase(chat))?.number ?? '';
    await sue.says(`/lift ${number}`);
    await sue.presses('No reason');
    expect(atDesk(chat)).toContain(`${number} · complaint`);
  });

  it('can be kept from the desk by the person with one tap; without anyone to supervise the desk hears only that', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.franchisee.presses('Supervision group only');
    expect(chat.franchisee.last().text).toContain(`Only the supervision group at headquarters sees ${number}`);
    expect(chat.desk.last().text).toBe(
      `${number} is confidential, and nobody is there who may see it. An owner can name a supervisor with /grant.`,
    );
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(`/case ${number}`))).toContain('There is no case');
    await chat.franchisee.presses('Supervision group only');
    expect(chat.franchisee.hears()).toContain('already');
  });
});

describe('/queue', () => {
  it('takes a kind or a colleague, with the count of every queue above', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.neighbour.says('I need help with the lease');
    await chat.neighbour.says('Talk to a person');
    await chat.desk.says('/queue');
    expect(chat.desk.hears()).toContain('complaint 1 and request for help 1');
    await chat.desk.says('/queue 投诉');
    expect(chat.desk.hears()).toContain('complaint: 1 open case');
    await chat.desk2.says(`/claim ${number}`);
    await chat.desk.says('/queue emil');
    expect(chat.desk.hears()).toContain('Emil: 1 open case');
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.says('/queue xyz'))).toContain(
      'no queue and no colleague',
    );
  });
});
