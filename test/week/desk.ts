/** What headquarters does in the week: by shifts, each by their duties, and not always well. */
import type { ThreadRef } from '../../src/core/event.ts';
import { type Case, isWaiting } from '../../src/domain/case.ts';
import type { Language } from '../../src/domain/person.ts';
import { type Answers, fillIn, openOnTop, presses } from './fill.ts';
import type { Script } from './people.ts';
import type { Read } from './stage.ts';
import * as words from './words.ts';
import { type Colleague, DESK, HOUR_MS, MINUTE_MS } from './world.ts';

/** Which kinds someone takes from the queue by themselves. */
const CLAIMED: Readonly<Partial<Record<Colleague['duties'][number], readonly Case['kind'][]>>> = {
  agent: ['complaint', 'suggestion', 'consultation'],
  supervisor: ['complaint', 'suggestion', 'dispute'],
  'store-specialist': ['damage', 'praise'],
  'operations-manager': ['damage', 'praise', 'complaint'],
  'service-clerk': ['service'],
  technician: ['service'],
  'regional-manager': ['dispute'],
};

const OUTCOME: Readonly<Record<Case['kind'], readonly string[]>> = {
  complaint: ['return', 'exchange', 'other'],
  consultation: ['informed', 'other'],
  suggestion: ['adopted', 'under-study', 'not-adopted'],
  praise: ['read-out'],
  damage: ['no-compensation', 'shopper-pays', 'store-bears'],
  service: ['repaired', 'replaced', 'solved-remotely'],
  dispute: ['other'],
};

export async function goesOnDuty({ stage }: Script, colleague: Colleague): Promise<void> {
  await stage.does(colleague, { type: 'command', name: 'duty', text: 'on' });
}

export async function goesOffDuty({ stage }: Script, colleague: Colleague): Promise<void> {
  await stage.does(colleague, { type: 'command', name: 'duty', text: 'off' });
}

const isNeglected = ({ id }: Case): boolean => Number.parseInt(id.slice(0, 2), 16) < 14;

/** One round of work. */
export async function works(script: Script, colleague: Colleague): Promise<void> {
  const { stage, chance } = script;
  const own = (await stage.store.reads.openCases(60, { assigneeId: colleague.id, answered: false })).filter(
    (one) => !isNeglected(one),
  );
  for (const current of own.slice(0, 6)) await actOn(script, colleague, current);
  if (own.length < 4 || chance.often(0.3)) await claims(script, colleague);
  if (chance.often(0.1))
    await stage.does(colleague, { type: 'command', name: chance.pick(['mine', 'queue']), text: '' });
}

async function claims({ stage, chance, world }: Script, colleague: Colleague): Promise<void> {
  const kinds = colleague.duties.flatMap((duty) => CLAIMED[duty] ?? []);
  const own = colleague.person.grants?.kinds ?? [];
  const reader = { personId: colleague.id, confidential: colleague.duties.includes('supervisor') };
  const free = (await stage.store.reads.openCases(200, { assigneeId: null, answered: false, reader })).filter(
    (one) =>
      kinds.includes(one.kind) &&
      (own.length === 0 || own.includes(one.kind)) &&
      one.status === 'received' &&
      !isNeglected(one),
  );
  const wanted = free[0];
  if (!wanted) return;
  const claim = (actor: Colleague) => ({
    actor,
    input: { type: 'command' as const, name: 'claim', text: wanted.number },
    place: chance.often(0.6) ? DESK : actor.place,
  });
  // Now and then two reach for it at the same moment.
  const rival = chance.often(0.15) ? chance.pick(world.staff) : undefined;
  await stage.together([colleague, ...(rival && rival.id !== colleague.id ? [rival] : [])].map(claim));
}

