/** Giving and taking rights (F36): decided once more when the form is sent, written together with the journal entry that says what changed. */
import type { Context, Effect } from '../../core/flow.ts';
import type { Filled } from '../../core/form/definition.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Person } from '../../domain/person.ts';
import { isOwner, may } from '../../domain/rights.ts';
import { type Entrusted, entrust, giveUpOwning, rightsOf, takeAll } from '../../domain/rights-change.ts';
import { nameOf } from '../cases/person-names.ts';
import { asJson, rightsText } from './rights-words.ts';

interface Done {
  replies: Reply[];
  effects: Effect[];
}

/** Refused: what was filled in is shown, so that it is not lost. */
const refused = (text: Text, facts: Filled['facts']): Done => ({ replies: [{ text, facts }], effects: [] });

export async function grant(
  personId: string,
  given: Entrusted,
  facts: Filled['facts'],
  context: Context,
): Promise<Done> {
  const { person: actor, reads, now } = context;
  const target = await reads.person(personId);
  if (!actor || !may(actor, 'people.grant')) return refused(say('rights.gone'), facts);
  if (!target || (await reads.accountsOf(personId)).length === 0) return refused(say('people.gone'), facts);
  if (target.id === actor.id) return refused(say('grant.own'), facts);
  if (given.standing === 'manager' && given.manages.length === 0) return refused(say('grant.nothing'), facts);
  return await written('grant', target, entrust(target, given, now), '', context);
}

export async function revoke(personId: string, why: string, facts: Filled['facts'], context: Context): Promise<Done> {
  const { person: actor, reads, now } = context;
  const target = await reads.person(personId);
  if (!actor || !may(actor, 'people.grant')) return refused(say('rights.gone'), facts);
  if (!target) return refused(say('people.gone'), facts);
  if (target.id !== actor.id) return await written('revoke', target, takeAll(target, now), why, context);
  const other = (await reads.staff()).find((one) => one.id !== actor.id && isOwner(one));
  if (!other) return refused(say('revoke.last-owner'), facts);
  const given = await written('revoke', target, giveUpOwning(target, now), why, context);
  // Of two owners who give up at once, one is the last.
  return { ...given, effects: [...given.effects, { type: 'needs-rights', person: other }] };
}

async function written(
  kind: 'grant' | 'revoke',
  before: Person,
  after: Person,
  why: string,
  context: Context,
): Promise<Done> {
  const { person: actor } = context;
  const [was, is] = [rightsOf(before), rightsOf(after)];
  const now = await rightsText(is, context);
  const body = { person: before.id, was: asJson(was), now: asJson(is), ...(why !== '' && { why }) };
  const told: Text[] = [
    say('rights.told', { rights: now }),
    ...(why === '' ? [] : [say('rights.told.why', { why: verbatim(why) })]),
  ];
  const effects: Effect[] = [
    { type: 'person', person: after, entry: { kind: `audit:${kind}`, body } },
    ...(actor && actor.id !== before.id ? [{ type: 'needs-rights' as const, person: actor }] : []),
    ...(actor?.id === before.id
      ? []
      : [{ type: 'post' as const, to: 'person' as const, personId: before.id, reply: { text: { lines: told } } }]),
  ];
  const done = say('rights.done', { name: nameOf(before), was: await rightsText(was, context), now });
  const member = kind === 'revoke' && is.staff && !is.named ? [say('revoke.still-member')] : [];
  return { replies: [{ text: { lines: [done, ...member] } }], effects };
}
