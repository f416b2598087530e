/** One person, several chats: `/link` proves by a code that two accounts are the same person's, `/unlink` parts one, `/join` is staff's. */
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, say, withSettles } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import { CODE_MS, type Code } from '../../domain/code.ts';
import { grantsOf, type Person } from '../../domain/person.ts';
import { isAbout, may } from '../../domain/rights.ts';
import { caseToRead } from '../cases/case-access.ts';
import { readCaseNumber } from '../cases/case-card.ts';
import { fullName, nameOf } from '../cases/person-names.ts';
import { stale } from '../forms.ts';
import { accountIdOf, codeAs, handOut, notHere, takeCode } from './codes.ts';
import { aboutTimer, hasRights, join } from './joining.ts';
import { PEOPLE_BUTTON } from './people-buttons.ts';

/** `/link` gives a code, `/link CODE` asks whether the two are to be one. */
export async function link(words: string, context: Context): Promise<Outcome> {
  if (context.shared) return notHere();
  if (words.trim() === '') return await handOut('link', context);
  const taken = await takeCode(words, ['link'], context);
  if (taken.refused) return taken.refused;
  const { code } = taken;
  const accountId = accountIdOf(context);
  if (code.accountId === accountId) return atOnce({ text: say('link.same-account') });
  const sides = await sidesOf(code, context);
  if (sides.refused) return sides.refused;
  const { keeper, other } = sides;
  const question: Reply = {
    text: say('link.ask', { keeper: await fullName(keeper, context), other: await fullName(other, context) }),
    name: questionName(code),
    buttons: [
      { id: `${PEOPLE_BUTTON}:y:${code.id}`, label: say('link.yes'), style: 'primary' },
      { id: `${PEOPLE_BUTTON}:n:${code.id}`, label: say('link.no') },
    ],
  };
  return { replies: [question], effects: [codeAs(code, { state: 'taken', takenBy: accountId }, 'taken')] };
}

const questionName = ({ id }: Code): string => `link ${id}`;

type Sides = { keeper: Person; other: Person; refused?: undefined } | { refused: Outcome };

/** Whose code it is, and who sent it. Of two with rights neither can be joined to the other. */
async function sidesOf({ personId }: Code, context: Context): Promise<Sides> {
  const { person, reads } = context;
  const [keeper, other] = await Promise.all([reads.person(personId ?? ''), reads.person(person?.id ?? '')]);
  const sender = other ?? person;
  // They were joined to someone else since.
  const isGone = keeper && (await reads.accountsOf(keeper.id)).length === 0;
  if (!keeper || isGone || !sender) return { refused: stale() };
  if (keeper.id === sender.id) return { refused: atOnce({ text: say('link.same-person') }) };
  if (hasRights(sender)) {
    return { refused: atOnce({ text: say(hasRights(keeper) ? 'link.both-have-rights' : 'link.has-rights') }) };
  }
  // Which of the two has complained is not told here: either may have been talked into this.
  if (await areOpponents(keeper, sender, context)) return { refused: atOnce({ text: say('link.apart') }) };
  return { keeper, other: sender };
}

/** More cases than these nobody has who has no rights. */
const CASES_MAX = 1000;

/** One of them complains about the other, or is the other side of their dispute: as one person they would read it as their own. */
async function areOpponents(keeper: Person, other: Person, { reads }: Context): Promise<boolean> {
  const cases = await reads.casesInvolving(other.id, CASES_MAX);
  return cases.some(
    (one) => (one.personId === other.id && isAbout(one, keeper)) || (one.personId === keeper.id && isAbout(one, other)),
  );
}

/** The answer to the question; only from the account that was asked, and not for long. */
export async function answerLink(codeId: string, yes: boolean, context: Context): Promise<Outcome> {
  const { reads, now } = context;
  const code = await reads.code(codeId);
  const isOpen = code?.state === 'taken' && code.takenBy === accountIdOf(context);
  if (!code || !isOpen || Date.parse(now) >= Date.parse(code.expiresAt) + CODE_MS) return stale();
  const settles = { name: questionName(code), chosen: say(yes ? 'link.yes' : 'link.no') };
  const done = codeAs(code, { state: 'done' }, yes ? 'used' : 'declined');
  if (!yes) return { replies: withSettles([{ text: say('link.declined') }], settles), effects: [done] };
  const sides = await sidesOf(code, context);
  if (sides.refused) return sides.refused;
  const { keeper, other } = sides;
  const effects: Effect[] = [done, ...(await join(keeper, other, 'link', context, code.accountId))];
  const thread = code.threadId ? await reads.thread(code.threadId) : undefined;
  if (thread) {
    const text = say('link.told', { name: nameOf(keeper), other: await fullName(other, context) });
    effects.push({
      type: 'post',
      to: thread,
      language: keeper.language ?? code.language ?? context.language,
      reply: { text },
    });
  }
  return { replies: withSettles([{ text: say('link.done', { name: nameOf(keeper) }) }], settles), effects };
}