async function actOn(script: Script, colleague: Colleague, current: Case): Promise<void> {
  const { stage, chance, later } = script;
  const { number, kind } = current;
  // What is confidential is dealt with at the desk only by oversight.
  const place = chance.often(current.confidential ? 0.1 : 0.6) ? DESK : colleague.place;
  const language = languageOf(script, current);
  const say = (of: Readonly<Record<Language, readonly string[]>>): string => chance.pick(of[language]);
  const note = chance.pick(words.NOTES[colleague.language]);
  const by = (name: string, answers: Answers, text = '') =>
    writes(script, colleague, name, number, answers, place, text);
  const at = async (name: string) => void (await stage.does(colleague, { type: 'command', name, text: number }, place));
  if (kind === 'praise') return chance.often(0.3) ? await at('readout') : undefined;
  if (kind === 'dispute') return await hears(script, colleague, current, place);
  if (isWaiting(current)) return chance.often(0.08) ? await at('resume') : undefined;
  const drawn = chance();
  if (current.department !== null) {
    if (drawn < 0.08) await by('findings', { text: note });
    else if (drawn < 0.14) await by('resolve', { outcome: chance.pick(OUTCOME[kind]), text: say(words.ANSWERS) });
    return;
  }
  if (drawn < 0.2) await by('reply', { text: say(words.REPLIES) });
  else if (drawn < 0.3) await by('ask', { text: say(words.QUESTIONS) });
  else if (drawn < 0.38)
    await by('refer', { from: chance.pick(['quality', 'logistics', 'other']), department: 'HQ Legal', text: note });
  else if (drawn < 0.44) await by('note', { text: note }, chance.often(0.5) ? note : '');
  else if (drawn < 0.48)
    await by('severity', {
      severity: chance.pick(['minor', 'serious', 'critical']),
      text: chance.often(0.5) ? note : '',
    });
  else if (drawn < 0.76) {
    if (kind === 'damage' && chance.often(0.6)) return await at('check');
    await by('resolve', { outcome: chance.pick(OUTCOME[kind]), text: say(words.ANSWERS) });
  } else if (drawn < 0.79) await by('close', { text: say(words.CLOSINGS) });
  else if (drawn < 0.81) {
    await at('takeover');
    later(chance.gap(30 * MINUTE_MS), () => by('reply', { text: say(words.REPLIES) }));
    if (chance.often(0.7)) later(chance.gap(HOUR_MS) + HOUR_MS, () => at('handback'));
  } else if (drawn < 0.83) await names(script, colleague, current, place, note);
  else if (drawn < 0.86) {
    // Someone is called away in the middle of an answer.
    await stage.does(colleague, { type: 'command', name: 'resolve', text: number }, place);
  } else if (drawn < 0.9 && colleague.duties.includes('supervisor'))
    await gives(script, colleague, current, place, note);
}

/** In the words' language of whoever the case belongs to. */
function languageOf({ world }: Script, { personId, language }: Case): Language {
  const of = [...world.franchisees, ...world.managers, ...world.shoppers, ...world.staff];
  return of.find(({ id }) => id === personId)?.language ?? language;
}

/** By a command and the form that it opens; what was left open before is put away first. */
async function writes(
  { stage }: Script,
  colleague: Colleague,
  name: string,
  number: string,
  answers: Answers,
  place: ThreadRef,
  text = '',
): Promise<void> {
  await clears({ stage }, colleague, place, name, number);
  await stage.does(colleague, { type: 'command', name, text: `${number} ${text}` }, place);
  const open = await openOnTop(stage, colleague, place);
  if (open?.flow === name && open.args.case === number) await fillIn(stage, colleague, answers, { place });
}

async function clears(
  { stage }: Pick<Script, 'stage'>,
  colleague: Colleague,
  place: ThreadRef,
  name: string,
  number: string,
): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    const open = await openOnTop(stage, colleague, place);
    if (!open || (open.flow === name && open.args.case === number)) return;
    await stage.does(colleague, { type: 'command', name: 'cancel', text: '' }, place);
    await presses(stage, colleague, new RegExp(`^f:${open.draft.slice(0, 8)}:\\d+:y$`), place);
  }
}

async function pressesIn({ stage }: Pick<Script, 'stage'>, colleague: Colleague, id: string, place: ThreadRef) {
  await stage.does(colleague, { type: 'action', id }, place);
  return await openOnTop(stage, colleague, place);
}

