import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSigned } from '../../../src/adapters/slack/http.ts';
import { eventCallback, messageEvent, slashCommand } from '../../doubles/slack/payloads.ts';
import { until } from '../../support/until.ts';
import { withSlack } from './world.ts';

const SECRET = 'signing-secret';
const NOW_S = () => Math.floor(Date.now() / 1000);

const sign = (body: string, timestamp: string, secret = SECRET) =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

function request(
  body: string,
  { type = 'application/json', at = NOW_S(), secret = SECRET, more = {} } = {},
): RequestInit {
  const timestamp = String(at);
  return {
    method: 'POST',
    body,
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(body, timestamp, secret),
      ...more,
    },
  };
}

const said = (id: string) =>
  JSON.stringify(eventCallback(id, messageEvent({ user: 'U0FRAN', channel: 'D0FRAN', text: 'hello', ts: '1.1' })));
const overHttp = { config: { appToken: undefined, signingSecret: SECRET }, connections: 0 };

describe('Slack over HTTP', () => {
  it('says 200 when the event is safe, and 503 when it is not, so that it comes again', async () => {
    await withSlack(overHttp, async (world) => {
      const { routes } = world.adapter;
      world.away = true;
      expect((await routes.request('/slack/events', request(said('Ev1')))).status).toBe(503);
      world.away = false;
      const again = request(said('Ev1'), { more: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_error' } });
      expect((await routes.request('/slack/events', again)).status).toBe(200);
      expect(world.events).toHaveLength(1);
    });
  });

  it('answers commands, dialogs and the question whether it is there', async () => {
    await withSlack(overHttp, async (world) => {
      const { routes } = world.adapter;
      const verification = JSON.stringify({ type: 'url_verification', challenge: 'abc' });
      expect(await (await routes.request('/slack/events', request(verification))).json()).toEqual({ challenge: 'abc' });
      const responseUrl = world.double.responseUrl('U0FRAN', 'D0FRAN');
      const command = slashCommand({ user: 'U0FRAN', channel: 'D0FRAN', text: 'cases', triggerId: 't1', responseUrl });
      const form = new URLSearchParams(
        Object.entries(command).map(([name, value]): [string, string] => [name, String(value)]),
      ).toString();
      const type = 'application/x-www-form-urlencoded';
      expect((await routes.request('/slack/events', request(form, { type }))).status).toBe(200);
      const view = {
        id: 'V1',
        hash: 'h',
        callback_id: 'dialog',
        private_metadata: '{"form":"complaint","draft":"","thread":"D0FRAN"}',
        blocks: [],
        state: { values: {} },
      };
      const payload = new URLSearchParams({
        payload: JSON.stringify({ type: 'view_submission', user: { id: 'U0FRAN' }, team: { id: 'T0FRANCH' }, view }),
      });
      const submitted = await routes.request('/slack/events', request(payload.toString(), { type }));
      expect(await submitted.json()).toEqual({ response_action: 'clear' });
      expect(world.events.map(({ input }) => input.type)).toEqual(['command', 'dialog']);
    });
  });

  it('takes nothing that is not signed, is signed by another, or is of another time', async () => {
    await withSlack(overHttp, async (world) => {
      const { routes } = world.adapter;
      const wrong = [
        request(said('Ev1'), { secret: 'another' }),
        request(said('Ev1'), { at: NOW_S() - 301 }),
        request(said('Ev1'), { at: NOW_S() + 301 }),
        { ...request(said('Ev1')), body: said('Ev2') },
        { method: 'POST', body: said('Ev1') },
      ];
      for (const one of wrong) {
        const response = await routes.request('/slack/events', one);
        expect([response.status, await response.json()]).toEqual([401, { error: 'unauthorized' }]);
      }
      expect((await routes.request('/slack/events', request('{'))).status).toBe(400);
      expect(world.events).toEqual([]);
    });
  });

  it('has no valid signature without a secret', () => {
    const timestamp = '1795300000';
    const raw = Buffer.from('{}');
    const given = { signature: sign('{}', timestamp, ''), timestamp, now: 1_795_300_000_000 };
    expect(isSigned(raw, { ...given, secret: '' })).toBe(false);
    expect(isSigned(raw, { ...given, secret: SECRET, signature: sign('{}', timestamp) })).toBe(true);
    expect(
      isSigned(raw, { ...given, secret: SECRET, signature: sign('{}', timestamp), timestamp: '1795300000.0' }),
    ).toBe(false);
  });
});

describe('Socket Mode', () => {
  it('keeps two connections, whatever ends them, and loses no event', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      for (const how of ['disconnect', 'cut'] as const) {
        const opened = () => double.calls.filter(({ method }) => method === 'apps.connections.open').length;
        const before = opened();
        double.hangUp(how);
        await until('new connections', () => opened() >= before + 2 && double.connections() === 2);
        await person.says(how);
      }
      const events = await world.hears(2);
      expect(events.map(({ input }) => input.type === 'message' && input.text)).toEqual(['disconnect', 'cut']);
    });
  });

  it('survives what can’t be read, and a server that has no connection to give', async () => {
    const rejections: unknown[] = [];
    const onRejection = (reason: unknown) => void rejections.push(reason);
    process.on('unhandledRejection', onRejection);
    try {
      await withSlack({}, async (world) => {
        const { double, person } = world;
        for (const text of [
          'nonsense',
          '{"type":"events_api","envelope_id":"x"}',
          'null',
          '{"type":"interactive","payload":null}',
        ]) {
          double.babble(text);
        }
        for (const fault of [
          { type: 'status', status: 500 },
          { type: 'drop' },
          { type: 'error', error: 'internal_error' },
        ] as const) {
          double.order('apps.connections.open', fault);
        }
        double.hangUp('cut');
        const opened = () => double.calls.filter(({ method }) => method === 'apps.connections.open').length;
        await until('both connections', () => opened() === 7 && double.connections() === 2);
        await person.says('still there?');
        await world.hears(1);
      });
    } finally {
      process.off('unhandledRejection', onRejection);
    }
    expect(rejections).toEqual([]);
  });
});

