/** What each environment variable may be, and what the operator reads when it is not. */
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from '../src/config.ts';
import { AppError } from '../src/core/errors.ts';
import { DEFAULT_CALLBACK_RULES } from '../src/domain/callback-rules.ts';
import { DEFAULT_DOSSIER_RULES } from '../src/domain/dossier-rules.ts';

function problemOf(env: Record<string, string>): ConfigError {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the configuration was accepted');
}

describe('readConfig', () => {
  it('needs nothing at all', () => {
    expect(readConfig({})).toEqual({
      database: { type: 'embedded', directory: './data' },
      http: { host: '127.0.0.1', port: 3000, portGiven: false },
      playground: 'auto',
      logLevel: undefined,
      defaultLanguage: 'zh-Hans',
      timeZone: 'Asia/Shanghai',
      callRules: DEFAULT_CALLBACK_RULES,
      dossierRules: DEFAULT_DOSSIER_RULES,
    });
  });

  it('reads every variable', () => {
    expect(
      readConfig({
        DATABASE_URL: 'postgres://u:p@db:5432/franchise',
        DATABASE_POOL: '12',
        DATA_DIR: '/var/lib/franchise',
        PORT: '0',
        HOST: '0.0.0.0',
        PLAYGROUND: 'ON',
        LOG_LEVEL: 'DEBUG',
        DEFAULT_LANGUAGE: 'en',
        TIME_ZONE: 'Asia/Taipei',
      }),
    ).toEqual({
      database: { type: 'server', url: 'postgres://u:p@db:5432/franchise', pool: 12 },
      http: { host: '0.0.0.0', port: 0, portGiven: true },
      playground: 'on',
      logLevel: 'debug',
      defaultLanguage: 'en',
      timeZone: 'Asia/Taipei',
      callRules: { ...DEFAULT_CALLBACK_RULES, calendar: { ...DEFAULT_CALLBACK_RULES.calendar, zone: 'Asia/Taipei' } },
      dossierRules: DEFAULT_DOSSIER_RULES,
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: ' ', TIME_ZONE: '', DATA_DIR: '' })).toEqual(readConfig({}));
  });

  it('takes a token for deliveries only when it can’t be guessed, and never shows it', () => {
    const token = 'k'.repeat(32);
    expect(readConfig({ DELIVERIES_TOKEN: token }).deliveriesToken).toBe(token);
    for (const wrong of ['k'.repeat(31), `${'k'.repeat(31)} k`, `${'k'.repeat(31)}é`]) {
      const { message } = problemOf({ DELIVERIES_TOKEN: wrong });
      expect(message).toMatch(/^DELIVERIES_TOKEN: is no token; write 32/);
      expect(message).not.toContain('kkk');
    }
  });

  it('takes no notice of white space around a value, as at the end of a secret file', () => {
    expect(readConfig({ DATABASE_URL: 'postgres://u@h/d\n' }).database).toMatchObject({ url: 'postgres://u@h/d' });
  });

  it('reads deadlines, in headquarters’ zone unless they name another', () => {
    const DEADLINES =
      '{"rules":[{"severity":"critical","answer":"4h","respond":"30m","time":"business"}],"calendar":{"week":{"mon":["09:00-24:00"]},"days":{"2026-10-01":[]},"region":null}}';
    const { deadlines } = readConfig({ DEADLINES, TIME_ZONE: 'Asia/Taipei' });
    expect(deadlines?.rules).toMatchObject([
      { kind: null, severity: 'critical', answerMs: 4 * 3_600_000, respondMs: 30 * 60_000, time: 'business' },
    ]);
    expect(deadlines?.calendar).toEqual({
      zone: 'Asia/Taipei',
      region: null,
      week: [[{ from: '09:00', to: '24:00' }], [], [], [], [], [], []],
      days: { '2026-10-01': [] },
    });
  });

  it('reads waiting periods by country, and from when a forecast is too high', () => {
    expect(readConfig({ DOSSIER: '{"waiting":{"MY":7,"US-CA":14}}' }).dossierRules).toEqual({
      ...{ waitingDays: { MY: 7, 'US-CA': 14 }, forecastAbovePercent: 20 },
    });
    expect(readConfig({ DOSSIER: '{"forecast":35}' }).dossierRules).toEqual({
      ...DEFAULT_DOSSIER_RULES,
      forecastAbovePercent: 35,
    });
    for (const [wrong, told] of [
      ['{"waiting":{"UK":14}}', 'codes, such as US'],
      ['{"waiting":{"US":0}}', 'waiting.US'],
      ['{"waitng":{}}', 'waitng'],
      ['14', 'DOSSIER'],
    ] as const)
      expect(() => readConfig({ DOSSIER: wrong })).toThrow(told);
  });

  it('reads when people are called back, in the hours of business time unless others are set', () => {
    const DEADLINES = '{"calendar":{"week":{"sat":["10:00-14:00"]}}}';
    const { deadlines, callRules } = readConfig({ DEADLINES, CALLBACKS: '{"capacity":3,"remind":"30m"}' });
    expect(callRules).toMatchObject({ capacity: 3, personLeadMs: 1_800_000, attemptsMax: 4 });
    expect(callRules.calendar).toEqual(deadlines?.calendar);
    const own = readConfig({
      ...{ DEADLINES, TIME_ZONE: 'Asia/Taipei' },
      CALLBACKS:
        '{"calendar":{"week":{"mon":["09:00-20:00"]},"region":"TW"},"windows":{"satisfaction":{"first":5,"last":9,"days":"working"}}}',
    }).callRules;
    expect(own.calendar).toMatchObject({ zone: 'Asia/Taipei', region: 'TW' });
    expect(own.calendar.week).toEqual([[{ from: '09:00', to: '20:00' }], [], [], [], [], [], []]);
    expect(own.windows).toMatchObject({
      satisfaction: { first: 5 },
      'after-complaint': { first: 3, days: 'calendar' },
    });
  });

  it.each([
    ['postgresql://u:p@h/d'],
    ['postgres://u:p%40w@h:5433/d?sslmode=require'],
    ['postgres://u:p@a:5432,b:5433/d'],
    ['postgres://u:p@[::1]:5432/d'],
    ['postgres:///d?host=/var/run/postgresql'],
  ])('takes the database address %s', (url) => {
    expect(readConfig({ DATABASE_URL: url }).database).toMatchObject({ type: 'server', url });
  });

  it.each([
    ['zh-CN', 'zh-Hans'],
    ['zh', 'zh-Hans'],
    ['zh_SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh-HK', 'zh-Hant'],
    ['zh-hant', 'zh-Hant'],
    ['en-US', 'en'],
    ['EN', 'en'],
  ])('takes %s for the language %s', (value, language) => {
    expect(readConfig({ DEFAULT_LANGUAGE: value }).defaultLanguage).toBe(language);
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:hunter2@h/d', 'postgres://USER'],
    ['DATABASE_URL', 'postgres://u:hunter2', 'postgres://USER'],
    ['DATABASE_URL', 'postgres://u:hunter2#x@h/d', 'percent-encoded'],
    ['DATABASE_URL', 'postgres://u:hunter2/x@h/d', 'percent-encoded'],
    ['DATABASE_URL', 'postgres://u:hunter2%zz@h/d', 'percent-encoded'],
    ['DATABASE_URL', 'postgres://', 'postgres://USER'],
    ['DATABASE_URL', 'hunter2', 'postgres://USER'],
    ['DATABASE_POOL', '0', 'from 1 to 50'],
    ['DATABASE_POOL', '51', 'from 1 to 50'],
    ['DATABASE_POOL', '2.5', 'from 1 to 50'],
    ['DATA_DIR', 'a\0b', 'directory'],
    ['PORT', '65536', 'to 65535'],
    ['PORT', '-1', 'to 65535'],
    ['PORT', '0x50', 'to 65535'],
    ['PORT', 'postgres://u:hunter2@h/d', 'to 65535'],
    ['HOST', 'http://localhost', '127.0.0.1'],
    ['HOST', 'localhost:3000', '127.0.0.1'],
    ['HOST', '-x', '127.0.0.1'],
    ['PLAYGROUND', 'yes', 'auto, on or off'],
    ['LOG_LEVEL', 'verbose', 'trace, debug, info'],
    ['DEFAULT_LANGUAGE', 'fr', 'zh-Hans, zh-Hant, en'],
    ['DEFAULT_LANGUAGE', '中文', 'zh-Hans, zh-Hant, en'],
    ['TIME_ZONE', 'Asia/Bejing', 'Asia/Shanghai'],
    ['DEADLINES', 'hunter2', 'is not JSON'],
    ['DEADLINES', '{"rules":[{"answer":"soon"}]}', 'at rules.0.answer: write a length'],
    ['DEADLINES', '{"rules":[{"answer":"0h"}]}', 'more than nothing'],
    ['DEADLINES', '{"calendar":{"zone":"Mars"}}', 'Asia/Shanghai'],
    ['DEADLINES', '{"calendar":{"week":{"mon":["18:00-09:00"]}}}', 'end after they begin'],
    ['DEADLINES', '{"calendar":{"week":{"mon":["09:00-12:00","11:00-13:00"]}}}', 'in order'],
    ['DEADLINES', '{"calendar":{"days":{"2026-02-30":[]}}}', 'a date such as'],
    ['DEADLINES', '{"calendar":{"week":{"mon":["9-18"]}}}', 'at calendar.week.mon.0: write hours such as'],
    [
      'CALLBACKS',
      '{"calendar":{"days":{"2026-12-31":["9-18"]}}}',
      'at calendar.days.2026-12-31.0: write hours such as',
    ],
    ['CALLBACKS', 'soon', 'is not JSON'],
    ['CALLBACKS', '{"capacity":0}', 'at capacity'],
    ['CALLBACKS', '{"quiet":{"from":"25:00"}}', 'at quiet.from: write a time'],
    ['CALLBACKS', '{"windows":{"satisfaction":{"first":9,"last":7,"days":"working"}}}', 'not before the first'],
    ['CALLBACKS', '{"windows":{"requested":{"first":1,"last":2,"days":"working"}}}', 'at windows'],
    ['DEADLINES', '{"colour":1}', 'DEADLINES: is wrong'],
    ['TIME_ZONE', '+08:00', 'Asia/Shanghai'],
    ['TIME_ZONE', 'x\ny', 'Asia/Shanghai'],
  ])('refuses %s=%j in one line that says what to write', (variable, value, remedy) => {
    const problem = problemOf({ [variable]: value });
    expect(problem).toBeInstanceOf(AppError);
    expect(problem).toMatchObject({ code: 'config', variable });
    expect(problem.message).toMatch(new RegExp(`^${variable}: `));
    expect(problem.message).toContain(remedy);
    expect(problem.message).not.toContain('\n');
    expect(problem.message).not.toContain('hunter2');
  });

  it('repeats a short harmless value, so that the operator finds it', () => {
    expect(problemOf({ PORT: 'abc' }).message).toContain('"abc"');
  });

  it('names the other wrong variables', () => {
    const problem = problemOf({ TIME_ZONE: 'Mars', PORT: 'x', LOG_LEVEL: 'loud' });
    expect(problem.message).toMatch(/^PORT: .*\(also wrong: LOG_LEVEL, TIME_ZONE\)$/);
  });
});

