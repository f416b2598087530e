/** A dossier: what each item may become, what is left, and which rules find what to look at twice. */
import { describe, expect, it } from 'vitest';
import {
  changeDossier,
  type Dossier,
  type DossierAct,
  type DossierAnswer,
  entryOf,
  leftOf,
  type Moment,
  newDossier,
  nextOf,
  progressOf,
} from '../../src/domain/dossier.ts';
import { CONTRACT_ITEMS, DOSSIER_ITEMS, HEADQUARTERS_ITEMS, INTERVIEW_ITEMS } from '../../src/domain/dossier-items.ts';
import { forecastAbove, risksOf } from '../../src/domain/dossier-risks.ts';
import { DEFAULT_DOSSIER_RULES } from '../../src/domain/dossier-rules.ts';
import { type Interview, type InterviewAnswer, newAnswers, type Told } from '../../src/domain/interview.ts';

const AT = '2026-11-23T02:00:00.000Z';
const MOMENT: Moment = { now: AT, today: '2026-11-23', waiting: { state: 'running', earliest: '2026-12-05' } };
const begun = newDossier({ id: 'd', personId: 'p', brand: 'b' }, AT);
const key = (item: string, interview: string | null = null) => ({ item, interview });
const said = (change: Partial<DossierAnswer> = {}): DossierAnswer => ({
  ...{ text: 'yes', source: 'headquarters', who: null, at: AT, policy: null, figures: null, worrying: null },
  waiting: null,
  ...change,
});
const interview = { id: 'i', name: 'Wang', years: 4, store: null, similar: true, note: null, at: AT };
const meet = (met: Interview, answers: readonly InterviewAnswer[] = []): DossierAct => ({
  ...{ type: 'interview', interview: met, answers },
});

function changed(dossier: Dossier, ...acts: DossierAct[]): Dossier {
  return acts.reduce((current, act) => {
    const change = changeDossier(current, act, MOMENT);
    if (change.refused) throw new Error(change.refused);
    return change.dossier;
  }, dossier);
}

const refused = (dossier: Dossier, act: DossierAct) => changeDossier(dossier, act, MOMENT).refused;
const answer = (item: string, change: Partial<DossierAnswer> = {}, of: string | null = null): DossierAct => ({
  type: 'answer',
  key: key(item, of),
  answer: said(change),
});

describe('a dossier', () => {
  it('has the twelve, the ten with their follow-up, the six and the six', () => {
    expect([HEADQUARTERS_ITEMS.length, INTERVIEW_ITEMS.length, CONTRACT_ITEMS.length]).toEqual([12, 11, 6]);
    expect(new Set(DOSSIER_ITEMS).size).toBe(35);
  });

  it('goes from open by asked and answered to verified, and back to answered by another answer', () => {
    const states = (dossier: Dossier) => entryOf(dossier, key('hq-territory')).state;
    const asked = changed(begun, { type: 'ask', key: key('hq-territory'), questionId: 'q', byPerson: false });
    const answered = changed(asked, answer('hq-territory'));
    const verified = changed(answered, { type: 'verify', key: key('hq-territory') });
    const again = changed(verified, answer('hq-territory', { source: 'research', text: 'no' }));
    expect([begun, asked, answered, verified, again].map(states)).toEqual([
      ...(['open', 'asked', 'answered', 'verified', 'answered'] as const),
    ]);
    expect(entryOf(again, key('hq-territory')).answers.map(({ text }) => text)).toEqual(['yes', 'no']);
  });

  it('keeps a flag through answers until it is taken away or the item verified', () => {
    const flagged = changed(begun, { type: 'flag', key: key('c-area'), reason: 'vague' }, answer('c-area'));
    expect(entryOf(flagged, key('c-area'))).toMatchObject({ state: 'flagged', flag: 'vague' });
    const freed = changed(flagged, { type: 'unflag', key: key('c-area') });
    expect(entryOf(freed, key('c-area'))).toMatchObject({ state: 'answered', flag: null });
  });

  it.each([
    [{ type: 'verify', key: key('hq-site') }, 'not-answered'],
    [{ type: 'note', key: key('hq-site'), text: ' ' }, 'empty'],
    [{ type: 'note', key: key('nothing'), text: 'x' }, 'unknown-item'],
    [{ type: 'note', key: key('own-1'), text: 'x' }, 'unknown-item'],
    [{ type: 'note', key: key('fr-day'), text: 'x' }, 'no-interview'],
    [{ type: 'note', key: key('fr-day', 'nobody'), text: 'x' }, 'no-interview'],
    [{ type: 'note', key: key('hq-site', 'nobody'), text: 'x' }, 'unknown-item'],
    [{ type: 'unflag', key: key('hq-site') }, 'not-flagged'],
    [{ type: 'own', words: '' }, 'empty'],
  ] as [DossierAct, string][])('refuses %j: %s', (act, reason) => {
    expect(refused(begun, act)).toBe(reason);
  });

  it('asks headquarters once at a time', () => {
    const ask: DossierAct = { type: 'ask', key: key('hq-site'), questionId: 'q', byPerson: false };
    expect(refused(changed(begun, ask), ask)).toBe('asked-already');
    expect(refused(changed(begun, ask, answer('hq-site')), ask)).toBeUndefined();
  });

  it('counts each interview by itself, and own questions with the rest', () => {
    expect(progressOf(begun, 'interviews')).toEqual({ done: 0, total: 11 });
    const other = { ...interview, id: 'j' };
    const two = changed(begun, meet(interview), meet(other));
    const some = changed(two, answer('fr-day', {}, 'i'), { type: 'own', words: 'Who cleans?' });
    expect(progressOf(some, 'interviews')).toEqual({ done: 1, total: 22 });
    expect(leftOf(some)).toHaveLength(12 + 21 + 6 + 6 + 1);
    expect(leftOf(some).at(-1)).toEqual(key('own-1'));
  });

  it('goes on with the next item that nobody was asked, round to the beginning', () => {
    expect(nextOf(begun)).toEqual(key('hq-profit'));
    expect(nextOf(begun, key('hq-profit'))).toEqual(key('hq-support'));
    expect(nextOf(begun, key('c-term'))).toEqual(key('hq-profit'));
    const asked = changed(begun, { type: 'ask', key: key('hq-support'), questionId: 'q', byPerson: false });
    expect(nextOf(asked, key('hq-profit'))).toEqual(key('hq-capital'));
  });
});

