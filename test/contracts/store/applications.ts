/** Applications: read back as written, by person and by state, with health apart from them, and refused when their words are not what they should be. */
import { describe, expect, it } from 'vitest';
import { AT, aDecision, anApplication, anId, commitOptions } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeApplications(harness: Harness): void {
  const write = (rows: Parameters<typeof aDecision>[0]) => harness.store.commit([aDecision(rows)], commitOptions());
  const LATER = '2026-11-24T02:00:00.000Z';

  describe('applications', () => {
    it('reads applications back, as they were written last, by person and by state', async () => {
      const personId = anId();
      const first = anApplication({ personId });
      const second = anApplication({
        ...{ personId, brand: 'B', status: 'declined', createdAt: LATER, asked: true, shared: true, dueAt: null },
        messages: [{ from: 'staff', text: 'Which street?', at: AT }],
        decision: { type: 'decline', byId: anId(), at: AT, reason: 'funds', note: null },
      });
      await write({ applications: [first, second, anApplication()] });
      expect(await harness.store.reads.application(first.id)).toEqual(first);
      expect(await harness.store.reads.applicationsOf(personId, 10)).toEqual([second, first]);
      expect(await harness.store.reads.applicationsOf(personId, 1)).toEqual([second]);
      const declined = await harness.store.reads.applicationsIn(['declined'], 100);
      expect(declined).toContainEqual(second);
      expect(declined.map(({ status }) => status)).not.toContain('open');
      const gone = { ...first, seq: 2, status: 'withdrawn' as const, answers: null, score: null };
      await write({ applications: [gone] });
      expect(await harness.store.reads.application(first.id)).toEqual(gone);
      const counts = await harness.store.reads.applicationCounts();
      expect(counts.find(({ status }) => status === 'withdrawn')?.count).toBeGreaterThan(0);
      expect(await harness.store.reads.application('no id')).toBeUndefined();
      expect(await harness.store.reads.applicationsOf('no id', 10)).toEqual([]);
    });

    it('keeps health apart, and forgets it when it is taken back', async () => {
      const application = anApplication();
      const health = { id: application.id, words: 'A bad knee', consentedAt: AT };
      await write({ applications: [application], applicationHealth: [health] });
      expect(await harness.store.reads.applicationHealth(application.id)).toEqual(health);
      await write({ applicationHealth: [{ ...health, words: null, consentedAt: null }] });
      expect(await harness.store.reads.applicationHealth(application.id)).toBeUndefined();
      expect(await harness.store.reads.applicationHealth('no id')).toBeUndefined();
    });

    it('refuses answers that are not what they should be', async () => {
      const application = anApplication();
      await write({ applications: [application] });
      await harness.sql(`update application set answers = '{"name":1}' where id = '${application.id}'`);
      await expect(harness.store.reads.application(application.id)).rejects.toThrow();
      await harness.sql(`delete from application where id = '${application.id}'`);
    });
  });
}
