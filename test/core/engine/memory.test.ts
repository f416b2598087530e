import { describe, expect, it } from 'vitest';
import type { Answer, Conversation, Draft } from '../../../src/core/decision.ts';
import { emptyDecision } from '../../../src/core/decision.ts';
import { createConversationMemory } from '../../../src/core/engine/memory.ts';
import type { Loaded } from '../../../src/core/store.ts';

const aConversation = (over: Partial<Conversation> = {}): Conversation => ({
  id: 'c1',
  seq: 1,
  threadId: 't1',
  accountId: 'a1',
  frames: [{ flow: 'f', version: 1, draft: 'd1', state: null }],
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...over,
});

const DRAFT: Draft = {
  id: 'd1',
  personId: 'p1',
  conversationId: 'c1',
  flow: 'f',
  version: 1,
  status: 'open',
  opening: '',
  createdAt: '2026-01-01T00:00:00.000Z',
};

const anAnswer = (field: string, value: string): Answer => ({
  draftId: 'd1',
  field,
  value,
  words: value,
  source: 'asked',
});

const LOADED: Loaded = {
  now: '2026-01-01T00:00:00.000Z',
  known: false,
  account: undefined,
  person: undefined,
  conversation: undefined,
  drafts: [],
  unchanged: false,
  timerAlive: false,
  repeats: [],
};

const decisionOf = (over: Partial<ReturnType<typeof emptyDecision>>) => ({
  ...emptyDecision({ id: 'e1', kind: 'message', status: 'done', payload: null, error: null }),
  ...over,
});

const REF = { eventId: 'e2', conversationId: 'c1' };

describe('the memory of conversations', () => {
  it('asks for what it does not know, and names the seq of what it knows', () => {
    const memory = createConversationMemory();
    expect(memory.ask(REF).ref).toEqual(REF);
    memory.learn(REF, LOADED, decisionOf({ conversations: [aConversation({ seq: 7 })] }));
    expect(memory.ask(REF).ref).toEqual({ ...REF, seen: 7 });
  });

  it('keeps a draft’s answers as each decision leaves them', () => {
    const memory = createConversationMemory();
    const first = decisionOf({
      conversations: [aConversation()],
      drafts: [DRAFT],
      answers: [anAnswer('a', '1'), anAnswer('b', '1')],
    });
    memory.learn(REF, LOADED, first);
    const loaded = memory.ask(REF).recall({ ...LOADED, unchanged: true });
    const second = decisionOf({
      conversations: [aConversation({ seq: 2 })],
      answers: [anAnswer('a', '2'), anAnswer('c', '1')],
      forget: [{ draftId: 'd1', field: 'b' }],
    });
    memory.learn(REF, loaded, second);
    const recalled = memory.ask(REF).recall({ ...LOADED, unchanged: true });
    expect(recalled.conversation?.seq).toBe(2);
    expect(recalled.drafts).toEqual([{ draft: DRAFT, answers: [anAnswer('a', '2'), anAnswer('c', '1')] }]);
  });

  it('lets go of the drafts of frames that have closed', () => {
    const memory = createConversationMemory();
    memory.learn(REF, LOADED, decisionOf({ conversations: [aConversation({ frames: [] })], drafts: [DRAFT] }));
    expect(memory.ask(REF).recall({ ...LOADED, unchanged: true }).drafts).toEqual([]);
  });

  it('takes what the store sends when another process has moved the conversation', () => {
    const memory = createConversationMemory();
    memory.learn(REF, LOADED, decisionOf({ conversations: [aConversation()] }));
    const moved = { ...LOADED, conversation: aConversation({ seq: 5 }) };
    expect(memory.ask(REF).recall(moved)).toEqual(moved);
  });

  it('forgets a conversation that was written without having been loaded, as a replay does', () => {
    const memory = createConversationMemory();
    memory.learn(REF, LOADED, decisionOf({ conversations: [aConversation()] }));
    memory.learn({ eventId: 'replay' }, LOADED, decisionOf({ conversations: [aConversation({ seq: 2 })] }));
    expect(memory.ask(REF).ref).toEqual(REF);
  });

  it('forgets on request, and the one used longest ago when it is full', () => {
    const memory = createConversationMemory(2);
    for (const id of ['c1', 'c2', 'c3']) {
      memory.learn(
        { eventId: 'e', conversationId: id },
        LOADED,
        decisionOf({ conversations: [aConversation({ id })] }),
      );
    }
    expect(memory.ask(REF).ref).toEqual(REF);
    expect(memory.ask({ eventId: 'e', conversationId: 'c3' }).ref).toHaveProperty('seen', 1);
    memory.forget({ eventId: 'e', conversationId: 'c3' });
    expect(memory.ask({ eventId: 'e', conversationId: 'c3' }).ref).not.toHaveProperty('seen');
  });
});
