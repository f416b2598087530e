/** What the log leaves out, and what it must still say. */
import { describe, expect, it } from 'vitest';
import { DeliveryError, StoreError } from '../src/core/errors.ts';
import type { Log } from '../src/core/log.ts';
import { createLog } from '../src/log.ts';

/** The line that a call writes. */
function written(call: (log: Log) => void): string {
  const lines: string[] = [];
  call(createLog({ level: 'debug', destination: { write: (line) => lines.push(line) } }));
  expect(lines).toHaveLength(1);
  return lines.join('');
}

const entry = (call: (log: Log) => void) => JSON.parse(written(call));

describe('the log', () => {
  it('writes one JSON line with level, time and message', () => {
    expect(entry((log) => log.info({ caseId: 'c1', tries: 2 }, 'claimed'))).toMatchObject({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      caseId: 'c1',
      tries: 2,
      msg: 'claimed',
    });
  });

  it('keeps quiet below its level', () => {
    const lines: string[] = [];
    const log = createLog({ level: 'warn', destination: { write: (line) => lines.push(line) } });
    log.info({}, 'no');
    log.warn({}, 'yes');
    expect(lines).toHaveLength(1);
  });

  it.each([
    ['text', { text: '王芳' }],
    ['words', { answers: [{ words: '王芳' }] }],
    ['words deep inside', { event: { input: { values: { who: '王芳' } } } }],
    ['names', { person: { id: 'p', name: '王芳' }, author: { displayName: '王芳' } }],
    ['a phone', { a: [{ b: [{ c: { phone: '王芳' } }] }] }],
    ['a message', { row: { message: { text: '王芳' } } }],
    ['a platform address', { thread: { id: 't', address: '王芳' } }],
    ['a journal body', { entry: { body: { note: '王芳' } } }],
    ['a key in another spelling', { display_name: '王芳', Phone: '王芳' }],
    ['a bot token', { telegram: { botToken: '王芳' } }],
    ['a header', { headers: { Authorization: '王芳', cookie: '王芳' } }],
    ['a variable', { env: { DATABASE_URL: '王芳', SLACK_SIGNING_SECRET: '王芳' } }],
  ])('leaves out %s', (_, object) => {
    const line = written((log) => log.info(object, 'x'));
    expect(line).not.toContain('王芳');
    expect(line).toContain('[redacted]');
  });

  it('leaves the logged object itself as it was', () => {
    const object = { author: { displayName: '王芳' } };
    written((log) => log.info(object, 'x'));
    expect(object.author.displayName).toBe('王芳');
  });

  it.each([
    ['a database address', 'connect postgres://app:hunter2@db/franchise failed'],
    ['a password with an @', 'connect postgres://app:hun@hunter2@db/franchise failed'],
    ['a Telegram token', 'GET https://api.telegram.org/bot123456:hunter2-ABC/getMe failed'],
    ['a Slack token', 'refused xoxb-123-hunter2'],
    ['a bearer', 'sent Authorization: Bearer hunter2hunter2hunter2'],
  ])('takes %s out of strings, error messages and entry messages', (_, text) => {
    expect(written((log) => log.warn({ reason: text }, 'x'))).not.toContain('hunter2');
    expect(written((log) => log.error({ err: new Error(text) }, 'x'))).not.toContain('hunter2');
    const line = written((log) => log.error({}, text));
    expect(line).not.toContain('hunter2');
    expect(() => JSON.parse(line)).not.toThrow();
  });

  it('says type, code, message and place of an error and of its causes', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    const error = new StoreError('unreachable', 'no connection', { cause });
    expect(entry((log) => log.error({ err: error }, 'x')).err).toMatchObject({
      type: 'StoreError',
      code: 'unreachable',
      message: 'no connection',
      stack: expect.stringContaining('log.test.ts'),
      causes: [{ type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }],
    });
  });

  it('says why each address was refused when all were', () => {
    const error = new AggregateError([new Error('::1 refused'), new Error('127.0.0.1 refused')], '');
    const { causes } = entry((log) => log.error({ err: error }, 'x')).err;
    expect(causes.map((cause: { message: string }) => cause.message)).toEqual(['::1 refused', '127.0.0.1 refused']);
  });

  it('leaves out what SDK errors carry along: requests, queries and their parameters', () => {
    const error = Object.assign(new Error('Failed query: select 1\nparams: 王芳,13800138000'), {
      query: 'select 王芳',
      parameters: ['王芳'],
      request: { url: '王芳' },
    });
    const line = written((log) => log.error({ err: error }, 'x'));
    expect(line).not.toMatch(/王芳|13800138000/);
    expect(line).toContain('Failed query: select 1');
  });

  it('finds errors at any depth, and under any key', () => {
    const line = written((log) => log.error({ marks: [{ failure: new DeliveryError('refused', 'blocked') }] }, 'x'));
    expect(JSON.parse(line).marks[0].failure).toMatchObject({
      type: 'DeliveryError',
      code: 'refused',
      message: 'blocked',
    });
  });

  it('survives circles, bigints and endless depth', () => {
    const circle: Record<string, unknown> = { big: 1n };
    circle.self = circle;
    let deep: object = {};
    for (let level = 0; level < 100; level += 1) deep = { deep };
    expect(entry((log) => log.info({ circle, deep }, 'x')).circle).toEqual({ big: '1', self: '[circular]' });
  });
});
