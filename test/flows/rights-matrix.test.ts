/**
 * Who may do what, as `test/support/rights.ts` says: every command, every button of a case and every form, by everyone there can be. Whatever is not
 * named there must have no effect at all, and its answer must be the one that a case which does not exist would get.
 */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { COMMAND_NAMES } from '../../src/core/commands.ts';
import { mayOpenFile } from '../../src/core/file-access.ts';
import { idOf } from '../../src/core/ids.ts';
import { DUTIES, type Grants } from '../../src/domain/person.ts';
import { BUTTON_KINDS } from '../../src/flows/bot.ts';
import { CASE_BUTTONS } from '../../src/flows/cases/case-card.ts';
import { FORM_NAMES } from '../../src/flows/form-list.ts';
import { HEARING_BUTTONS } from '../../src/flows/hearing/hearing-card.ts';
import { someAnswers } from '../store/rows.ts';
import { A_CALL } from '../support/calls.ts';
import { aCase } from '../support/complaints.ts';
import { type Chat, type ChatOptions, chatRoom, type Speaker } from '../support/flows.ts';
import {
  A_CALL_ABOUT,
  AN_APPLICATION,
  BUTTONS,
  CASE_ACTS,
  CASE_COMMANDS,
  CASE_HANDLERS,
  COMMANDS,
  CONFIDENTIAL,
  EVERYONE,
  HEARING_ACTS,
  OPEN_FORMS,
  STAFF,
  type Who,
  WORDED,
} from '../support/rights.ts';

const open = chatRoom();

interface Actor {
  speaker: Speaker;
  chat: Chat;
  plain: string;
  confidential: string;
  /** Between franchisees. */
  dispute: string;
  /** Answers are shown at once, not written to the thread. */
  atOnce: boolean;
}

const BJ001 = idOf('outlet', 'BJ001');
const SH001 = idOf('outlet', 'SH001');

function grantsOf(who: Who): Partial<Grants> | undefined {
  if (who === 'owner') return { owner: true, named: true };
  if (who === 'manager of another store') return { manages: [SH001] };
  if (who === 'manager' || who === 'manager complained about') return { manages: [BJ001] };
  return DUTIES.some((duty) => duty === who) ? { duties: DUTIES.filter((duty) => duty === who) } : undefined;
}

/** A chat with three cases about BJ001, one of them confidential, and someone who is neither their reporter nor the shared desk. */
async function actor(who: Who, options: ChatOptions = {}): Promise<Actor> {
  const chat = await open(options);
  const plain = await aCase(chat);
  const [confidential, dispute] = ['C-900001', 'C-900002'];
  for (const number of [confidential, dispute])
    await chat.sql(`insert into case_file select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', '${number}'))).*
from case_file c where number = '${plain}'`);
  await chat.sql(`update case_file set kind = 'dispute' where number = '${dispute}'`);
  await chat.sql(`insert into callback (id, seq, kind, status, topic, person_id, time_window, rounds, attempts, created_at)
select '${A_CALL}', 1, 'requested', 'promised', 'The opening', person_id,
'{"from":"2026-03-19T07:00:00.000Z","until":"2026-03-19T07:30:00.000Z","zone":"Asia/Shanghai"}', '[]', '[]', created_at
from case_file where number = '${plain}'`);
  await chat.sql(`insert into callback
select (jsonb_populate_record(k, jsonb_build_object('id', '${A_CALL_ABOUT}', 'kind', 'after-complaint', 'case_id', f.id))).*
from callback k, case_file f where f.number = '${confidential}'`);
  await chat.sql(`insert into application (id, seq, person_id, brand, language, status, answers, messages, asked, shared, created_at, updated_at)
select '${AN_APPLICATION}', 1, person_id, 'main', 'en', 'open', '${JSON.stringify(someAnswers())}', '[]', false, false, created_at, created_at
from case_file where number = '${plain}'`);
  const isStaff = STAFF.includes(who);
  const speaker = isStaff ? chat.privately(chat.desk2) : who === 'prospect' ? chat.prospect : chat.neighbour;
  const grants = grantsOf(who);
  if (grants) await chat.give(speaker, grants);
  await chat.sql(`update case_file set confidential = true where number = '${confidential}'`);
  if (who.endsWith('complained about')) await chat.sql(`update case_file set about_ids = '["${speaker.personId}"]'`);
  if (who === 'staff in charge')
    await chat.sql(`update case_file set assignee_id = '${speaker.personId}', status = 'assigned'`);
  return { chat, speaker, plain, confidential, dispute, atOnce: options.immediate !== false };
}

const FILE = idOf('file', 'a.jpg');
const FILES = `'[{"fileId":"${FILE}","name":"a.jpg","type":"image/jpeg"}]'::jsonb`;

