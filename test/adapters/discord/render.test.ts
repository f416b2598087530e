/** What Discord is given for a message, within its limits. */
import { describe, expect, it } from 'vitest';
import { commandList, suggest } from '../../../src/adapters/discord/commands.ts';
import { afterPage, noProgress, pagesOf, renderModal } from '../../../src/adapters/discord/dialog.ts';
import { createStorm } from '../../../src/adapters/discord/errors.ts';
import { parseInteraction } from '../../../src/adapters/discord/parse-interaction.ts';
import { parseMessage } from '../../../src/adapters/discord/parse-message.ts';
import { renderMessage, settledRows } from '../../../src/adapters/discord/render.ts';
import { escapeText, measure } from '../../../src/adapters/discord/text.ts';
import { MENU_COMMANDS } from '../../../src/core/commands.ts';
import type { Dialog, DialogField, Message } from '../../../src/core/message.ts';
import { HOSTILE } from '../../contracts/adapter/hostile.ts';
import { wrongWithMessage, wrongWithModal } from '../../doubles/discord/limits.ts';
import { readMarkup } from '../../doubles/discord/markup.ts';

const buttons = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `b${index}`, label: `Choice ${index}` }));
const wrong = (message: Message) =>
  renderMessage(message)
    .map((part) => wrongWithMessage(part))
    .filter(Boolean);
const customIds = (message: Message) =>
  renderMessage(message).flatMap(({ components }) =>
    components.flatMap((row) => row.components.map((one) => one.custom_id)),
  );

describe('text', () => {
  it('is shown as it was written, and is nothing else', () => {
    for (const text of HOSTILE) {
      const shown = readMarkup(escapeText(text));
      expect(shown.active, text).toEqual([]);
      expect(shown.text).toBe(text);
    }
  });

  it('is measured as no shorter than it becomes', () => {
    expect(HOSTILE.filter((text) => escapeText(text).length > measure(text))).toEqual([]);
  });
});

describe('a message', () => {
  it.each([
    ['long text', { text: '*a_ '.repeat(3000) }],
    [
      'many facts',
      { text: 'x', facts: Array.from({ length: 60 }, (_, i) => ({ label: `L${i}`, value: '*'.repeat(700) })) },
    ],
    ['a fact longer than any field', { text: '', facts: [{ label: 'l'.repeat(400), value: 'word '.repeat(2000) }] }],
    ['long labels', { text: 'x', buttons: [{ id: 'a', label: 'y'.repeat(200) }] }],
    ['25 buttons', { text: 'x', buttons: buttons(25) }],
    ['60 buttons', { text: 'x', buttons: buttons(60) }],
    ['300 buttons', { text: 'x', buttons: buttons(300) }],
    ['the same button twice', { text: 'x', buttons: [...buttons(2), ...buttons(2)] }],
    ['nothing', { text: '', facts: [{ label: '', value: '' }], buttons: [{ id: '', label: ' ' }] }],
  ] satisfies [string, Message][])('of %s is taken', (_, message) => {
    expect(wrong(message)).toEqual([]);
  });

  it('has selects when it has more buttons than Discord shows, and says what not even they hold', () => {
    expect(customIds({ text: 'x', buttons: buttons(60) })).toEqual(['s:0', 's:1', 's:2']);
    const [first] = renderMessage({ text: 'x', buttons: buttons(130) });
    expect(first?.content).toContain('▸ Choice 125');
  });

  it('that was answered shows the button that answered it, and none to press', () => {
    expect(settledRows('Yes')[0]?.components).toMatchObject([{ label: 'Yes', disabled: true }]);
    expect(settledRows(undefined)).toEqual([]);
  });
});

const field = (name: string, more: Partial<DialogField> = {}): DialogField => {
  return { name, label: name, ask: `${name}?`, type: 'line', optional: false, ...more };
};
const aDialog = (fields: DialogField[]): Dialog => ({
  form: 'complaint',
  draft: 'd1',
  title: 'T',
  submit: 'S',
  fields,
});

