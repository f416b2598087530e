/** A dossier as files: all that is known, in the reader's language, for its person alone; nothing that people wrote is markup. */
import { describe, expect, it } from 'vitest';
import { dossierDocuments } from '../../src/documents/dossier.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aDossier, aPolicy } from '../store/rows.ts';

const dossier = aDossier();
const [entry] = dossier.entries;
const [answer] = entry?.answers ?? [];
const [interview] = dossier.interviews;
const order = { dossier: dossier.id, reader: dossier.personId, zone: 'Asia/Shanghai', now: '2026-11-23T02:00:00.000Z' };

async function made(type: 'dossier' | 'dossier-table', change: Record<string, unknown> = {}, what = dossier) {
  const policy = aPolicy({ id: answer?.policy?.id ?? '' });
  const makers = dossierDocuments({ dossier: async () => what, policy: async () => policy });
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
  });
});
