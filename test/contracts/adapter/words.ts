/** Hostile words through an adapter: they come out as they went in, and are nothing else. */
import { describe, expect, it } from 'vitest';
import type { Message } from '../../../src/core/message.ts';
import { anOutgoing } from './acts.ts';
import type { AdapterHarness, Seen } from './harness.ts';
import { HOSTILE, visible } from './hostile.ts';

export function describeWords(open: () => Promise<AdapterHarness>): void {
  describe('what people wrote', () => {
    it('is never markup or mention, sent or edited', async () => {
      const { adapter, franchisee, ...harness } = await open();
      const send = harness.deliver ?? adapter.send;
      // One after another, as in a thread.
      const many = harness.wordsInMessage ?? 3;
      for (let at = 0; at < HOSTILE.length; at += many) {
        const [text = '', ...rest] = HOSTILE.slice(at, at + many);
        const facts = rest.flatMap((label, index) =>
          index % 2 === 0 ? [{ label, value: rest[index + 1] ?? '' }] : [],
        );
        const words = [text, ...facts.map(({ value }) => value)];
        const buttons = [{ id: `x:${at}`, label: rest[0] ?? '' }];
        const { nativeId } = await send(anOutgoing(franchisee, { text, facts, buttons }));
        const sent = franchisee.screen().at(-1);
        expectPlain(sent, words, at);
        // The same words, each in another place.
        const moved = facts.map(({ label }, index) => ({ label, value: words[index] ?? '' }));
        const edited: Message = { text: words.at(-1) ?? '', facts: moved };
        await send(anOutgoing(franchisee, edited, { replaces: nativeId }));
        const now = franchisee.screen().at(-1);
        expectPlain(now, words, at);
        // Without edits it stands below.
        expect(now?.edits).toBe(adapter.capabilities.edit ? 1 : 0);
      }
    });

    it('may be nothing that can be seen', async () => {
      const { adapter, franchisee, ...harness } = await open();
      for (const text of ['', ' \n ', '\u200b', '\u2060\u00ad']) {
        const message = { text, facts: [{ label: text, value: text }], buttons: [{ id: 'x:1', label: text }] };
        await (harness.deliver ?? adapter.send)(anOutgoing(franchisee, message));
      }
      expect(franchisee.screen()).toHaveLength(4);
    });
  });
}

function expectPlain(seen: Seen | undefined, words: string[], at: number): void {
  const shown = visible(seen?.text ?? '');
  expect(
    words.filter((word) => !shown.includes(visible(word))),
    `strings from ${at}`,
  ).toEqual([]);
  expect(seen?.active, `strings from ${at}`).toEqual([]);
}
