/** Streams over real HTTP: everything once and in order, whoever wrote it, whatever was restarted meanwhile. */
import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/core/store.ts';
import { openStore } from '../../../src/store/index.ts';
import { aBrowser, startPage, stopPages, wordsOf } from '../../support/page.ts';
import { createDatabase, postgresAnswers } from '../../support/postgres.ts';
import { openMigratedStore } from '../../support/store.ts';
import { until } from '../../support/until.ts';

let store: Store;
beforeAll(async () => {
  store = await openMigratedStore();
});
afterEach(stopPages);
afterAll(() => store.close());

const numbered = (count: number, from = 0): string[] => Array.from({ length: count }, (_, index) => `n${from + index}`);
const withAnswers = (words: readonly string[]): string[] => words.flatMap((word) => [word, `heard: ${word}`]);

describe('a stream', () => {
  it('shows what was said before and what is said now, each once and in order', async () => {
    const page = await startPage(store);
    const browser = await aBrowser(page);
    for (const word of numbered(3)) await browser.act('franchisee', word);
    const stream = await browser.stream();
    await stream.ready();
    expect(stream.shown('franchisee')).toEqual(withAnswers(numbered(3)));
    for (const word of numbered(3, 3)) await browser.act('franchisee', word);
    await stream.sees('heard: n5');
    expect(stream.entries.map(wordsOf)).toEqual(withAnswers(numbered(6)));
    expect(stream.shown('franchisee')).toEqual(withAnswers(numbered(6)));
  });

  it('gives everything a sender needs to know its own words by', async () => {
    const browser = await aBrowser(await startPage(store));
    const stream = await browser.stream();
    const answer = await (await browser.act('prospect', 'hello')).json();
    const said = await stream.sees('hello');
    expect(answer).toEqual({ status: 'done', key: said.key, immediate: [] });
    expect(said).toMatchObject({ pane: 'prospect', type: 'said', kind: 'message', mine: true, who: '林悦' });
    await stream.sees('heard: hello');
    await browser.act('prospect', { type: 'action', id: 'yes' });
    await stream.sees('pressed: {"type":"action","id":"yes"}');
    expect(stream.entries.find(({ kind }) => kind === 'action')).toMatchObject({ button: 'Yes, please' });
  });

  it('begins with the last hundred entries', async () => {
    const browser = await aBrowser(await startPage(store));
    for (const words of ['many 140 1', 'late']) await browser.act('prospect', words);
    await browser.act('franchisee', 'a');
    const all = await browser.stream();
    await all.ready();
    expect(all.shown('prospect')).toHaveLength(100);
    expect(all.shown('prospect').slice(-2)).toEqual(['late', 'heard: late']);
    expect(all.shown('franchisee')).toEqual(['a', 'heard: a']);
    expect(new Set(all.entries.map(({ key }) => key)).size).toBe(all.entries.length);
  });

  it('shows what goes to headquarters to every browser, and words only to those who said them', async () => {
    const page = await startPage(store);
    const [one, other] = [await aBrowser(page), await aBrowser(page)];
    const stream = await other.stream();
    await one.act('franchisee', 'desk: a shopper complains');
    expect(await stream.sees('desk: a shopper complains')).toMatchObject({ pane: 'desk', type: 'message' });
    expect(stream.shown('franchisee')).toEqual([]);
  });

  it('brings words and answers to the other tabs of a browser', async () => {
    const browser = await aBrowser(await startPage(store));
    const tabs = await Promise.all([
      browser.stream({ panes: 'prospect,franchisee' }),
      browser.stream({ panes: 'franchisee' }),
    ]);
    await Promise.all(tabs.map((tab) => tab.ready()));
    await browser.act('franchisee', 'from one tab');
    await Promise.all(tabs.map((tab) => tab.sees('heard: from one tab')));
    for (const tab of tabs) expect(tab.entries.map(wordsOf)).toEqual(['from one tab', 'heard: from one tab']);
  });

  it('passes hostile words on as they are', async () => {
    const browser = await aBrowser(await startPage(store));
    const stream = await browser.stream();
    const words = '<script>alert(1)</script>\n\nevent: ready\ndata: {}\r\n\u2028\u202e{name} \u0001 👩‍👩‍👧 \ud800';
    await browser.act('prospect', words);
    await stream.sees(words.toWellFormed());
    await stream.sees(`heard: ${words.toWellFormed()}`);
  });

  it('marks messages as sent only while someone looks', async () => {
    const page = await startPage(store);
    const browser = await aBrowser(page);
    await browser.act('franchisee', 'nobody looks');
    expect(page.reach()).toEqual([]);
    const before = (await store.outbox.depth()).pending;
    expect(before).toBeGreaterThan(0);
    const stream = await browser.stream({ panes: 'franchisee' });
    await stream.sees('heard: nobody looks');
    await until('the message to be marked', async () => (await store.outbox.depth()).pending < before);
    stream.close();
    await until('the thread to be out of reach', () => page.reach().length === 0);
  });
});

