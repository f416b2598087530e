/** What is known of the texts of one subject, all languages together, so that a question can be held against it. Pure. */
import { kindsAsked, kindsSaid } from './asking.ts';
import type { Text } from './library.ts';
import { cluesOf, meanOf, type Profile, type Topics } from './topics.ts';
import { read } from './variants.ts';
import { termsOfRead } from './words.ts';

export interface Subject {
  id: string;
  /** As `read` gives them. */
  title: string;
  asked: string;
  body: string;
  /** Everywhere. */
  terms: ReadonlySet<string>;
  /** In titles, and in how people ask. */
  named: ReadonlySet<string>;
  /** Of each title and each way to ask. */
  lines: readonly ReadonlySet<string>[];
  clues: ReadonlySet<string>;
  /** By titles and ways to ask; by bodies; both together. */
  topics: Profile;
  bodyTopics: Profile;
  allTopics: Profile;
  /** Of each sentence of the bodies. */
  sentences: readonly Profile[];
  /** What is asked for, and what is said. */
  kindsAsked: readonly boolean[];
  kindsSaid: readonly boolean[];
}

const SENTENCE_END = /[.!?;]\s|[。！？；\n]/u;

export function subjectOf(id: string, texts: readonly Text[], topics: Topics): Subject {
  const titles = texts.map((text) => read(text.title));
  const asked = texts.flatMap((text) => text.asked.map(read));
  const names = [...titles, ...asked];
  const bodies = texts.map((text) => read(text.body));
  const lines = names.map((line) => new Set(termsOfRead(line)));
  const named = new Set(lines.flatMap((line) => [...line]));
  const [allNames, allBodies] = [names.join('\n'), bodies.join('\n')];
  const nameTopics = meanOf(names.map(topics.profileOf));
  const sentences = bodies
    .flatMap((body) => body.split(SENTENCE_END).map(topics.profileOf))
    .filter(({ size }) => size > 0);
  const bodyTopics = meanOf(sentences);
  return {
    id,
    title: titles.join('\n'),
    asked: asked.join('\n'),
    body: allBodies,
    terms: new Set([...named, ...termsOfRead(allBodies)]),
    named,
    lines,
    clues: new Set([...cluesOf(allNames), ...cluesOf(allBodies)]),
    topics: nameTopics,
    bodyTopics,
    allTopics: meanOf([nameTopics, nameTopics, bodyTopics]),
    sentences,
    kindsAsked: kindsAsked(allNames),
    kindsSaid: kindsSaid(allBodies),
  };
}