describe('a dialog', () => {
  const choices = [{ value: 'a', label: 'A' }];
  const dialog = aDialog([
    field('one'),
    field('two', { type: 'choice', choices, refreshes: true }),
    ...['three', 'four', 'five', 'six', 'seven', 'eight'].map((name) => field(name, { optional: true })),
  ]);

  it('has pages of five, and turns one where others wait for an answer', () => {
    expect(pagesOf(dialog).map((page) => page.length)).toEqual([2, 5, 1]);
  });

  it('is taken by Discord, whatever stands in it', () => {
    const odd = aDialog([
      field('text', {
        type: 'text',
        ask: 'q'.repeat(300),
        example: 'e'.repeat(300),
        value: 'v'.repeat(9000),
        max: 5000,
      }),
      field('files', { type: 'files' }),
      field('many', {
        type: 'choice',
        choices: Array.from({ length: 40 }, (_, i) => ({ value: `v${i}`, label: `L${i}` })),
      }),
      field('blank', { label: '', ask: '', problem: 'p'.repeat(300) }),
    ]);
    const modal = renderModal({ ...odd, title: 't'.repeat(90) }, '', noProgress);
    expect(modal && wrongWithModal(modal)).toBeUndefined();
  });

  it('asks for what is next, and for a correction before that', () => {
    const seen = new Set(['one', 'two']);
    expect(afterPage(dialog, { ...noProgress, seen }, 'en')?.[0]?.components[0]?.components[0]).toMatchObject({
      label: 'Next: page 2 of 3',
      custom_id: 'p:three:complaint:d1',
    });
    const problems = [{ field: 'one', text: 'too short' }];
    expect(afterPage(dialog, { typed: {}, seen, problems }, 'en')?.[0]).toMatchObject({
      content: expect.stringContaining('one: too short'),
    });
  });

  it('shows a correction only what is wrong', () => {
    const progress = { ...noProgress, problems: [{ field: 'four', text: 'no' }] };
    const modal = renderModal(dialog, '-', progress);
    expect(modal?.components.map(({ description }) => description)).toEqual(['⚠ no']);
  });
});

describe('input', () => {
  it.each([undefined, null, 7, 'x', [], {}, { id: '1' }, { id: '1', channel_id: '2', author: {} }])(
    'that is not as documented is left alone: %j',
    (given) => {
      expect(parseMessage(given, '1')).toBeUndefined();
      expect(parseInteraction(given)).toBeUndefined();
    },
  );

  const author = { id: '5', username: 'ada' };
  it('loses the bot’s mention and shows others by name', () => {
    const heard = parseMessage(
      {
        id: '1',
        channel_id: '2',
        guild_id: '3',
        author,
        content: '<@!9> tell <@7> <:sour:123> \ud800',
        mentions: [
          { id: '9', username: 'bot' },
          { id: '7', username: 'bea', global_name: 'Bea' },
        ],
      },
      '9',
    );
    expect(heard).toMatchObject({ forUs: true, direct: false, input: { text: 'tell @Bea :sour: \ufffd' } });
  });

  it('is not for the bot in a server unless it is named or answered', () => {
    const message = { id: '1', channel_id: '2', guild_id: '3', author, content: 'hello' };
    expect(parseMessage(message, '9')?.forUs).toBe(false);
    expect(parseMessage({ ...message, referenced_message: { author: { id: '9' } } }, '9')?.forUs).toBe(true);
    expect(parseMessage({ ...message, author: { ...author, bot: true } }, '9')).toBeUndefined();
  });

  it('that was forwarded has the words and files of the original', () => {
    const attachments = [{ id: '44', filename: 'a.png', content_type: 'image/png', size: 3, url: 'https://x' }];
    const heard = parseMessage(
      {
        id: '1',
        channel_id: '2',
        author,
        content: '',
        message_snapshots: [{ message: { content: 'sour', attachments } }],
      },
      '9',
    );
    expect(heard?.input).toMatchObject({ text: 'sour', files: [{ name: 'a.png', source: 'message:2/1/44' }] });
  });
});

describe('commands', () => {
  it('have names and words that Discord takes', () => {
    const list = commandList() as { name: string; description?: string; type: number; name_localizations: object }[];
    expect(list).toHaveLength(MENU_COMMANDS.length + 1);
    for (const { name, description, type, name_localizations } of list) {
      const names = [name, ...Object.values(name_localizations)];
      expect(names.filter((one) => one.length > 32 || (type === 1 && !/^[-_\p{L}\p{N}]{1,32}$/u.test(one)))).toEqual(
        [],
      );
      if (type === 1) expect(description).toMatch(/^.{1,100}$/);
    }
  });

  it('offer stores by the beginning of a name or code first', () => {
    const outlets = [
      { code: 'SH002', name: '大朝阳店', aliases: [] },
      { code: 'BJ001', name: '朝阳路店', aliases: ['Chaoyang Road'] },
    ];
    const lower = (text: string) => text.toLowerCase();
    expect(suggest('朝阳', outlets, lower).map(({ value }) => value)).toEqual(['BJ001', 'SH002']);
    expect(suggest('bj-0', outlets, lower)).toEqual([{ name: '朝阳路店 (BJ001)', value: 'BJ001' }]);
    expect(suggest('', outlets, lower)).toHaveLength(2);
  });
});

it('leaves Discord alone when too many calls are refused, until enough are forgotten', () => {
  let now = 0;
  const storm = createStorm({ max: 3, windowMs: 100, now: () => now });
  for (const at of [0, 10, 20]) {
    now = at;
    storm.note();
  }
  expect(storm.pauseMs()).toBe(80);
  now = 101;
  expect(storm.pauseMs()).toBe(0);
});
