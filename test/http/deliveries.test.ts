/** The door for other systems: who may in, what is refused, and that whatever is answered can be read by a program. */
import { describe, expect, it } from 'vitest';
import type { TakenIn } from '../../src/core/deliveries.ts';
import { StoreError } from '../../src/core/errors.ts';
import { createDeliveryRoutes, DELIVERIES_MAX } from '../../src/http/deliveries.ts';

const TOKEN = '0123456789abcdef0123456789abcdef';
const NOTHING: TakenIn = { added: 0, changed: 0, unchanged: 0, problems: [] };
const silent = { debug() {}, info() {}, warn() {}, error() {} };

function door(takeIn: (rows: readonly { row: number; value: unknown }[]) => Promise<TakenIn> | undefined) {
  const app = createDeliveryRoutes({ token: TOKEN, takeIn, log: silent });
  return async (body: string, headers: Record<string, string> = {}, method = 'POST') => {
    const given = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', ...headers };
    const answer = await app.request('/api/deliveries', { method, headers: given, ...(method === 'POST' && { body }) });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
}

describe('POST /api/deliveries', () => {
  it('takes one or a list, and numbers the rows', async () => {
    const seen: unknown[] = [];
    const post = door(async (rows) => {
      seen.push(...rows);
      return { ...NOTHING, added: rows.length };
    });
    expect(await post('{"reference":"DN-1"}')).toMatchObject({ status: 200, body: { added: 1, problems: [] } });
    expect(await post('[{"reference":"DN-2"}, 7]', { authorization: `bearer  ${TOKEN}` })).toMatchObject({
      status: 200,
    });
    expect(seen).toEqual([
      { row: 1, value: { reference: 'DN-1' } },
      { row: 1, value: { reference: 'DN-2' } },
      { row: 2, value: 7 },
    ]);
  });

  it('says by row and field what is wrong, and that the others went in', async () => {
    const problems = [{ row: 2, field: 'store' as const, problem: 'is not the code of a store' }];
    const post = door(async () => ({ ...NOTHING, added: 1, problems }));
    expect(await post('[{},{}]')).toMatchObject({ status: 422, body: { added: 1, problems } });
  });

  it.each([
    ['', 401],
    ['Bearer', 401],
    [`Bearer ${TOKEN}0`, 401],
    [`Bearer ${TOKEN.slice(1)}`, 401],
    [`Basic ${TOKEN}`, 401],
  ])('is closed to %j', async (authorization, status) => {
    const post = door(() => {
      throw new Error('it was let in');
    });
    const answer = await post('{}', { authorization });
    expect(answer).toMatchObject({ status, body: { error: expect.stringContaining('bearer token') } });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    expect(JSON.stringify(answer.body)).not.toContain(TOKEN);
  });

  it.each([
    ['not JSON', '{', {}, 400],
    ['a word', '"DN-1"', {}, 400],
    ['nothing', '[]', {}, 400],
    ['too many', JSON.stringify(Array(DELIVERIES_MAX + 1).fill({})), {}, 413],
    ['too large', JSON.stringify({ reference: 'x'.repeat(600_000) }), {}, 413],
    ['a form', 'reference=DN-1', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ])('refuses %s', async (_, body, headers, status) => {
    const post = door(() => {
      throw new Error('it was let in');
    });
    expect(await post(body, headers)).toMatchObject({ status, body: { error: expect.any(String) } });
  });

  it('answers in JSON to other methods too', async () => {
    const get = await door(async () => NOTHING)('', {}, 'GET');
    expect(get).toMatchObject({ status: 405, body: { error: 'only POST' } });
  });

  it('asks to come again while others are at it, or the database is away', async () => {
    const gate = Promise.withResolvers<TakenIn>();
    const post = door(() => gate.promise);
    const first = [post('{}'), post('{}')];
    await new Promise((resolve) => setImmediate(resolve));
    const third = await post('{}');
    expect(third).toMatchObject({ status: 429, body: { error: expect.stringContaining('again') } });
    expect(third.headers.get('retry-after')).toBe('2');
    gate.resolve(NOTHING);
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200]);
    expect(await door(() => undefined)('{}')).toMatchObject({ status: 503 });
    const away = door(async () => await Promise.reject(new StoreError('unreachable', 'the driver failed')));
    expect(await away('{}')).toMatchObject({ status: 503, body: { error: expect.not.stringContaining('driver') } });
    expect(await door(async () => await Promise.reject(new Error('odd')))('{}')).toMatchObject({ status: 500 });
  });
});