describe('coming back', () => {
  it('goes on behind the position, without loss or repeats, also after a restart of the server', async () => {
    const first = await startPage(store);
    const browser = await aBrowser(first);
    const panes = 'franchisee,prospect';
    const before = await browser.stream({ panes });
    await browser.act('franchisee', 'one');
    await before.sees('heard: one');
    await first.stop();
    await until('the stream to end', before.isOver);
    const second = browser.at((await startPage(store)).url);
    await second.act('franchisee', 'two');
    const after = await second.stream({ panes, after: 'of no use', lastEventId: before.position() });
    await after.ready();
    await second.act('franchisee', 'three');
    await after.sees('heard: three');
    expect([...before.entries, ...after.entries].map(wordsOf)).toEqual(withAnswers(['one', 'two', 'three']));
  });

  it('goes on from every position in between', async () => {
    const browser = await aBrowser(await startPage(store));
    await Promise.all(['a', 'b', 'desk: c'].map((word) => browser.act('prospect', word)));
    const all = await browser.stream({ panes: 'prospect' });
    await all.ready();
    const words = all.entries.map(wordsOf);
    for (const [index, { position }] of all.entries.entries()) {
      const rest = await browser.stream({ panes: 'prospect', after: position });
      await rest.ready();
      expect(rest.entries.map(wordsOf)).toEqual(words.slice(index + 1));
      rest.close();
    }
  });

  it.each(['', 'x', '.', 'e30.e30', `${'A'.repeat(3000)}.AAAA`])(
    'begins anew with a position that nobody gave: %s',
    async (after) => {
      const browser = await aBrowser(await startPage(store));
      await browser.act('prospect', 'hello');
      const stream = await browser.stream({ after });
      await stream.ready();
      expect(stream.shown('prospect')).toEqual(['hello', 'heard: hello']);
    },
  );

  it('takes no notice of another browser’s position', async () => {
    const page = await startPage(store);
    const [one, other] = [await aBrowser(page), await aBrowser(page)];
    for (const word of ['a', 'b', 'c']) await one.act('prospect', word);
    await other.act('prospect', 'mine');
    const ahead = await one.stream({ panes: 'prospect' });
    await ahead.ready();
    const stream = await other.stream({ panes: 'prospect', after: ahead.position() });
    await stream.ready();
    expect(stream.entries.map(wordsOf)).toEqual(['mine', 'heard: mine']);
  });

  it('reads a long absence in pieces', async () => {
    const browser = await aBrowser(await startPage(store));
    const start = await browser.stream({ panes: 'prospect' });
    await start.ready();
    start.close();
    const said = ['many 130 3', 'many 130 3', 'end'];
    for (const words of said) await browser.act('prospect', words);
    const stream = await browser.stream({ panes: 'prospect', after: start.position() });
    await stream.ready();
    const many = Array.from({ length: 130 }, (_, index) => `${index}`.padEnd(3, '长'));
    expect(stream.entries.map(wordsOf)).toEqual(['many 130 3', ...many, 'many 130 3', ...many, 'end', 'heard: end']);
  });
});

describe('a stream that is not read', () => {
  it('is cut off above a limit, and comes back with its position', async () => {
    const page = await startPage(store, { timing: { waitingMax: 200_000 } });
    const browser = await aBrowser(page);
    const { hostname, port } = new URL(page.url);
    const socket = connect(Number(port), hostname);
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(
      `GET /api/stream?panes=prospect HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${browser.cookie}\r\n\r\n`,
    );
    await until('the stream to be open', () => page.reach().length === 1);
    socket.pause();
    await until('the stream to be cut off', async () => {
      await browser.act('prospect', 'many 60 9000');
      return page.reach().length === 0;
    });
    socket.resume();
    await closed;
    const stream = await browser.stream({ panes: 'prospect' });
    await stream.ready();
    expect(stream.entries.length).toBe(100);
  });
});

describe.skipIf(!(await postgresAnswers({ silent: true })))('two processes on one database', () => {
  it('show in both what happens in either', async () => {
    const database = await createDatabase();
    const stores = await Promise.all([openStore({ url: database.url }), openStore({ url: database.url })]);
    try {
      const [here, there] = await Promise.all(stores.map((one) => startPage(one)));
      if (!here || !there) throw new Error('two pages were started');
      const browser = await aBrowser(here);
      const tabs = await Promise.all([browser.stream(), browser.at(there.url).stream()]);
      await Promise.all(tabs.map((tab) => tab.ready()));
      const words = numbered(10);
      for (const [index, word] of words.entries()) {
        await browser
          .at(index % 2 === 0 ? here.url : there.url)
          .act('franchisee', `desk:${word}`, { id: randomUUID() });
      }
      const said = words.map((word) => `desk:${word}`);
      for (const tab of tabs) {
        await tab.sees('heard: desk:n9');
        await until('the desk', () => tab.shown('desk').length === 10);
        expect(tab.shown('franchisee')).toEqual(withAnswers(said));
        expect(tab.shown('desk')).toEqual(said);
        expect(new Set(tab.entries.map(({ key }) => key)).size).toBe(tab.entries.length);
      }
    } finally {
      await stopPages();
      await Promise.all(stores.map((one) => one.close()));
      await database.drop();
    }
  });
});
