/** A dossier as files: all that is known, in the reader's language, for its person alone; nothing that people wrote is markup. */
import { describe, expect, it } from 'vitest';
import { dossierDocuments, type SharedDossierReads } from '../../src/documents/dossier.ts';
import { comparisonDocuments } from '../../src/documents/dossier-comparison.ts';
import { printedDossier } from '../../src/documents/dossier-print.ts';
import type { Dossier, DossierAnswer } from '../../src/domain/dossier.ts';
import { DEFAULT_DOSSIER_RULES } from '../../src/domain/dossier-rules.ts';
import { LANGUAGES, NO_GRANTS, type Person } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aDossier, anApplication, aPerson, aPolicy } from '../store/rows.ts';

const dossier = aDossier();
const [entry] = dossier.entries;
const [answer] = entry?.answers ?? [];
const [interview] = dossier.interviews;
const order = { dossier: dossier.id, reader: dossier.personId, zone: 'Asia/Shanghai', now: '2026-11-23T02:00:00.000Z' };

const decider = aPerson({ role: 'staff', grants: { ...NO_GRANTS, duties: ['market-manager'] } });

async function made(
  type: 'dossier' | 'dossier-table',
  change: Record<string, unknown> = {},
  what = dossier,
  shared = false,
  reader: Person = decider,
) {
  const policy = aPolicy({ id: answer?.policy?.id ?? '' });
  const reads: SharedDossierReads = {
    dossier: async () => what,
    policy: async () => policy,
    person: async (id) => (id === reader.id ? reader : undefined),
    applicationsOf: async (personId) => [anApplication({ personId, brand: what.brand, shared })],
  };
  const makers = dossierDocuments(reads, DEFAULT_DOSSIER_RULES);
  const bytes = await makers[type]({ ...order, language: 'en', ...change }, AbortSignal.timeout(10_000));
  return new TextDecoder().decode(bytes);
}