describe('an interview', () => {
  const met = (told: Partial<Told>, dossier: Dossier, who = interview) => {
    const answers = newAnswers(dossier, who, { texts: {}, worrying: null, adds: false, ...told }, AT);
    return changed(dossier, meet(who, answers));
  };
  const texts = { 'fr-day': 'Long.', 'fr-season': 'Hard.' };
  const saidOf = (dossier: Dossier, item: string) => {
    const { answers } = entryOf(dossier, key(item, 'i'));
    return answers.map(({ text, worrying }) => [text, worrying]);
  };

  it('becomes an answer for each text, worrying where it is marked', () => {
    const once = met({ texts, worrying: ['fr-season'] }, begun);
    expect(once.seq).toBe(1);
    expect(saidOf(once, 'fr-season')).toEqual([['Hard.', true]]);
    expect(saidOf(once, 'fr-day')).toEqual([['Long.', false]]);
    expect(saidOf(met({ texts }, begun), 'fr-day')).toEqual([['Long.', null]]);
  });

  it('adds only what is new when it goes on, under the name as it is then', () => {
    const once = met({ texts, worrying: ['fr-season'] }, begun);
    expect(met({ texts, worrying: ['fr-season'] }, once).entries).toEqual(once.entries);
    const added = met({ texts: { ...texts, 'fr-day': 'Short.' }, adds: true }, once, { ...interview, name: 'Ms Wang' });
    expect(saidOf(added, 'fr-season')).toEqual([['Hard.', true]]);
    expect(saidOf(added, 'fr-day')).toEqual([
      ['Long.', false],
      ['Short.', null],
    ]);
    expect(added.interviews.map(({ name }) => name)).toEqual(['Ms Wang']);
    expect(entryOf(added, key('fr-season', 'i')).answers[0]?.who).toBe('Ms Wang');
    expect(saidOf(met({ texts, worrying: [] }, once), 'fr-season').at(-1)).toEqual(['Hard.', false]);
  });
});

