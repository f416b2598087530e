/** What each item asks of headquarters finds the text that answers it, in each language, and none where that one is not there. */
import { describe, expect, it } from 'vitest';
import { SURE } from '../../src/answers/confidence.ts';
import { createLibrary } from '../../src/answers/library.ts';
import { DOSSIER_ITEMS, type DossierItem, isForHeadquarters } from '../../src/domain/dossier-items.ts';
import { LANGUAGES } from '../../src/domain/person.ts';
import { questionOfItem } from '../../src/flows/dossier/dossier-answers.ts';
import { sampleTexts } from '../support/sample-texts.ts';

/** Any of them answers it, or a part of it. */
const ANSWERED_BY: Readonly<Partial<Record<DossierItem, readonly string[]>>> = {
  'hq-profit': ['earnings', 'opening-assessment'],
  'hq-support': ['training-opening', 'training-later', 'fit-out-design', 'site-help', 'feasibility-report'],
  'hq-capital': ['working-capital'],
  'hq-supply': ['supply-source', 'supply-price', 'logistics'],
  'hq-territory': ['territory', 'sister-brands'],
  'hq-sold-last-year': ['store-count'],
  'hq-plan-this-year': ['store-count'],
  'hq-terminated': ['closures'],
  'hq-finance': ['financing'],
  'hq-litigation': ['litigation'],
  'hq-disputes': ['disputes'],
  'hq-site': ['site-help', 'site-requirements', 'opening-assessment'],
  'c-price': ['supply-price', 'buying-elsewhere'],
  'c-area': ['territory', 'sister-brands'],
  'c-ip': ['non-compete', 'trademark'],
  'c-rules': ['rule-changes'],
  'c-court': ['disputes'],
  'c-term': ['term'],
};
/** They speak of the same and leave it open. */
const SPEAKS_OF: Readonly<Partial<Record<DossierItem, readonly string[]>>> = { 'hq-capital': ['total-investment'] };

const sent = DOSSIER_ITEMS.filter(isForHeadquarters);
const texts = await sampleTexts();
const library = createLibrary(texts);
const bySubject = Map.groupBy(texts, ({ subject }) => subject);

describe('an item of the dossier', () => {
  it.each(sent)('%s finds its text in every language', (item) => {
    for (const language of LANGUAGES) {
      const { found, confidence } = library.find(questionOfItem(item, language), 1);
      expect(ANSWERED_BY[item], language).toContain(found[0]?.subject);
      expect(confidence, language).toBeGreaterThanOrEqual(SURE);
    }
  });

  it.each(sent)('%s is answered with nothing where its text is missing', (item) => {
    const away = [...(ANSWERED_BY[item] ?? []), ...(SPEAKS_OF[item] ?? [])];
    for (const subject of away) library.put(subject, []);
    const given = LANGUAGES.map((language) => library.find(questionOfItem(item, language), 1));
    for (const subject of away) library.put(subject, bySubject.get(subject) ?? []);
    expect(given.filter(({ confidence }) => confidence >= SURE).map(({ found }) => found[0]?.subject)).toEqual([]);
  });

  it('is asked of headquarters where headquarters can know it', () => {
    expect(sent).toEqual(Object.keys(ANSWERED_BY));
    expect(DOSSIER_ITEMS.length - sent.length).toBe(17);
  });

  it('asks without the advice that is given with it, and all that it asks', () => {
    expect(questionOfItem('c-court', 'en')).toBe('Which court decides disputes?');
    expect(questionOfItem('hq-site', 'zh-Hant')).toBe('選址時雙方各負責什麼？');
    expect(questionOfItem('hq-sold-last-year', 'zh-Hans')).toBe('去年本地区售出多少家加盟权？其中开业的有多少家？');
  });
});
