/** Applications (F05): the life cycle, the score with its reasons, and when a decision is due. */
import { describe, expect, it } from 'vitest';
import {
  type Application,
  type ApplicationAct,
  changeApplication,
  newApplication,
} from '../../src/domain/application.ts';
import { dueAfterDays, opensOn } from '../../src/domain/application-rules.ts';
import { DEFAULT_RULES, defaultRule, scoreOf } from '../../src/domain/application-score.ts';
import { DEFAULT_CALENDAR } from '../../src/domain/deadlines.ts';
import { someAnswers } from '../store/rows.ts';

const NOW = '2026-03-18T04:00:00.000Z';
const DUE = '2026-03-25T10:00:00.000Z';
const byId = 'staff';

const sent = (): Application => {
  const answers = someAnswers();
  const given = { id: 'a', personId: 'p', brand: 'B', language: 'en' as const, answers, score: scoreOf(answers, []) };
  return upTo(newApplication(given, NOW), { type: 'submit', dueAt: DUE });
};

function upTo(current: Application, ...acts: ApplicationAct[]): Application {
  return acts.reduce((before, act) => {
    const { application, refused } = changeApplication(before, act, NOW);
    if (!application) throw new Error(`${act.type}: ${refused}`);
    return application;
  }, current);
}

const refusal = (current: Application, act: ApplicationAct) => changeApplication(current, act, NOW).refused;

const WAIT = { type: 'wait', until: '2026-05-01', today: '2026-03-18', note: 'No store there yet', byId } as const;
const INVITE = { type: 'invite', note: null, byId } as const;
const DECLINE = { type: 'decline', reason: 'funds', note: null, byId } as const;

describe('an application', () => {
  it('is decided, and can be decided again after waiting', () => {
    const waiting = upTo(sent(), WAIT);
    expect(waiting).toMatchObject({ status: 'waiting', waitUntil: '2026-05-01', dueAt: null });
    expect(upTo(waiting, { type: 'resume', dueAt: DUE })).toMatchObject({
      status: 'open',
      waitUntil: null,
      dueAt: DUE,
    });
    const invited = upTo(waiting, INVITE);
    expect(invited).toMatchObject({ status: 'invited', waitUntil: null, decision: { type: 'invite', byId, at: NOW } });
    expect(upTo(invited, DECLINE)).toMatchObject({ status: 'declined', decision: { reason: 'funds' } });
  });

  it('has no decision due while headquarters waits for an answer', () => {
    const asked = upTo(sent(), { type: 'ask', text: ' Which street? ', byId });
    expect(asked).toMatchObject({ asked: true, dueAt: null, messages: [{ from: 'staff', text: 'Which street?' }] });
    expect(refusal(asked, { type: 'ask', text: 'And?', byId })).toBe('asked-already');
    const told = upTo(asked, { type: 'tell', text: 'Main Street', dueAt: '2026-03-30T10:00:00.000Z' });
    expect(told).toMatchObject({ asked: false, dueAt: '2026-03-30T10:00:00.000Z' });
    expect(upTo(sent(), { type: 'tell', text: 'By the way', dueAt: 'later' }).dueAt).toBe(DUE);
  });

  it('keeps nothing of what was answered when it is withdrawn', () => {
    const told = upTo(sent(), { type: 'tell', text: 'Secret', dueAt: DUE }, { type: 'share', on: true }, WAIT);
    const gone = upTo(told, { type: 'withdraw' });
    expect(gone).toMatchObject({ status: 'withdrawn', answers: null, score: null, messages: [], shared: false });
    expect(JSON.stringify(gone)).not.toMatch(/Secret|13800138000|No store there/);
  });

  it('is taken back also when it was declined, and nothing else is done to it then', () => {
    const declined = upTo(sent(), DECLINE);
    expect(upTo(declined, { type: 'health', given: false }).status).toBe('declined');
    expect(upTo(declined, { type: 'withdraw' })).toMatchObject({ status: 'withdrawn', answers: null });
    expect(refusal(declined, { type: 'health', given: true })).toBe('over');
    expect(refusal(upTo(declined, { type: 'withdraw' }), { type: 'withdraw' })).toBe('over');
  });

  it('has none of the applicant’s words in its journal', () => {
    const { entry } = changeApplication(sent(), { type: 'tell', text: 'Secret', dueAt: DUE }, NOW);
    expect(entry).toEqual({ kind: 'tell', body: {} });
    expect(changeApplication(sent(), DECLINE, NOW).entry).toEqual({
      kind: 'decline',
      body: { reason: 'funds', note: null },
    });
  });

  it.each<[string, Application, ApplicationAct]>([
    ['over', upTo(sent(), DECLINE), INVITE],
    ['over', upTo(sent(), { type: 'withdraw' }), { type: 'tell', text: 'x', dueAt: DUE }],
    ['own', sent(), { ...INVITE, byId: 'p' }],
    ['not-waiting', sent(), { type: 'resume', dueAt: DUE }],
    ['day-past', sent(), { ...WAIT, until: '2026-03-18' }],
    ['day-past', sent(), { ...WAIT, until: '2026-02-31' }],
    ['no-reason', sent(), { ...WAIT, note: ' ' }],
    ['no-reason', sent(), { ...DECLINE, reason: 'other' }],
    ['empty', sent(), { type: 'ask', text: ' ', byId }],
  ])('refuses what is illegal: %s', (refused, current, act) => {
    expect(refusal(current, act)).toBe(refused);
  });
});

