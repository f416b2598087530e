/** `/owner CODE`: whoever has the code that the running installation's command gave out becomes an owner. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { grantsOf } from '../../domain/person.ts';
import { isOwner } from '../../domain/rights.ts';
import { entrust, rightsOf } from '../../domain/rights-change.ts';
import { nameOf } from '../cases/person-names.ts';
import { codeAs, notHere, takeCode } from './codes.ts';
import { asJson } from './rights-words.ts';

export async function becomeOwner(words: string, context: Context): Promise<Outcome> {
  const { person, now, reads } = context;
  if (!person) throw new Error('only a person becomes an owner');
  if (words.trim() === '') return atOnce({ text: say('owner.how') });
  if (context.shared) return notHere();
  const taken = await takeCode(words, ['owner', 'owner-again'], context);
  if (taken.refused) return taken.refused;
  if (isOwner(person)) return atOnce({ text: say('owner.already') });
  if (taken.code.purpose === 'owner' && (await reads.staff()).some(isOwner))
    return atOnce({ text: say('owner.taken') });
  const { duties, regions, kinds, manages } = grantsOf(person);
  const after = entrust(person, { standing: 'named', owner: true, duties, regions, kinds, manages }, now);
  const body = { person: person.id, was: asJson(rightsOf(person)), now: asJson(rightsOf(after)) };
  return {
    replies: [{ text: say('owner.done') }],
    effects: [
      codeAs(taken.code, { state: 'done' }, 'used'),
      { type: 'person', person: after, entry: { kind: 'audit:owner', body } },
      { type: 'post', to: 'desk', reply: { text: say('desk.told.owner', { name: nameOf(person) }) }, elsewhere: true },
    ],
  };
}
