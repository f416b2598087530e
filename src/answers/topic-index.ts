/** Which subjects are about what a question is about; by topic, so that most subjects need not be looked at. Pure. */
import type { Subject } from './subject.ts';
import type { Profile } from './topics.ts';

export interface TopicIndex {
  add(subject: Subject): void;
  remove(subject: Subject): void;
  /** The likest first, with `likeness` of their topics. */
  find(asked: Profile, limit: number): { subject: Subject; like: number }[];
}

export function createTopicIndex(): TopicIndex {
  const byTopic = new Map<string, Map<Subject, number>>();
  return {
    add(subject) {
      for (const [topic, share] of subject.allTopics) {
        const same = byTopic.get(topic) ?? new Map<Subject, number>();
        byTopic.set(topic, same.set(subject, Math.sqrt(share)));
      }
    },
    remove(subject) {
      for (const topic of subject.allTopics.keys()) byTopic.get(topic)?.delete(subject);
    },
    find(asked, limit) {
      const likes = new Map<Subject, number>();
      for (const [topic, share] of asked) {
        const root = Math.sqrt(share);
        for (const [subject, own] of byTopic.get(topic) ?? [])
          likes.set(subject, (likes.get(subject) ?? 0) + root * own);
      }
      return [...likes]
        .map(([subject, like]) => ({ subject, like }))
        .toSorted((a, b) => b.like - a.like)
        .slice(0, limit);
    },
  };
}