/** Whether they may open a file of the reporter's that stands among the facts of that case. */
async function mayOpenFileOf({ chat, speaker }: Actor, number: string): Promise<boolean> {
  await chat.sql(`update case_file set facts = facts - 'files'`);
  await chat.sql(`update case_file set facts = jsonb_set(facts, '{files}', ${FILES}) where number = '${number}'`);
  const person = await chat.store.reads.person(speaker.personId);
  return await mayOpenFile(person ? [person] : [], { id: FILE, personId: chat.franchisee.personId }, chat.store.reads);
}

/** Every write has its event, so as many events mean that nothing was written. */
const writes = async ({ chat, atOnce }: Actor): Promise<string> =>
  JSON.stringify(await chat.sql(atOnce ? 'select count(*) from event' : MATTER));

/** Where answers are messages of the thread, each is written; nothing else may be. */
const MATTER = `select (select json_agg(c order by c.id) from case_file c)::text, (select json_agg(p order by p.id) from person p)::text,
(select count(*) from draft), (select count(*) from code), (select count(*) from file),
(select count(*) from journal where aggregate <> 'conversation')`;

const DENIALS = [
  'That command is for headquarters’ staff',
  'There is no case',
  'That button belongs to an earlier question',
  'are not part of your duties',
  'register is kept by others',
  'are for those who lead them',
  'There is no such application, or it is not for you',
];
/** What those are told who may know of the case. */
const NOT_FOR_THEM = [
  'is not your case',
  'is for whoever heads the queue',
  'Only the supervision group',
  'Only headquarters’ staff can do that',
];

const isDenial = (words: string): boolean => [...DENIALS, ...NOT_FOR_THEM].some((denial) => words.includes(denial));

/** One that no case has. */
const NO_CASE = 'C-999999';

interface Act {
  name: string;
  allowed: boolean;
  /** Of the case that it is about; empty: none. */
  number: string;
  /** They may read the case, so it need not be kept from them. */
  known: boolean;
  run(number: string): Promise<unknown>;
}

/** What is stored is compared after so many acts that should change nothing. */
const LOOKED_AT_TOGETHER = 12;

/** What differs from the tables. Acts that may have an effect come last, since they change what is open. */
async function lookAt(one: Actor, acts: readonly Act[]): Promise<string[]> {
  const wrong: string[] = [];
  const answerTo = async (act: Promise<unknown>): Promise<string> => {
    await act;
    return one.speaker.hears();
  };
  const denied = acts.filter(({ allowed }) => !allowed);
  let before = await writes(one);
  for (let at = 0; at < denied.length; at += LOOKED_AT_TOGETHER) {
    const some = denied.slice(at, at + LOOKED_AT_TOGETHER);
    for (const { name, run, number, known } of some) {
      const words = await answerTo(run(number));
      if (!isDenial(words)) wrong.push(`${name} is allowed: ${words}`);
      if (number === '' || known) continue;
      const ofNothing = await answerTo(run(NO_CASE));
      if (words.replaceAll(number, NO_CASE) !== ofNothing)
        wrong.push(`${name} tells that there is such a case: ${words}`);
    }
    const after = await writes(one);
    if (after !== before) wrong.push(`one of these has an effect: ${some.map(({ name }) => name).join(', ')}`);
    before = after;
  }
  for (const { name, run, number } of acts.filter(({ allowed }) => allowed)) {
    const words = await answerTo(run(number));
    if (isDenial(words)) wrong.push(`${name} is denied: ${words}`);
  }
  return wrong;
}

it('has a line for every command, button and form', () => {
  const missing = COMMAND_NAMES.filter((name) => !Object.hasOwn(COMMANDS, name));
  expect(missing, 'say in COMMANDS of test/support/rights.ts who may use these commands').toEqual([]);
  expect(Object.keys(COMMANDS).filter((name) => !COMMAND_NAMES.some((known) => known === name))).toEqual([]);
  const kinds = BUTTON_KINDS.filter((kind) => !Object.hasOwn(BUTTONS, kind));
  expect(kinds, 'say in BUTTONS of test/support/rights.ts who may press buttons whose ids begin like this').toEqual([]);
  const steps = HEARING_BUTTONS.filter((name) => !Object.hasOwn(HEARING_ACTS, name));
  expect(steps, 'say in HEARING_ACTS of test/support/rights.ts who may press these buttons').toEqual([]);
  const unlisted = CASE_BUTTONS.filter((name) => !Object.hasOwn(CASE_ACTS, name));
  expect(unlisted, 'say in CASE_ACTS of test/support/rights.ts who may press these buttons').toEqual([]);
});