async function names(script: Script, colleague: Colleague, { number, outletId }: Case, place: ThreadRef, note: string) {
  const { stage, chance, world } = script;
  const managers = world.managers.filter(({ outlet }) => outlet?.id === outletId);
  const meant = chance.often(0.5) && managers.length > 0 ? chance.pick(managers) : chance.pick(world.staff);
  await clears(script, colleague, place, 'about', number);
  await stage.does(colleague, { type: 'command', name: 'about', text: `${number} ${meant.person.name}` }, place);
  const open = await openOnTop(stage, colleague, place);
  if (open?.flow === 'about' && open.args.case === number && open.at.field !== 'who')
    await fillIn(stage, colleague, { text: note }, { place });
}

export async function gives(
  script: Script,
  colleague: Colleague,
  { number, assigneeId }: Case,
  place: ThreadRef,
  note: string,
): Promise<void> {
  const { stage, chance, world } = script;
  const there = world.staff.filter((one) => one.id !== assigneeId && one.duties.some((duty) => duty === 'agent'));
  if (there.length === 0) return;
  await clears(script, colleague, place, 'assign', number);
  const to = chance.pick(there).person.name;
  await stage.does(colleague, { type: 'command', name: 'assign', text: `${number} ${to}` }, place);
  const open = await openOnTop(stage, colleague, place);
  if (open?.flow === 'assign' && open.args.case === number && open.at.field !== 'to')
    await fillIn(stage, colleague, { text: chance.often(0.5) ? note : '' }, { place });
}

/** Both sides of a dispute are heard, then it is decided. */
async function hears(script: Script, colleague: Colleague, current: Case, place: ThreadRef): Promise<void> {
  const { stage, chance } = script;
  const { number, hearing } = current;
  const step = async (act: string, answers: Answers): Promise<void> => {
    await clears(script, colleague, place, act, number);
    const before = await openOnTop(stage, colleague, place);
    const open = await pressesIn(script, colleague, `g:${number}:${act}`, place);
    if (open && open.draft !== before?.draft && open.args.case === number)
      await fillIn(stage, colleague, answers, { place });
  };
  if (!hearing) {
    // Of several people it is asked who; the first one is it.
    await step('hear', { text: chance.pick(words.HEARINGS.en) });
    if (!(await openOnTop(stage, colleague, place))) await step('other:1', { text: chance.pick(words.HEARINGS.en) });
    return;
  }
  if (hearing.decidedAt) return;
  if (hearing.statedAt === null) {
    if (chance.often(0.03)) await step('statement', { text: chance.pick(words.ACCOUNTS.en) });
    return;
  }
  if (chance.often(0.4))
    await step('decide', {
      finding: chance.pick(['proven', 'partly', 'not-proven', 'agreed']),
      text: chance.pick(words.HEARINGS.en),
      grounds: chance.pick(words.HEARINGS.en),
      remedy: chance.pick(['none', 'd7']),
    });
}

/** What staff do about what reaches them in their own chat. */
export function deskReactions(script: Script, colleague: Colleague, { message }: Read): void {
  const { stage, chance, later } = script;
  const ids = (message.buttons ?? []).map(({ id }) => id);
  const findings = ids.find((id) => /^c:C-\d+:findings$/.test(id));
  const number = findings?.split(':')[1];
  if (number && ids.length === 1 && chance.often(0.7)) {
    const note = chance.pick(words.NOTES[colleague.language]);
    later(chance.gap(3 * HOUR_MS), () =>
      writes(script, colleague, 'findings', number, { text: note }, colleague.place),
    );
  }
  const claim = ids.find((id) => /^c:C-\d+:claim$/.test(id));
  const lead = colleague.duties.some((duty) => duty === 'supervisor' || duty === 'operations-manager');
  if (claim && lead && chance.often(0.35))
    later(chance.gap(HOUR_MS), async () => void (await stage.does(colleague, { type: 'action', id: claim })));
}