describe('APPLICATIONS', () => {
  const read = (value: unknown) => readConfig({ APPLICATIONS: JSON.stringify(value) }).applicationRules;

  it('takes rules of the program’s own with other points, and headquarters’ own', () => {
    const name = { 'zh-Hans': '近', 'zh-Hant': '近', en: 'Near' };
    const rules = [
      { use: 'funds', points: 30, least: { CNY: 800000.5 } },
      { id: 'near', name, answer: 'region', has: ['Suzhou'], points: 10 },
      { id: 'own', name, answer: 'experience', is: ['own', 'own-long'], points: -3 },
    ];
    expect(read({ rules, decide: 3, health: true })).toMatchObject({
      ...{ decideDays: 3, stepDays: 2, health: true },
      rules: [
        { id: 'funds', names: null, points: 30, test: { answer: 'funds', least: { CNY: 80_000_050 } } },
        { id: 'near', names: name, points: 10, test: { answer: 'region', has: ['Suzhou'] } },
        { id: 'own', points: -3 },
      ],
    });
    expect(readConfig({}).applicationRules).toBeUndefined();
  });

  const own = { id: 'x', name: { 'zh-Hans': '一', 'zh-Hant': '一', en: 'X' }, points: 1 };
  it.each([
    [{ rules: [{ ...own, answer: 'health', told: 1 }] }, 'is wrong at rules.0.answer: no rule may look at health'],
    [{ rules: [{ ...own, answer: 'team', is: ['army'] }] }, 'team needs is, with some of none, few, some, many'],
    [{ rules: [{ ...own, answer: 'region' }] }, 'write exactly one of is, least, told, has'],
    [{ rules: [{ use: 'team', least: { CNY: 1 } }] }, 'least is for funds'],
    [{ rules: [{ use: 'nobody' }] }, 'is wrong at rules.0.use'],
    [{ rules: [{ use: 'team' }, { use: 'team' }] }, 'give each rule an id of its own'],
    [{ decide: 0 }, 'is wrong at decide'],
    [{ decides: 3 }, 'decides'],
  ])('says in one line what is wrong with %j', (value, problem) => {
    expect(() => read(value)).toThrow(problem);
    expect(() => read(value)).toThrow(/^APPLICATIONS: [^\n]+$/);
  });
});
