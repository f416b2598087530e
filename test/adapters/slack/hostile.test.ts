import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockActions,
  eventCallback,
  fileObject,
  messageEvent,
  messageShortcut,
  slashCommand,
  viewActions,
  viewPayload,
} from '../../doubles/slack/payloads.ts';
import { broken } from '../../support/broken.ts';
import { DESK } from './harness.ts';
import { withSlack } from './world.ts';

const SECRET = 'signing-secret';
const overHttp = { config: { appToken: undefined, signingSecret: SECRET }, connections: 0 };

function signed(body: string, type = 'application/json'): RequestInit {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = `v0=${createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex')}`;
  const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': signature };
  return { method: 'POST', body, headers };
}
const FORM = 'application/x-www-form-urlencoded';
const inForm = (payload: object) => signed(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM);

const user = 'U0FRAN';
const channel = 'D0FRAN';
const common = { user, channel, triggerId: 't1', responseUrl: 'http://127.0.0.1:1/nowhere' };
const action = { type: 'button', action_id: 'b0', block_id: 'x', value: 'x:y', action_ts: '1.2' };
const view = {
  id: 'V1',
  hash: 'h',
  type: 'modal',
  callback_id: 'dialog',
  private_metadata: `{"form":"complaint","draft":"","thread":"${channel}"}`,
  blocks: [{ type: 'input', block_id: 'f', element: { type: 'plain_text_input', action_id: 'f' } }],
  state: { values: { f: { f: { type: 'plain_text_input', value: 'words' } } } },
};
const file = fileObject({ id: 'F1', name: 'a.pdf', type: 'application/pdf', size: 5, url: 'http://127.0.0.1:1/a' });
const opened = { type: 'app_home_opened', user, channel, tab: 'home', event_ts: '1.1' };
const joined = { type: 'member_joined_channel', user, channel: DESK, team: 'T0FRANCH', event_ts: '1.1' };

const EVENTS = [
  messageEvent({ user, channel, text: 'hello', ts: '1.1', threadTs: '1.0' }),
  messageEvent({ user, channel, text: 'see', ts: '1.1', files: [file] }),
  messageEvent({ user, channel: DESK, text: '<@U0BOT> hello', ts: '1.1', more: { type: 'app_mention' } }),
  opened,
  { ...opened, tab: 'messages' },
  joined,
  { ...joined, type: 'member_left_channel' },
  { type: 'message', subtype: 'message_changed', channel, message: { text: 'a' }, previous_message: { text: 'b' } },
].map((event, index) => eventCallback(`Ev${index}`, event));

const INTERACTIONS = [
  blockActions({ ...common, messageTs: '1.1', action }),
  blockActions({ ...common, messageTs: '1.1', action: { ...action, selected_option: { value: 'x:z' } } }),
  viewActions({ user, view, action, triggerId: 't2' }),
  viewPayload('view_submission', { user, view, triggerId: 't3' }),
  viewPayload('view_closed', { user, view, triggerId: 't4' }),
  messageShortcut({ ...common, text: 'words' }),
];

describe('a payload of any shape', () => {
  it('is answered, and never with an error that makes Slack bring it again', async () => {
    await withSlack(overHttp, async ({ adapter }) => {
      const answered = async (request: RequestInit, of: object) => {
        const { status } = await adapter.routes.request('/slack/events', request);
        expect(status, JSON.stringify(of)).toBe(200);
      };
      await fc.assert(
        fc.asyncProperty(broken(EVENTS), async (event) => {
          await answered(signed(JSON.stringify(event)), event);
        }),
        { numRuns: 200 },
      );
      await fc.assert(
        fc.asyncProperty(broken(INTERACTIONS), async (payload) => {
          await answered(inForm(payload), payload);
        }),
        { numRuns: 200 },
      );
      await fc.assert(
        fc.asyncProperty(broken([slashCommand({ ...common, text: 'cases' })]), async (command) => {
          const fields = Object.entries(command).map(([name, value]): [string, string] => [
            name,
            typeof value === 'string' ? value : JSON.stringify(value),
          ]);
          await answered(signed(new URLSearchParams(fields).toString(), FORM), command);
        }),
        { numRuns: 100 },
      );
    });
  });
});

describe('a dialog', () => {
  it('that says it belongs into someone else’s chat is taken in the chat of whoever submits it', async () => {
    await withSlack(overHttp, async ({ adapter, double, events, person }) => {
      const other = double.addUser({ id: 'U0OTHER', name: 'Other', locale: 'en-US' });
      for (const thread of [other, 'home:U0OTHER', 'C0ELSE', '__proto__']) {
        const metadata = JSON.stringify({ form: 'complaint', draft: '', thread });
        const forged = { ...view, id: `V-${thread}`, private_metadata: metadata };
        const payload = viewPayload('view_submission', { user: person.id, view: forged, triggerId: 't' });
        expect((await adapter.routes.request('/slack/events', inForm(payload))).status).toBe(200);
      }
      expect(events.map(({ thread }) => thread.address)).toEqual(Array(4).fill(person.channel));
    });
  });
});

describe('what a server leaves out', () => {
  it('does not lose a command, or take two presses for one', async () => {
    await withSlack(overHttp, async ({ adapter, events, person }) => {
      const mine = { ...common, user: person.id, channel: person.channel };
      const { trigger_id: _, ...command } = slashCommand({ ...mine, text: 'cases' });
      const form = new URLSearchParams(
        Object.entries(command).map(([name, value]): [string, string] => [name, String(value)]),
      );
      await adapter.routes.request('/slack/events', signed(form.toString(), FORM));
      const { action_ts: __, ...press } = action;
      for (const triggerId of ['p1', 'p2']) {
        const payload = blockActions({ ...mine, messageTs: '1.1', action: press, triggerId });
        await adapter.routes.request('/slack/events', inForm(payload));
      }
      expect(events.map(({ input }) => input.type)).toEqual(['command', 'action', 'action']);
      expect(new Set(events.map(({ id }) => id)).size).toBe(3);
    });
  });
});
