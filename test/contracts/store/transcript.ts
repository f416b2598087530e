/** The transcript: what was said in a place, read again from where a reader was. */
import { describe, expect, it } from 'vitest';
import { aConversation, aDecision, anEntry, anId, aReply, aThread, commitOptions } from '../../store/rows.ts';
import type { Harness } from '../store.ts';

export function describeTranscript(harness: Harness): void {
  const commit = (rows: Parameters<typeof aDecision>[0]) => harness.store.commit([aDecision(rows)], commitOptions());
  const thread = aThread();
  const conversation = aConversation({ threadId: thread.id, seq: 4 });
  const read = (after: number | null, limit = 10) =>
    harness.store.transcript.read({
      threads: [{ id: thread.id, after }],
      conversations: [{ id: conversation.id, after }],
      limit,
    });

  async function talk(): Promise<void> {
    const buttons = [{ id: 'f:1', label: 'Yes <b>' }];
    const replies = ['one', 'two', 'three'].map((text) => aReply(thread, { message: { text, buttons } }));
    await commit({ threads: [thread], outbox: replies });
    const entry = (seq: number, kind: string, body = {}) =>
      anEntry({ id: conversation.id, seq, kind, body, at: '2999-01-01T00:00:00.000Z' });
    const journal = [
      entry(1, 'message', { text: 'hello' }),
      entry(2, 'complaint.rest'),
      entry(3, 'action', { id: 'f:1' }),
    ];
    await commit({ conversations: [conversation], journal: [...journal, entry(4, 'action', { id: 'unknown' })] });
  }

  describe('transcript', () => {
    it('has the last rows of a thread and the words of a conversation, in order, sent or not', async () => {
      await talk();
      const { messages, words } = await read(null);
      expect(messages.map(({ seq, message }) => [seq, message.text])).toEqual([
        [1, 'one'],
        [2, 'two'],
        [3, 'three'],
      ]);
      expect(messages[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(words.map(({ seq, kind, button }) => [seq, kind, button])).toEqual([
        [1, 'message', null],
        [3, 'action', 'Yes <b>'],
        [4, 'action', null],
      ]);
      expect(words[0]).toMatchObject({ conversationId: conversation.id, body: { text: 'hello' } });
      expect((await read(null, 2)).messages.map(({ seq }) => seq)).toEqual([2, 3]);
    });

    it('has what came after a seq, lowest first, at most so many', async () => {
      await talk();
      const { messages, words } = await read(1, 1);
      expect(messages.map(({ seq }) => seq)).toEqual([2]);
      expect(words.map(({ seq }) => seq)).toEqual([3]);
      expect(await read(9)).toEqual({ messages: [], words: [] });
    });

    it('places no message before an earlier one, whatever their times', async () => {
      await talk();
      await harness.sql(`update outbox set at = at + interval '1 hour' where thread_id = '${thread.id}' and seq = 1`);
      const placed = (await read(null)).messages.map(({ placedAt }) => placedAt);
      expect(placed).toEqual([placed[0], placed[0], placed[0]]);
      expect((await read(2)).messages[0]?.placedAt).toBe(placed[0]);
    });

    it('has nothing of what does not exist', async () => {
      const asked = [{ id: anId(), after: null }];
      const nothing = await harness.store.transcript.read({ threads: asked, conversations: asked, limit: 5 });
      expect(nothing).toEqual({ messages: [], words: [] });
    });
  });

  describe('secret', () => {
    it('is made once for each name, whoever asks first', async () => {
      const asked = harness.stores.flatMap((store) => [store.secret('one'), store.secret('one'), store.secret('two')]);
      const [one, , two, ...others] = await Promise.all(asked);
      expect(Buffer.from(one ?? '', 'base64url')).toHaveLength(32);
      expect(two).not.toBe(one);
      expect(new Set([one, two, ...others]).size).toBe(2);
      expect(await harness.store.secret('one')).toBe(one);
    });
  });
}
