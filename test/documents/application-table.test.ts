/** Applications as a table: for those who decide, in their language, with nothing of withdrawn ones, and no formulas. */
import { describe, expect, it } from 'vitest';
import { applicationTables } from '../../src/documents/application-table.ts';
import { LANGUAGES, NO_GRANTS } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { AT, anApplication, aPerson, someAnswers } from '../store/rows.ts';

const decider = aPerson({ role: 'staff', name: 'Mia', grants: { ...NO_GRANTS, duties: ['market-manager'] } });
const clerk = aPerson({ role: 'staff' });

const APPLICATIONS = [
  anApplication({ answers: someAnswers({ name: '=HYPERLINK("x")' }) }),
  anApplication({ status: 'withdrawn', answers: null, score: null, brand: 'Gone', dueAt: null }),
  anApplication({
    ...{ status: 'declined', brand: 'Beta', dueAt: null },
    decision: { type: 'decline', byId: decider.id, at: AT, reason: 'no-room', note: 'Full up' },
  }),
  anApplication({ personId: decider.id, brand: 'Own' }),
];

async function table(change: Record<string, unknown> = {}): Promise<string[]> {
  const makers = applicationTables({
    applicationsIn: async () => APPLICATIONS,
    person: async (id) => [decider, clerk].find((one) => one.id === id),
  });
  const order = { reader: decider.id, zone: 'Asia/Shanghai', language: 'en', now: AT, ...change };
  const bytes = await makers.applications(order, AbortSignal.timeout(10_000));
  return new TextDecoder().decode(bytes).trim().split('\r\n');
}

describe('the table of applications', () => {
  it.each(LANGUAGES)('has answers, score and decision in %s', async (language) => {
    const [heading = '', first = '', withdrawn = '', declined = '', ...rest] = await table({ language });
    const words = CATALOGUES[language];
    expect(heading).toContain(words['apply.culture']);
    expect(first).toContain(words['apply.experience.own']);
    expect(first).toContain('800000,"CNY"');
    expect(first).toContain(`"'=HYPERLINK`);
    expect(withdrawn.replaceAll(',', '')).toMatch(/"Gone""[^"]+"$/);
    expect(declined).toContain(`"Mia","${words['application.decline.no-room']}","Full up"`);
    expect(rest).toEqual([]);
    expect(
      new Set([heading, first, declined].map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).length)).size,
    ).toBe(1);
  });

  it('is refused to whoever may not decide', async () => {
    await expect(table({ reader: clerk.id })).rejects.toThrow('may not read it');
  });
});