describe('the start', () => {
  it('with a wrong token is said in one line without the token, and nothing is sent', async () => {
    await withSlack({ config: { botToken: 'xoxb-wrong' }, connections: 0 }, async ({ adapter, told }) => {
      expect(told).toEqual(['Slack is off: SLACK_BOT_TOKEN is not accepted (invalid_auth).']);
      expect(adapter.reach()).toEqual([]);
      expect(adapter.problem()).toContain('invalid_auth');
    });
  });

  it('with an app token that lacks its scope names the scope, once', async () => {
    const before = {
      before: (double: {
        order: (m: string, f: { type: 'error'; error: string; needed: string }, o: { always: boolean }) => void;
      }) =>
        double.order(
          'apps.connections.open',
          { type: 'error', error: 'missing_scope', needed: 'connections:write' },
          { always: true },
        ),
    };
    await withSlack({ ...before, connections: 0 }, async ({ told }) => {
      await until('the line', () => told.length > 0);
      expect(told).toEqual([
        'Slack is off: SLACK_APP_TOKEN opens no connection (missing_scope: the app needs connections:write).',
      ]);
    });
  });

  it('needs an app token or a secret', async () => {
    await withSlack(
      { config: { appToken: undefined, signingSecret: '' }, connections: 0 },
      async ({ adapter, told }) => {
        expect(told).toEqual(['Slack is off: set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.']);
        expect((await adapter.routes.request('/slack/events', request(said('Ev1'), { secret: '' }))).status).toBe(404);
      },
    );
  });

  it('is tried until Slack is there', async () => {
    await withSlack({ before: (double) => double.order('auth.test', { type: 'drop' }) }, async (world) => {
      await world.person.says('hello');
      await world.hears(1);
      expect(world.told).toEqual([]);
    });
  });
});
