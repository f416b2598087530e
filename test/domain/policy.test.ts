/** How a policy changes: nothing is quoted that nobody has approved as it is. */
import { describe, expect, it } from 'vitest';
import { changePolicy, newPolicy, type Policy, type PolicyAct, statusOf } from '../../src/domain/policy.ts';
import { changedWords } from '../../src/domain/policy-changes.ts';

const AT = '2026-11-23T02:00:00.000Z';
const words = (body: string) => ({ title: 'Term', body, asked: [], earnings: false });
const begun = newPolicy({ id: 'p', brand: 'b', key: 'term', language: 'en', region: null, source: 'staff' }, AT);

function changed(policy: Policy, ...acts: PolicyAct[]): Policy {
  return acts.reduce((current, act) => {
    const change = changePolicy(current, act, 'dora', AT);
    if (change.refused) throw new Error(change.refused);
    return change.policy;
  }, policy);
}

const refused = (policy: Policy, act: PolicyAct) => changePolicy(policy, act, 'dora', AT).refused;

describe('a policy', () => {
  it('is quoted from its approval on, and as it was until the next one', () => {
    const first = changed(begun, { type: 'write', words: words('five') }, { type: 'approve', words: words('five') });
    expect(first).toMatchObject({ seq: 2, draft: null, approved: { version: 1, body: 'five', byId: 'dora' } });
    const changing = changed(first, { type: 'write', words: words('six') });
    expect([statusOf(changing), changing.approved?.body]).toEqual(['changing', 'five']);
    expect(changed(changing, { type: 'approve', words: words('six') }).approved).toMatchObject({
      version: 2,
      body: 'six',
    });
    expect(statusOf(changed(changing, { type: 'discard' }))).toBe('approved');
  });

  it('is not approved in other words than whoever approves has read', () => {
    const draft = changed(begun, { type: 'write', words: words('five') });
    expect(refused(draft, { type: 'approve', words: words('six') })).toBe('changed-since');
    expect(refused(begun, { type: 'approve', words: words('six') })).toBe('no-draft');
  });

  it('changes no more while it is retired', () => {
    const draft = changed(begun, { type: 'write', words: words('five') }, { type: 'retire', reason: 'old' });
    expect(statusOf(draft)).toBe('retired');
    expect(refused(draft, { type: 'approve', words: words('five') })).toBe('retired');
    expect(refused(changed(draft, { type: 'restore' }), { type: 'restore' })).toBe('not-retired');
  });

  it('tells a draft’s changes sentence by sentence, in Chinese as in English', () => {
    const text = (body: string, more = {}) => ({ title: 'A', body, asked: ['Why?'], earnings: false, ...more });
    expect(
      changedWords(text('It is 1.5 km. It ends.'), text('It is 2.5 km. It ends. So be it!', { title: 'B' })),
    ).toEqual({
      removed: ['A', 'It is 1.5 km.'],
      added: ['B', 'It is 2.5 km.', 'So be it!'],
    });
    expect(changedWords(text('一年。两年。\n三年'), text('一年。三年', { asked: [] }))).toEqual({
      removed: ['两年。', 'Why?'],
      added: [],
    });
  });

  it.each([
    [{ type: 'write', words: words('five') }, 'same-words'],
    [{ type: 'write', words: words(' ') }, 'empty'],
    [{ type: 'retire', reason: ' ' }, 'no-reason'],
  ] as [PolicyAct, string][])('refuses %j: %s', (act, reason) => {
    expect(refused(changed(begun, { type: 'write', words: words('five') }), act)).toBe(reason);
  });
});
