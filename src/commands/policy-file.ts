/** A policy as an operator keeps it: a Markdown file with front matter → its subject and words, or one line that says what to mend. */
import { type Document, parseDocument } from 'yaml';
import { z } from 'zod';
import { LANGUAGES } from '../domain/person.ts';
import {
  POLICY_ASKED_LINE_MAX,
  POLICY_ASKED_MAX,
  POLICY_BODY_MAX,
  POLICY_PLACE_MAX,
  POLICY_TITLE_MAX,
  type Policy,
  type PolicyWords,
} from '../domain/policy.ts';

export interface PolicyFile {
  subject: Pick<Policy, 'brand' | 'key' | 'language' | 'region'>;
  words: PolicyWords;
}

const line = (max: number) => z.string().trim().min(1, 'write some words').max(max, `write at most ${max} characters`);

const frontMatter = z.strictObject({
  brand: line(POLICY_PLACE_MAX).optional(),
  key: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'write a short name such as exchange-goods'),
  language: z.enum(LANGUAGES, `write one of ${LANGUAGES.join(', ')}`),
  region: line(POLICY_PLACE_MAX).nullable().default(null),
  title: line(POLICY_TITLE_MAX),
  asked: z
    .array(line(POLICY_ASKED_LINE_MAX))
    .max(POLICY_ASKED_MAX, `write at most ${POLICY_ASKED_MAX} ways to ask`)
    .default([]),
  earnings: z.boolean().default(false),
});

const FENCED = /^\uFEFF?---\n([\s\S]*?)\n---\n([\s\S]*)$/;

/** More than anyone means by `*name`; a file of a few lines can ask for gigabytes by it. */
const ALIASES_MAX = 20;

type ReadFile = { ok: PolicyFile; problem?: undefined } | { problem: string; ok?: undefined };

/** What is in another encoding would be quoted to people as nobody wrote it. */
export function readPolicyBytes(bytes: Uint8Array, brand: string): ReadFile {
  const text = utf8(bytes);
  return text === undefined ? { problem: 'is not UTF-8; save it as UTF-8' } : readPolicyFile(text, brand);
}

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** `brand`: where the file names none. */
export function readPolicyFile(text: string, brand: string): ReadFile {
  if (text.includes('\0')) return { problem: 'has a NUL character, which no text can have' };
  const [, head, rest = ''] = FENCED.exec(text.replaceAll('\r\n', '\n')) ?? [];
  if (head === undefined)
    return { problem: 'has no front matter; begin with ---, then key, language and title, then ---' };
  const yaml = parseDocument(head);
  const [error] = yaml.errors;
  if (error) return { problem: `has front matter that can’t be read: ${error.message.split('\n')[0]}` };
  const values = valuesOf(yaml);
  if (values === undefined) return { problem: 'has front matter that repeats itself too often (&, *)' };
  const parsed = frontMatter.safeParse(values.whole);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.join('.') ?? '';
    return { problem: place === '' ? `is wrong: ${issue?.message}` : `is wrong at ${place}: ${issue?.message}` };
  }
  const body = paragraphs(rest);
  if (body === '') return { problem: 'has no text below its front matter' };
  if (body.length > POLICY_BODY_MAX)
    return { problem: `has ${body.length} characters; write at most ${POLICY_BODY_MAX}` };
  const { key, language, region, title, asked, earnings } = parsed.data;
  return {
    ok: {
      subject: { brand: parsed.data.brand ?? brand, key, language, region },
      words: { title, body, asked, earnings },
    },
  };
}

function valuesOf(yaml: Document): { whole: unknown } | undefined {
  try {
    return { whole: yaml.toJS({ maxAliasCount: ALIASES_MAX }) };
  } catch (error) {
    if (error instanceof ReferenceError) return undefined;
    throw error;
  }
}

/** Lines of one paragraph are one line, as in Markdown: chats show every line break. Chinese needs no space where they meet. */
function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((part) => (/^\s*(?:[-*]|\d+\.)\s/m.test(part) ? part.trim() : joinedLines(part)))
    .join('\n\n');
}

const joinedLines = (part: string): string =>
  part
    .trim()
    .replace(/(?<=[\p{Script=Han}，。；：、！？）])[ \t]*\n[ \t]*(?=[\p{Script=Han}（“「])/gu, '')
    .replace(/[ \t]*\n[ \t]*/g, ' ');