/** Asks first; the button is good for as long as nothing else has happened to the person. */
export async function unlink(context: Context): Promise<Outcome> {
  const found = await partingOf(context);
  if (!found) return atOnce({ text: say('unlink.only') });
  const { person } = found;
  return atOnce({
    text: say('unlink.ask', { name: nameOf(person) }),
    buttons: [{ id: `${PEOPLE_BUTTON}:u:${person.seq}`, label: say('unlink.yes'), style: 'danger' }],
  });
}

async function partingOf({ account, person: seen, reads }: Context) {
  const person = seen && (await reads.person(seen.id));
  if (!account || !person || (await reads.accountsOf(person.id)).length < 2) return undefined;
  return { account, person };
}

/** The account is a person of its own again: with their name and language, without their cases and rights. */
export async function confirmUnlink(seq: number, context: Context): Promise<Outcome> {
  const found = await partingOf(context);
  if (!found || found.person.seq !== seq) return stale();
  const { account, person } = found;
  const grants = grantsOf(person);
  const wasStaffHere = person.role === 'staff' && !grants.named && grants.via === account.id;
  const alone: Person = {
    id: context.id('person'),
    seq: 0,
    role: person.role === 'staff' ? (grants.before ?? 'prospect') : person.role,
    language: person.language,
    name: account.displayName || null,
    phone: null,
    zone: person.zone,
    noCalls: person.noCalls,
    inquiry: null,
    grants: null,
    createdAt: context.now,
  };
  const left: Person = wasStaffHere
    ? { ...person, role: grants.before ?? 'prospect', grants: { ...grants, via: null } }
    : person;
  const effects: Effect[] = [
    { type: 'person', person: left, entry: { kind: 'audit:unlink', body: { person: alone.id, account: account.id } } },
    { type: 'person', person: alone, entry: { kind: 'arrived', body: { from: person.id } } },
    { type: 'account', account: { ...account, personId: alone.id } },
    aboutTimer(person.id, alone.id, '1', context),
  ];
  const thread = await context.reads.directThread(person.id, context.thread ? [context.thread.id] : []);
  if (thread) {
    const text = say('unlink.told', { account: { verbatim: `${account.channel}: ${account.displayName}` } });
    effects.push({ type: 'post', to: thread, language: person.language ?? context.language, reply: { text } });
  }
  return { replies: [{ text: say('unlink.done') }], effects };
}

/** `/join C-1042 C-1051`: whoever reported the second is the one who reported the first. */
export async function joinByCases(words: string, context: Context): Promise<Outcome> {
  const found = await twoOf(words, context);
  if ('replies' in found) return found;
  const { first, second, keeper, other } = found;
  const [{ length: cases }, name, otherName] = [
    await context.reads.casesOf(other.id, 1000),
    await fullName(keeper, context),
    await fullName(other, context),
  ];
  return atOnce({
    text: say('join.ask', { keeper: name, other: otherName, cases }),
    buttons: [
      {
        id: `${PEOPLE_BUTTON}:j:${first.number}:${second.number}:${keeper.seq}`,
        label: say('link.yes'),
        style: 'primary',
      },
    ],
  });
}

/** `seq`: of the one who stays, as the preview showed them. */
export async function confirmJoin(words: string, seq: number, context: Context): Promise<Outcome> {
  if (!context.person || !may(context.person, 'people.join')) return atOnce({ text: say('command.not-allowed') });
  const found = await twoOf(words, context);
  if ('replies' in found) return found;
  const { keeper, other } = found;
  if (keeper.seq !== seq) return stale();
  const told = (person: Person): Effect => ({
    type: 'post',
    to: 'person',
    personId: person.id,
    reply: { text: say('join.told', { name: nameOf(keeper) }) },
  });
  return {
    replies: [{ text: say('join.done', { keeper: nameOf(keeper), other: nameOf(other) }) }],
    effects: [
      { type: 'needs-rights', person: context.person },
      ...(await join(keeper, other, 'join', context)),
      told(keeper),
      told(other),
    ],
  };
}

async function twoOf(
  words: string,
  context: Context,
): Promise<Outcome | { first: Case; second: Case; keeper: Person; other: Person }> {
  const { reads, person } = context;
  const one = readCaseNumber(words);
  const two = one && readCaseNumber(one.rest);
  if (!one || !two) return atOnce({ text: say('join.how') });
  const [first, second] = [await caseToRead(one.number, context), await caseToRead(two.number, context)];
  if (!first || !second) return atOnce({ text: say('case.unknown', { number: first ? two.number : one.number }) });
  const [keeper, other] = [await reads.person(first.personId), await reads.person(second.personId)];
  if (!keeper || !other || keeper.id === other.id) return atOnce({ text: say('join.same') });
  // Whoever joins two people decides on neither of them.
  if (keeper.id === person?.id || other.id === person?.id) return atOnce({ text: say('join.own') });
  if (hasRights(other)) return atOnce({ text: say(hasRights(keeper) ? 'join.both-have-rights' : 'join.has-rights') });
  // Whoever's chats become those of someone with rights is given these rights.
  if (hasRights(keeper) && !may(person, 'people.grant')) return atOnce({ text: say('join.only-owner') });
  if (await areOpponents(keeper, other, context)) return atOnce({ text: say('join.about') });
  return { first, second, keeper, other };
}
