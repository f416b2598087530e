import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAction, parseCommand, parseShortcut, parseView } from '../../../src/adapters/slack/interaction.ts';
import { parseJoined, parseMessage, parseOpened } from '../../../src/adapters/slack/parse.ts';
import { languageOf } from '../../../src/adapters/slack/people.ts';
import { readText } from '../../../src/adapters/slack/text.ts';
import {
  blockActions,
  eventCallback,
  messageEvent,
  messageShortcut,
  slashCommand,
  viewPayload,
} from '../../doubles/slack/payloads.ts';

const NOW = new Date('2026-11-21T20:40:53.123Z');
const BOT = { userId: 'U0BOT' };

const PARSERS: readonly ((body: unknown) => unknown)[] = [
  (body) => parseMessage(body, BOT),
  (body) => parseJoined(body, BOT),
  parseOpened,
  (body) => parseCommand(body, NOW),
  (body) => parseShortcut(body, NOW),
  (body) => parseAction(body, NOW),
  (body) => parseView(body, NOW),
];

const answered = { triggerId: 't', responseUrl: 'https://hooks.slack.com/x' };
const DOCUMENTED = [
  eventCallback('Ev1', messageEvent({ user: 'U1', channel: 'D1', text: 'hello', ts: '1.1', files: [{ id: 'F1' }] })),
  eventCallback('Ev2', { type: 'app_home_opened', user: 'U1', tab: 'home' }),
  slashCommand({ user: 'U1', channel: 'C1', text: 'help', ...answered }),
  messageShortcut({ user: 'U1', channel: 'C1', text: 'words', ...answered }),
  blockActions({
    user: 'U1',
    channel: 'C1',
    messageTs: '1.1',
    action: { action_id: 'b0', value: 'x', action_ts: '1.1' },
    ...answered,
  }),
  viewPayload('view_submission', {
    user: 'U1',
    triggerId: 't',
    view: {
      id: 'V1',
      hash: 'h',
      callback_id: 'dialog',
      private_metadata: '{"form":"f","draft":"","thread":"D1"}',
      state: { values: {} },
    },
  }),
];

/** Puts something else at one place of a payload. */
function spoiled(payload: unknown, path: readonly number[], other: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof payload !== 'object' || payload === null) return other;
  const entries = Object.entries(payload);
  const at = first % Math.max(entries.length, 1);
  return Object.fromEntries(
    entries.map(([name, value], index) => [name, index === at ? spoiled(value, rest, other) : value]),
  );
}

describe('what Slack hands over', () => {
  it('never throws, whatever stands where', () => {
    const path = fc.array(fc.nat(20), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.constantFrom(...DOCUMENTED), path, fc.anything(), (payload, places, other) => {
        for (const parse of PARSERS) parse(spoiled(payload, places, other));
      }),
      { numRuns: 500 },
    );
  });

  it('is read as documented', () => {
    expect(DOCUMENTED.map((payload) => PARSERS.filter((parse) => parse(payload) !== undefined).length)).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  it('has one id for a repeat, and another one for other words in the same dialog', () => {
    const view = (value: string) => ({
      id: 'V1',
      hash: 'h',
      callback_id: 'dialog',
      private_metadata: '{"form":"f","draft":"d","thread":"D1"}',
      state: { values: { what: { f: { type: 'plain_text_input', value } } } },
    });
    const idOf = (value: string) =>
      parseView(viewPayload('view_submission', { user: 'U1', view: view(value), triggerId: 't' }), NOW)?.nativeId;
    expect(idOf('a')).toBe(idOf('a'));
    expect(idOf('a')).not.toBe(idOf('b'));
  });

  it('takes a line that begins with a slash for a command, and keeps files with their words', () => {
    const said = (text: string, files?: Record<string, unknown>[]) =>
      parseMessage(
        eventCallback('Ev', messageEvent({ user: 'U1', channel: 'D1', text, ts: '1.1', ...(files && { files }) })),
        BOT,
      )?.input;
    expect(said(' /case C-1')).toEqual({ type: 'command', name: 'case', text: 'C-1' });
    expect(said('/franchise mine')).toEqual({ type: 'command', name: 'mine', text: '' });
    expect(said('/1 of 3')).toEqual({ type: 'message', text: '/1 of 3' });
    expect(said('', [{ id: 'F1', mode: 'external' }])).toEqual({ type: 'message', text: '', unsupported: ['file'] });
  });

  it.each([
    ['&lt;b&gt; &amp;amp;', '<b> &amp;'],
    ['<!here> <!subteam^S1|@staff> <!date^1^{date}|yesterday>', '@here @staff yesterday'],
    ['<tel:+8613800138000|138 0013 8000>', '138 0013 8000'],
    ['a < b > c', 'a < b > c'],
  ])('reads %s as %s', (text, words) => {
    expect(readText(text)).toBe(words);
  });

  it.each([
    ['zh-CN', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['en-GB', 'en'],
    ['fr-FR', undefined],
    [undefined, undefined],
  ])('takes the locale %s for %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});

describe('the manifest', () => {
  it('asks for what the adapter listens to', () => {
    const path = join(import.meta.dirname, '../../../docs/slack-manifest.json');
    const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const events = [
      'app_home_opened',
      'app_mention',
      'member_joined_channel',
      'member_left_channel',
      'message.channels',
      'message.groups',
      'message.im',
    ];
    expect(manifest).toMatchObject({
      features: {
        slash_commands: [{ command: '/franchise' }],
        shortcuts: [{ callback_id: 'complaint' }, { callback_id: 'complaint' }],
      },
      settings: { event_subscriptions: { bot_events: events }, interactivity: { is_enabled: true } },
    });
  });
});
