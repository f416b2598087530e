/** Policies and the questions that were asked: read back as written, and one policy for each subject. */
import { describe, expect, it } from 'vitest';
import { aDecision, anId, aPolicy, aQuestion, commitOptions } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

const AT = '2026-11-23T02:00:00.000Z';
export function describePolicies(harness: Harness): void {
  const write = (rows: Parameters<typeof aDecision>[0]) => harness.store.commit([aDecision(rows)], commitOptions());
  const quoted = async (...ids: string[]) =>
    (await harness.store.reads.policies()).map(({ id }) => id).filter((id) => ids.includes(id));

  describe('policies', () => {
    it('reads policies back, and quotes only what is approved and in use', async () => {
      const [used, draft, retired] = [
        aPolicy(),
        aPolicy({
          approved: null,
          draft: { title: '换货', body: '半年。', asked: [], earnings: false, byId: null, at: AT },
        }),
        aPolicy({ retiredAt: AT }),
      ];
      await write({ policies: [used, draft, retired] });
      expect(await harness.store.reads.policy(used.id)).toEqual(used);
      expect(await harness.store.reads.policy(draft.id)).toEqual(draft);
      expect(await harness.store.reads.policiesOf(retired)).toEqual([retired]);
      expect(await harness.store.reads.policy('no id')).toBeUndefined();
      expect(await quoted(used.id, draft.id, retired.id)).toEqual([used.id]);
      expect((await harness.store.reads.policyDrafts(1000)).map(({ id }) => id)).toContain(draft.id);
      expect((await harness.store.reads.retiredPolicies(1000)).map(({ id }) => id)).toContain(retired.id);
      expect(await harness.store.reads.retiredPolicies(1000)).not.toContainEqual(used);
    });

    it('gives the same list of policies as long as nothing has changed, and another one after a write', async () => {
      const policy = aPolicy();
      await write({ policies: [policy] });
      const list = await harness.store.reads.policies();
      expect(await harness.store.reads.policies()).toBe(list);
      await write({ policies: [{ ...policy, seq: 2, retiredAt: AT }] });
      expect(await quoted(policy.id)).toEqual([]);
    });

    it('has one policy for each brand, key, language and region', async () => {
      const policy = aPolicy();
      await write({ policies: [policy, aPolicy({ ...policy, id: anId(), region: '华东' })] });
      await expect(write({ policies: [aPolicy({ ...policy, id: anId() })] })).rejects.toThrow();
    });

    it('refuses words of a policy that are not what they should be', async () => {
      const policy = aPolicy();
      await write({ policies: [policy] });
      await harness.sql(`update policy set approved = '{"title":1}' where id = '${policy.id}'`);
      await expect(harness.store.reads.policy(policy.id)).rejects.toThrow();
      await harness.sql(`delete from policy where id = '${policy.id}'`);
    });

    it('reads questions back, by person, case and time', async () => {
      const personId = anId();
      const [first, second] = [
        aQuestion({ personId }),
        aQuestion({
          personId,
          createdAt: '2026-11-24T02:00:00.000Z',
          outcome: 'answered',
          policyId: anId(),
          version: 2,
          helped: true,
        }),
      ];
      await write({ questions: [first, second] });
      expect(await harness.store.reads.question(second.id)).toEqual(second);
      expect(await harness.store.reads.questionOf(first.caseId ?? '')).toEqual(first);
      expect(await harness.store.reads.questionsBy(personId, 10)).toEqual([first, second]);
      const since = await harness.store.reads.questionsSince('2026-11-24T00:00:00.000Z', 1000);
      expect(since.map(({ id }) => id)).toContain(second.id);
      expect(since.map(({ id }) => id)).not.toContain(first.id);
    });
  });
}