describe('the score', () => {
  it('names every rule with its points and whether it applies', () => {
    const score = scoreOf(someAnswers(), DEFAULT_RULES);
    expect(score.most).toBe(100);
    // Everything but the plan for the market.
    expect(score.points).toBe(95);
    expect(score.lines.find(({ rule }) => rule === 'market')).toMatchObject({
      answer: 'market',
      points: 5,
      applies: false,
    });
    expect(score.lines.map(({ rule }) => rule)).toContain('competing');
  });

  it('takes points away for a brand that competes, and says when funds can’t be compared', () => {
    const rules = [defaultRule('competing'), defaultRule('funds')];
    const answers = someAnswers({ trading: 'yes', relation: 'competing', funds: { minor: 1, currency: 'JPY' } });
    expect(scoreOf(answers, rules)).toMatchObject({
      points: -15,
      most: 15,
      lines: [{ applies: true }, { applies: null }],
    });
    const poor = someAnswers({ funds: { minor: 499_999_99, currency: 'CNY' } });
    expect(scoreOf(poor, [defaultRule('funds')]).lines[0]?.applies).toBe(false);
  });

  it('looks for words of headquarters’ own', () => {
    const names = { 'zh-Hans': '近', 'zh-Hant': '近', en: 'Near' };
    const rule = { id: 'near', names, points: 7, test: { answer: 'region', has: ['Suzhou', '苏州'] } as const };
    expect(scoreOf(someAnswers({ region: 'around suzhou' }), [rule]).points).toBe(7);
    expect(scoreOf(someAnswers({ region: 'Beijing' }), [rule]).points).toBe(0);
  });
});

describe('when a decision is due', () => {
  it('is at the end of the last working day, over holidays', () => {
    expect(dueAfterDays(NOW, 5, DEFAULT_CALENDAR)).toBe(DUE);
    // The Labour Day holiday of 2026 and its days that are worked.
    expect(dueAfterDays('2026-04-30T04:00:00.000Z', 1, DEFAULT_CALENDAR)).toBe('2026-05-06T10:00:00.000Z');
  });

  it('counts every day where nobody knows the holidays', () => {
    expect(dueAfterDays('2031-03-18T04:00:00.000Z', 5, DEFAULT_CALENDAR)).toBe('2031-03-23T04:00:00.000Z');
  });

  it('opens on the first working day after a day of rest', () => {
    expect(opensOn('2026-05-01', DEFAULT_CALENDAR)).toBe('2026-05-06T01:00:00.000Z');
  });
});