describe.each(EVERYONE)('%s', (who) => {
  const sees = (allowed: readonly Who[]): boolean => allowed.includes(who);
  /** Duties change nothing about single cases, but for supervision. */
  const ofCases = !DUTIES.some((duty) => duty === who) || who === 'supervisor';

  // How an answer travels does not depend on who asks: one of each group shows that it changes nothing.
  const COMMITTED: readonly Who[] = ['prospect', 'manager complained about', 'staff'];
  it.each(COMMITTED.includes(who) ? [true, false] : [true])(
    'may do what the tables say, and nothing else (answered at once: %s)',
    async (immediate) => {
      const one = await actor(who, { immediate });
      const { speaker } = one;
      const isStaff = DUTIES.some((duty) => duty === who);
      expect(await mayOpenFileOf(one, one.confidential)).toBe(sees(CONFIDENTIAL));
      expect(await mayOpenFileOf(one, one.plain)).toBe(sees(CASE_HANDLERS) || isStaff);
      const commands = Object.entries({ ...COMMANDS, ...WORDED }).map(([name, allowed]) => ({
        name: `/${name}`,
        allowed: sees(allowed),
        number: '',
        known: true,
        run: () => speaker.says(`/${name}`),
      }));
      const onCases = (['plain', 'confidential'] as const).flatMap((kind) => {
        const number = one[kind];
        const mayKnow = sees(kind === 'plain' ? CASE_HANDLERS : CONFIDENTIAL);
        return [
          ...CASE_COMMANDS.map((name) => ({
            name: `/${name} of the ${kind} case`,
            allowed: mayKnow && sees(COMMANDS[name] ?? []) && sees(CASE_ACTS[name] ?? EVERYONE),
            number,
            known: mayKnow,
            run: (given: string) => speaker.says(`/${name} ${given}`),
          })),
          ...Object.entries(CASE_ACTS).map(([name, allowed]) => ({
            name: `button ${name} of the ${kind} case`,
            allowed: mayKnow && sees(allowed),
            number,
            known: mayKnow,
            run: (given: string) => speaker.forges(`c:${given}:${name}${name === 'rate' ? ':5' : ''}`),
          })),
        ];
      });
      const knowsDispute = STAFF.includes(who) && who !== 'staff complained about';
      const steps = Object.entries(HEARING_ACTS).map(([name, allowed]) => ({
        name: `button ${name} of the dispute`,
        allowed: knowsDispute && sees(allowed),
        number: one.dispute,
        known: knowsDispute,
        run: (given: string) => speaker.forges(`g:${given}:${name}`),
      }));
      const buttons = Object.values(BUTTONS).flatMap((ids) =>
        Object.entries(ids).map(([id, allowed]) => ({
          name: `button ${id}`,
          allowed: sees(allowed),
          number: '',
          known: true,
          run: () => speaker.forges(id),
        })),
      );
      const forms = FORM_NAMES.filter((name) => !OPEN_FORMS.includes(name)).flatMap((name) =>
        ['', randomUUID()].map((draft) => ({
          name: `dialog ${name}`,
          allowed: false,
          number: '',
          known: true,
          run: () => speaker.submits(name, { text: 'x' }, draft),
        })),
      );
      expect(
        await lookAt(one, [...buttons, ...commands, ...(ofCases ? [...steps, ...forms, ...onCases] : [])]),
      ).toEqual([]);
    },
  );
});

describe('a file', () => {
  it('in the history is for the reporter only where it was written to them', async () => {
    const one = await actor('staff');
    const { chat } = one;
    const reporter = await chat.store.reads.person(chat.franchisee.personId);
    const asReporter = () =>
      mayOpenFile(reporter ? [reporter] : [], { id: FILE, personId: chat.desk.personId }, chat.store.reads);
    const put = (kind: string, seq: number) =>
      chat.sql(`insert into journal select id, ${seq}, 'case', id, created_at, null, '${kind}', jsonb_build_object('files', ${FILES})
from case_file where number = '${one.plain}'`);
    await put('note', 90);
    expect(await asReporter()).toBe(false);
    await put('reply', 91);
    expect(await asReporter()).toBe(true);
  });
});

describe('a right that goes while a form is open', () => {
  const WRITTEN = ['note', 'reply', 'resolve', 'ask', 'refer', 'findings', 'close', 'severity', 'reopen'];
  it.each(WRITTEN)('leaves %s without effect, and what was written is shown back', async (name) => {
    const one = await actor('staff in charge');
    const { chat, speaker, plain } = one;
    if (name === 'reopen')
      await chat.sql(`update case_file set status = 'confirmed', outcome = 'other', confirmed_at = created_at`);
    if (name === 'findings') await chat.sql(`update case_file set department = 'Logistics', question = 'Why?'`);
    await speaker.says(`/${name} ${plain}`);
    const [frame] = await speaker.frames();
    await chat.sql(`update person set role = 'prospect' where id = '${speaker.personId}'`);
    const before = await chat.cases();
    const text = 'What I have found out so far';
    const values = { text, outcome: 'other', department: 'Logistics', severity: 'serious' };
    await speaker.submits(name, values, frame?.draft ?? '');
    if ((await speaker.frames()).length > 0) await speaker.presses('Send it');
    expect(speaker.hears()).toContain('You no longer have the right');
    expect(speaker.hears()).toContain(text);
    expect(await chat.cases()).toEqual(before);
  });
});