describe('an exported dossier', () => {
  it.each(LANGUAGES)('has every part, answer and rule in %s', async (language) => {
    const text = await made('dossier', { language });
    const words = CATALOGUES[language];
    for (const key of ['dossier.part.headquarters', 'dossier.item.c-term', 'dossier.answer.changed'] as const)
      expect(text).toContain(words[key]);
    expect(text).toContain('> 约九万六');
    expect(text).toContain('56.3%');
    const table = await made('dossier-table', { language });
    expect(table.split('\r\n')[0]).toContain(words['dossier.column.approver']);
    expect(table).toContain('150000');
    expect(table).toContain(`,"${words['dossier.changed.yes']}",`);
    expect(table).toContain(words['dossier.column.waiting']);
  });

  it('has the waiting period, how it stood with each answer, what is too early, and both sides of what is disputed', async () => {
    if (!entry || !answer) throw new Error('the sample has no answer');
    const doubts: DossierAnswer = { ...answer, text: 'Ninety.', source: 'research', figures: null, worrying: true };
    const disputed = aDossier({ entries: [{ ...entry, answers: [answer, doubts] }] });
    const text = await made('dossier', { reader: disputed.personId }, disputed);
    expect(text).toContain('please confirm it');
    expect(text).toContain('runs until Mon, 21 December 2026');
    expect(text).toContain('Too early: signing is noted for Tue, 1 December 2026');
    expect(text).toContain('Waiting period when answered: ran until Mon, 21 December 2026');
    expect(text).toMatch(/Sources disagree.*\n {2}- Own research: “Ninety\.”\n {2}- Headquarters: “约九万六”/);
  });

  it('says of figures that are the same what the chat says', async () => {
    const figures = { forecast: 90_000, reported: 90_000 };
    const same = aDossier({ entries: entry && answer ? [{ ...entry, answers: [{ ...answer, figures }] }] : [] });
    expect(await made('dossier', { reader: same.personId }, same)).toContain('the forecast is as high as what stores');
  });

  it('takes nothing that people wrote for markup', async () => {
    const notes = [{ text: '# big\n- [x](http://example.test) <b>', at: order.now }];
    const hostile = aDossier({
      entries: entry ? [{ ...entry, notes }] : [],
      interviews: interview ? [{ ...interview, name: 'a | b' }] : [],
    });
    const text = await made('dossier', { reader: hostile.personId }, hostile);
    expect(text).not.toMatch(/^# big|^- \[x|<b>/m);
    expect(text).toContain('a \\| b');
  });

  it('is nobody else’s', async () => {
    await expect(made('dossier', { reader: 'someone' })).rejects.toThrow('not the reader');
    await expect(made('dossier', { reader: decider.id })).rejects.toThrow('not the reader');
  });

  it('is read by those who decide on an application, where it is shared with them', async () => {
    expect(await made('dossier', { reader: decider.id }, dossier, true)).toContain('约九万六');
    const colleague = aPerson({ role: 'staff' });
    const theirs = made('dossier', { reader: colleague.id }, dossier, true, colleague);
    await expect(theirs).rejects.toThrow('not the reader');
  });
});

describe('the print view of a dossier', () => {
  const readers = [{ id: dossier.personId, zone: null }];
  const printed = async (what = dossier, change: Record<string, unknown> = {}) => {
    const { reader: _, ...asked } = order;
    const reads = { dossier: async () => what, policy: async () => aPolicy({ id: answer?.policy?.id ?? '' }) };
    return await printedDossier({ ...asked, language: 'en', readers, ...change }, reads, DEFAULT_DOSSIER_RULES);
  };

  it.each(LANGUAGES)('has contents, risks by their rules, answers with source and version in %s', async (language) => {
    const page = (await printed(dossier, { language })) ?? '';
    const words = CATALOGUES[language];
    expect(page).toContain(`<html lang="${language}">`);
    for (const key of ['dossier.print.contents', 'dossier.part.contract', 'dossier.answer.changed'] as const)
      expect(page).toContain(words[key]);
    expect(page).toContain('56.3%');
    expect(page).toContain('林溪');
    expect(page).toContain('<td dir="auto">收益</td><td>2</td>');
    expect(page.match(/<article/g)).toHaveLength(35);
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`);
  });

  it('takes nothing that people wrote for markup, and loads nothing', async () => {
    const bad = '</p><script>alert(1)</script><img src=x onerror=alert(1)>"\'&';
    const hostile = aDossier({
      brand: bad,
      entries: entry
        ? [
            {
              ...entry,
              flag: bad,
              notes: [{ text: bad, at: order.now }],
              answers: answer ? [{ ...answer, text: bad }] : [],
            },
          ]
        : [],
      interviews: interview ? [{ ...interview, name: bad }] : [],
    });
    const page = (await printed(hostile, { readers: [{ id: hostile.personId, zone: null }] })) ?? '';
    expect(page.match(/<script|<img|<link/g)).toEqual(['<script']);
    expect(page.split('&lt;script&gt;').length).toBeGreaterThan(5);
    expect(page).not.toMatch(/(?:src|href)="(?!#)|url\(|@import/);
  });

  it('is nobody else’s', async () => {
    expect(await printed(dossier, { readers: [{ id: 'someone', zone: null }] })).toBeUndefined();
  });
});

describe('dossiers side by side', () => {
  const reads = (all: readonly Dossier[]) => ({
    dossiersOf: async () => [...all],
    dossier: async (id: string) => all.find((one) => one.id === id),
    policy: async () => undefined,
  });
  const text = async (
    type: 'dossier-brands' | 'dossier-brands-table' | 'dossier-interviews',
    all: readonly Dossier[],
  ) => {
    const made = comparisonDocuments(reads(all), DEFAULT_DOSSIER_RULES)[type];
    const [first] = all;
    const asked = { ...order, dossier: first?.id, reader: first?.personId, language: 'en' };
    return new TextDecoder().decode(await made(asked, AbortSignal.timeout(10_000)));
  };

  it('has brands as columns, with state, newest answer and what worries', async () => {
    const both = [aDossier({ brand: 'A | B' }), aDossier({ brand: 'Beta', entries: [], interviews: [] })];
    const shown = await text('dossier-brands', both);
    expect(shown).toContain('| Item | A \\| B | Beta |');
    expect(shown).toMatch(/answered · 约九万六 · ⚑ Forecast above reported \| open \|/);
    const [head, first] = (await text('dossier-brands-table', both)).split('\r\n');
    expect(head).toContain('Beta: Worrying');
    expect(first).toContain('"约九万六","Forecast above reported","open",,');
  });

  it('has franchisees as columns, for the dossier’s person alone', async () => {
    const names = ['Wang', 'Li'].map((name) => ({
      ...{ id: name, name, years: 4, similar: true, at: order.now },
      ...{ store: name === 'Li' ? '60 m²' : null, note: null },
    }));
    const told = (of: string) => ({
      ...{ item: 'fr-day', interview: of, state: 'answered', words: null, notes: [], flag: null, questionId: null },
      answers: answer ? [{ ...answer, text: `${of} sells 40.`, policy: null, figures: null }] : [],
    });
    const asked: Dossier = aDossier({
      interviews: names,
      entries: names.map(({ id }) => ({ ...told(id), state: 'answered' })),
    });
    const rows = (await text('dossier-interviews', [asked])).split('\r\n');
    expect(rows[0]).toMatch(/,"Wang","Li"$/);
    expect(rows.find((row) => row.includes('sells'))).toMatch(/,"Wang sells 40\.","Li sells 40\."$/);
    expect(rows.find((row) => row.includes('60 m²'))).toBe('"Their store","","60 m²"');
    expect(rows.some((row) => row.includes('How it went'))).toBe(false);
    const others = comparisonDocuments(reads([asked]), DEFAULT_DOSSIER_RULES)['dossier-interviews'];
    const foreign = { ...order, dossier: asked.id, reader: 'someone', language: 'en' };
    await expect(others(foreign, AbortSignal.timeout(10_000))).rejects.toThrow('not the reader');
  });
});