describe('risks', () => {
  const rules = (...acts: DossierAct[]) =>
    risksOf(changed(begun, ...acts), DEFAULT_DOSSIER_RULES).map(({ rule }) => rule);

  it('compare the forecast with what stores report, in percent', () => {
    expect(forecastAbove({ forecast: 150_000, reported: 96_000 })).toBe(56.3);
    expect(forecastAbove({ forecast: 90, reported: 100 })).toBe(-10);
    expect(forecastAbove({ forecast: 90, reported: 0 })).toBeNull();
    expect(rules(answer('hq-profit', { figures: { forecast: 121, reported: 100 } }))).toEqual([
      'forecast-above-reported',
    ]);
    expect(rules(answer('hq-profit', { figures: { forecast: 120, reported: 100 } }))).toEqual([]);
    expect(rules(answer('hq-profit', { figures: { forecast: 1, reported: -5 } }))).toEqual(['forecast-above-reported']);
    // What one source says does not take back what another one has said.
    const high = answer('hq-profit', { source: 'franchisee', figures: { forecast: 150, reported: 100 } });
    const even = answer('hq-profit', { source: 'contract', figures: { forecast: 110, reported: 110 } });
    const [risk] = risksOf(changed(begun, high, even), DEFAULT_DOSSIER_RULES);
    expect(risk).toMatchObject({ rule: 'forecast-above-reported', percent: 50 });
  });

  it('name the rule that an item stands for, when its answer worries', () => {
    const begin = meet(interview);
    const worrying = { worrying: true };
    expect(rules(begin, answer('fr-hidden-costs', worrying, 'i'))).toEqual(['hidden-costs']);
    expect(rules(answer('c-area', worrying))).toEqual(['second-brand']);
    expect(rules(answer('hq-terminated', worrying))).toEqual(['terminations-unexplained']);
    expect(rules(answer('hq-site', worrying))).toEqual(['worrying']);
    expect(rules(answer('hq-site'))).toEqual([]);
    expect(rules({ type: 'flag', key: key('n-win'), reason: 'x' })).toEqual(['flagged']);
  });

  it('say that sources disagree, until the same source says otherwise', () => {
    const fine = answer('hq-support', { worrying: false });
    const worse = answer('hq-support', { source: 'research', worrying: true });
    expect(rules(fine, worse)).toEqual(['sources-disagree', 'worrying']);
    expect(rules(fine, worse, answer('hq-support', { source: 'research', worrying: false }))).toEqual([]);
    const [risk] = risksOf(changed(begun, fine, worse), DEFAULT_DOSSIER_RULES);
    expect(risk?.between.map(({ source }) => source)).toEqual(['research', 'headquarters']);
  });

  it('say that headquarters answers otherwise from the policy that it cited before', () => {
    const cited = (version: number, text: string, id = 'territory') =>
      answer('hq-territory', { text, policy: { id, version, title: 'T', approver: null, approvedAt: AT } });
    const [risk] = risksOf(changed(begun, cited(1, '800 m'), cited(2, '500 m')), DEFAULT_DOSSIER_RULES);
    expect(risk).toMatchObject({ rule: 'answer-changed', between: [{ text: '800 m' }, { text: '500 m' }] });
    expect(rules(cited(1, '800 m'), cited(2, '800 m'))).toEqual([]);
    expect(rules(cited(1, '800 m'), cited(1, 'The court of the store.', 'court'))).toEqual([]);
  });

  it('say that franchisees disagree about the same, and sources about what stores report', () => {
    const told = (worrying: boolean | null, of: string) =>
      answer('fr-hidden-costs', { source: 'franchisee', who: of, worrying }, of);
    const both: DossierAct[] = ['i', 'j'].map((id) => meet({ ...interview, id }));
    expect(rules(...both, told(true, 'i'), told(false, 'j'))).toEqual(['hidden-costs', 'sources-disagree']);
    expect(rules(...both, told(true, 'i'), told(null, 'j'))).toEqual(['hidden-costs']);
    const reports = (reported: number, source: 'research' | 'headquarters') =>
      answer('hq-profit', { source, figures: { forecast: 0, reported } });
    expect(rules(reports(100, 'headquarters'), reports(79, 'research'))).toEqual(['sources-disagree']);
    expect(rules(reports(100, 'headquarters'), reports(90, 'research'))).toEqual([]);
    expect(rules(reports(100, 'research'), reports(50, 'research'))).toEqual([]);
  });

  it('follow the percent that headquarters has set', () => {
    const high = changed(begun, answer('hq-profit', { figures: { forecast: 130, reported: 100 } }));
    const found = (forecastAbovePercent: number) => risksOf(high, { ...DEFAULT_DOSSIER_RULES, forecastAbovePercent });
    expect([found(29).length, found(30).length]).toEqual([1, 0]);
  });
});
