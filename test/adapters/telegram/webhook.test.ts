import { describe, expect, it } from 'vitest';
import { UnavailableError } from '../../../src/core/errors.ts';
import { aMessage, aPhoto, privateChat, says } from '../../doubles/telegram/people.ts';
import { eventually } from '../../support/gates.ts';
import { ada, anAdapter, aServer, bob, type Running, textsOf } from './adapter-for-tests.ts';

const SECRET = 'a-Secret_1';
const webhook = { url: 'https://bot.example/telegram/hook?x=1', secret: SECRET };

async function pushed(): Promise<Running> {
  const running = await anAdapter({ config: { webhook } });
  await eventually(() => expect(running.server.webhook()).toBeDefined());
  return running;
}

const post = async (
  { adapter }: Running,
  body: string,
  headers: Record<string, string> = {},
  path = '/telegram/hook',
) => await adapter.routes?.request(path, { method: 'POST', body, headers });
const signed = { 'x-telegram-bot-api-secret-token': SECRET };
const update = (text: string) =>
  JSON.stringify({ update_id: 1, message: { message_id: 9, from: ada, chat: privateChat(ada), date: 1, text } });

describe('updates by webhook', () => {
  it('are asked for with the secret and the kinds that are read', async () => {
    const { server } = await pushed();
    expect(server.callsOf('setWebhook').map(({ payload }) => payload)).toEqual([
      { url: webhook.url, secret_token: SECRET, allowed_updates: ['message', 'callback_query', 'my_chat_member'] },
    ]);
    expect(server.callsOf('getUpdates')).toEqual([]);
  });

  it('are confirmed when they are safe, and not before', async () => {
    const running = await pushed();
    running.before.take = () => {
      throw new UnavailableError('the database is away');
    };
    expect((await post(running, update('one'), signed))?.status).toBe(503);
    running.before.take = () => {};
    expect((await post(running, update('one'), signed))?.status).toBe(200);
    expect(textsOf(running.taken)).toEqual(['one']);
  });

  it.each([
    ['without the secret', {}],
    ['with another one', { 'x-telegram-bot-api-secret-token': `${SECRET}x` }],
    ['with an empty one', { 'x-telegram-bot-api-secret-token': '' }],
  ])('are refused %s, without a word', async (_, headers) => {
    const running = await pushed();
    const response = await post(running, update('one'), headers);
    expect([response?.status, await response?.text()]).toEqual([401, '']);
    expect(running.taken).toEqual([]);
  });

  it('are refused where they are no JSON or too large, or come elsewhere', async () => {
    const running = await pushed();
    expect((await post(running, '{', signed))?.status).toBe(400);
    expect((await post(running, 'x'.repeat(2_000_000), signed))?.status).toBe(413);
    expect((await post(running, update('one'), signed, '/telegram'))?.status).toBe(404);
  });

  it('that say nothing to us are confirmed too', async () => {
    const running = await pushed();
    expect((await post(running, '{"update_id":1,"poll":{}}', signed))?.status).toBe(200);
    expect((await post(running, '[]', signed))?.status).toBe(200);
  });

  it('of one chat keep their order, and an album is one event', async () => {
    const running = await pushed();
    const { server, taken } = running;
    for (const id of ['p1', 'p2']) {
      server.push({ message: aMessage(server, ada, privateChat(ada), { ...aPhoto(id), media_group_id: '42' }) });
    }
    says(server, ada, 'after');
    says(server, bob, 'other');
    await eventually(() => expect(server.unconfirmed()).toEqual([]));
    expect(textsOf(taken.filter(({ author }) => author.userId === String(ada.id)))).toEqual(['', 'after']);
    expect(taken[taken.length - 1]?.input).toMatchObject({ type: 'message' });
  });

  it.each(['', 'with space', 'ü', 'x'.repeat(257)])('are not taken at all with the secret “%s”', async (secret) => {
    const { adapter, told, server } = await anAdapter({ config: { webhook: { ...webhook, secret } } });
    expect(adapter.routes).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('TELEGRAM_WEBHOOK_SECRET')]);
    expect(server.calls).toEqual([]);
  });

  it('end with a word to the operator when Telegram does not like the address', async () => {
    const insecure = { ...webhook, url: 'http://bot.example/hook' };
    const { adapter, told } = await anAdapter({ config: { webhook: insecure } });
    await eventually(() => expect(told).toEqual([expect.stringContaining('TELEGRAM_WEBHOOK_URL')]));
    expect(adapter.problem()).toBe(told[0]);
  });

  it('wait until Telegram can be reached', async () => {
    const server = await aServer();
    server.order({ method: 'setWebhook', times: 2, does: { type: 'drop' } });
    await anAdapter({ server, config: { webhook } });
    await eventually(() => expect(server.webhook()).toBeDefined());
  });
});
