/** Tables of cases: read page by page, cut where a file would be too large, and for nobody who may not read them. */
import { describe, expect, it } from 'vitest';
import type { Reads } from '../../src/core/reads.ts';
import { caseTables } from '../../src/documents/case-table.ts';
import type { Case } from '../../src/domain/case.ts';
import { NO_GRANTS, type Person } from '../../src/domain/person.ts';
import { CSV_CASES_MAX } from '../../src/domain/report.ts';
import { AT, aCase, aPerson } from '../store/rows.ts';

const supervisor = aPerson({ grants: { ...NO_GRANTS, duties: ['supervisor'] } });

/** So many cases, of which each page has the next ones. */
function pagesOf(count: number, row: Case, person: Person | undefined = supervisor) {
  let given = 0;
  let largest = 0;
  const cases: Reads['reports']['cases'] = async (_, limit) => {
    largest = Math.max(largest, limit);
    const page = Array<Case>(Math.min(limit, count - given)).fill(row);
    given += page.length;
    return page;
  };
  const refused = () => Promise.reject(new Error('nobody asks for that'));
  const reports: Reads['reports'] = {
    ...{
      figures: refused,
      lines: refused,
      register: refused,
      managers: refused,
      callFigures: refused,
      callFindings: refused,
      callRecords: refused,
    },
    cases,
    names: async () => new Map(),
  };
  const tables = caseTables({ outlets: async () => [], person: async () => person, reports });
  const order = {
    ...{ type: 'cases', reader: supervisor.id, as: 'report', outlet: null, zone: 'Asia/Shanghai', language: 'en' },
    ...{ from: AT, to: AT },
  };
  return {
    largest: () => largest,
    make: async (): Promise<string[]> => {
      const bytes = await tables.cases(order, AbortSignal.timeout(30_000));
      return Buffer.from(bytes).toString().trimEnd().split('\r\n');
    },
  };
}

describe('a table of cases', () => {
  it('has all of them up to the bound, in pages', async () => {
    const pages = pagesOf(1_001, aCase());
    const lines = await pages.make();
    expect(lines).toHaveLength(1 + 1_001);
    expect(pages.largest()).toBeLessThanOrEqual(500);
  });

  it('says in its last line that there are more', async () => {
    const lines = await pagesOf(CSV_CASES_MAX + 2_000, aCase()).make();
    expect(lines).toHaveLength(1 + CSV_CASES_MAX + 1);
    expect(lines.at(-1)).toContain('There is no room for more.');
  });

  it('stays below what platforms take, however much stands in a case', async () => {
    const row = aCase({ facts: { name: '陈'.repeat(2_000) } });
    const lines = await pagesOf(3_000, row).make();
    expect(Buffer.byteLength(lines.join('\r\n'))).toBeLessThan(10 * 1024 * 1024);
    expect(lines.at(-1)).toContain('There is no room for more.');
  });

  it('leaves out what is confidential, and is refused to whom it is not for any more', async () => {
    expect(await pagesOf(3, aCase({ confidential: true })).make()).toHaveLength(1);
    const agent = aPerson({ grants: { ...NO_GRANTS, duties: ['agent'] } });
    await expect(pagesOf(3, aCase(), agent).make()).rejects.toThrow('may not read it any more');
  });
});
