/** Policies from Markdown files: what is taken in, and one line for each file that can't be. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importPolicies } from '../../src/commands/policies.ts';
import { readPolicyBytes, readPolicyFile } from '../../src/commands/policy-file.ts';
import { openMigratedStore } from '../support/store.ts';

const file = (body: string, head = 'key: term\nlanguage: en\ntitle: Term') => `---\n${head}\n---\n\n${body}\n`;

describe('a file', () => {
  it('is a subject and words, with lines of one paragraph joined as each language joins them', () => {
    expect(readPolicyFile(file('It runs for\nfive years.\n\nAsk us.'), 'main').ok).toEqual({
      subject: { brand: 'main', key: 'term', language: 'en', region: null },
      words: { title: 'Term', body: 'It runs for five years.\n\nAsk us.', asked: [], earnings: false },
    });
    const chinese = readPolicyFile(
      file('合同期限\n五年。', 'key: term\nlanguage: zh-Hans\ntitle: 期限\nbrand: 林溪'),
      'main',
    ).ok;
    expect(chinese).toMatchObject({ subject: { brand: '林溪' }, words: { body: '合同期限五年。' } });
  });

  it.each([
    ['no fence', 'front matter'],
    [file('x', 'key: Term 1\nlanguage: en\ntitle: T'), 'at key'],
    [file('x', 'key: term\nlanguage: fr\ntitle: T'), 'at language'],
    [file('x', 'key: term\nlanguage: en'), 'at title'],
    [file('x', 'key: term\nlanguage: en\ntitle: T\ncolour: red'), 'colour'],
    [file('x', 'key: [term'), 'can’t be read'],
    [file(''), 'no text'],
    [file('x'.repeat(3001)), '3001 characters'],
    [file('x\0'), 'NUL'],
    [file('x', `a: &a [x]\nb: [${'*a,'.repeat(40)}]`), 'too often'],
  ])('such as %j is refused: %s', (text, problem) => {
    expect(readPolicyFile(text, 'main').problem).toContain(problem);
  });
});

describe('its bytes', () => {
  it.each([
    ['GBK', Buffer.from('2d2d2d0abcd3c3cbb7d10a', 'hex')],
    ['UTF-16', Buffer.from(`\uFEFF${file('加盟费')}`, 'utf16le')],
    ['half a character', Buffer.from(file('费')).subarray(0, -2)],
  ])('in %s are refused, so that nothing is quoted that nobody wrote', (_, bytes) => {
    expect(readPolicyBytes(bytes, 'main').problem).toContain('UTF-8');
  });

  it('may have a mark, and the line ends of Windows', () => {
    const windows = `\uFEFF${file('- one\n- two\n\nThree\nfour.')}`.replaceAll('\n', '\r\n');
    expect(readPolicyBytes(Buffer.from(windows), 'main').ok?.words.body).toBe('- one\n- two\n\nThree four.');
  });
});

describe('an import', () => {
  let store: Awaited<ReturnType<typeof openMigratedStore>>;
  beforeAll(async () => {
    store = await openMigratedStore();
  });
  afterAll(async () => await store.close());

  async function run(files: Record<string, string>, options: { write?: boolean; approved?: boolean } = {}) {
    const lines: string[] = [];
    const good = await importPolicies({
      store,
      files: Object.entries(files).map(([path, text]) => ({ path, bytes: Buffer.from(text) })),
      brand: 'main',
      approved: options.approved ?? false,
      write: options.write ?? false,
      tell: (line) => lines.push(line),
    });
    return { good, lines: lines.join('\n') };
  }
  const stored = async () => await store.reads.policiesOf({ brand: 'main', key: 'term' });

  it('writes nothing on trial, or while a file is wrong, and names it', async () => {
    expect((await run({ 'a.md': file('five') })).lines).toContain('trial');
    const bad = await run({ 'a.md': file('five'), 'b.md': 'x', 'c.md': file('six') }, { write: true });
    expect(bad.good).toBe(false);
    expect(bad.lines).toContain('b.md has no front matter');
    expect(bad.lines).toContain('c.md is about the same as a.md');
    expect(await stored()).toEqual([]);
  });

  it('makes drafts, or approved texts, once each, with their history', async () => {
    await run({ 'a.md': file('five') }, { write: true });
    expect(await stored()).toMatchObject([{ seq: 1, approved: null, draft: { body: 'five' }, source: 'import' }]);
    await run({ 'a.md': file('five') }, { write: true, approved: true });
    expect((await run({ 'a.md': file('five') }, { write: true, approved: true })).lines).toContain('1 unchanged');
    await run({ 'a.md': file('six') }, { write: true, approved: true });
    const [policy] = await stored();
    expect(policy).toMatchObject({ approved: { version: 2, body: 'six' }, draft: null });
    const history = await store.reads.journalOf(policy?.id ?? '');
    expect(history.map(({ kind }) => kind)).toEqual(['write', 'approve', 'write', 'approve']);
    expect(history[1]?.body.body).toBe('five');
  });
});
