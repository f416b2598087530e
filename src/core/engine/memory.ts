/**
 * Conversations that this process has just written, so that the next turn need not read them again, drafts and all. Safe without any
 * word between processes: the grouped read says whether the conversation is still at the seq remembered, and a commit at a wrong seq
 * is a conflict. Only conversations; who a person is and what they may do is read every time.
 */
import type { Conversation, Decision } from '../decision.ts';
import type { Loaded, LoadRef } from '../store.ts';

interface Remembered {
  conversation: Conversation;
  drafts: Loaded['drafts'];
}

export interface ConversationMemory {
  /** The ref with the seq of the conversation that is known here, and how to fill in what the store then need not send. */
  ask(ref: LoadRef): { ref: LoadRef; recall(loaded: Loaded): Loaded };
  /** The decision on what was loaded for the ref is written. */
  learn(ref: LoadRef, loaded: Loaded | undefined, decision: Decision): void;
  forget(ref: LoadRef): void;
}

/** Some five kilobytes each. */
const CONVERSATIONS_MAX = 2_000;

export function createConversationMemory(max = CONVERSATIONS_MAX): ConversationMemory {
  /** The one used longest ago comes first. */
  const known = new Map<string, Remembered>();

  return {
    ask(ref) {
      const remembered = ref.conversationId === undefined ? undefined : known.get(ref.conversationId);
      if (!remembered) return { ref, recall: (loaded) => loaded };
      return {
        ref: { ...ref, seen: remembered.conversation.seq },
        recall: (loaded) => (loaded.unchanged ? { ...loaded, ...remembered } : loaded),
      };
    },
    learn(ref, loaded, decision) {
      const [conversation] = decision.conversations;
      if (!conversation) return;
      known.delete(conversation.id);
      // A replay writes to a conversation that was not loaded for its own event: its drafts are not known here.
      if (!loaded || conversation.id !== ref.conversationId) return;
      known.set(conversation.id, { conversation, drafts: draftsAfter(conversation, loaded, decision) });
      for (const oldest of known.keys()) {
        if (known.size <= max) break;
        known.delete(oldest);
      }
    },
    forget(ref) {
      if (ref.conversationId !== undefined) known.delete(ref.conversationId);
    },
  };
}

/** The drafts of the conversation's frames as the decision leaves them. */
function draftsAfter(conversation: Conversation, loaded: Loaded, decision: Decision): Loaded['drafts'] {
  const drafts = new Map(loaded.drafts.map((entry) => [entry.draft.id, entry]));
  for (const draft of decision.drafts) drafts.set(draft.id, { draft, answers: drafts.get(draft.id)?.answers ?? [] });
  return conversation.frames.flatMap((frame) => {
    const entry = frame.draft === null ? undefined : drafts.get(frame.draft);
    if (!entry) return [];
    const mine = decision.answers.filter((answer) => answer.draftId === entry.draft.id);
    const gone = decision.forget.filter((key) => key.draftId === entry.draft.id);
    const changed = new Set([...mine, ...gone].map(({ field }) => field));
    return [{ draft: entry.draft, answers: [...entry.answers.filter(({ field }) => !changed.has(field)), ...mine] }];
  });
}
