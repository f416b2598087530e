/** What the page weighs, and what may not stand in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAssets } from '../../src/adapters/web/assets.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { PAGE_DIRECTORY } from '../support/browser.ts';

const files = readdirSync(PAGE_DIRECTORY, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ name, parentPath }) => ({ name, text: readFileSync(join(parentPath, name), 'utf8') }));
const scripts = files.filter(({ name }) => name.endsWith('.js'));
const html = files.find(({ name }) => name === 'index.html')?.text ?? '';

describe('the page’s files', () => {
  it('weigh less than 60,000 bytes as they are served, script and style together, uncompressed', () => {
    const own = [...readAssets(PAGE_DIRECTORY)].filter(([name]) => /\.(js|css)$/.test(name));
    expect(own.reduce((sum, [, { bytes }]) => sum + bytes.byteLength, 0)).toBeLessThan(60_000);
  });

  it('have one style, with every part of it', () => {
    const style = Buffer.from(readAssets(PAGE_DIRECTORY).get('page.css')?.bytes ?? []).toString();
    expect(style).not.toContain('@import');
    for (const sign of [
      '--ground:',
      '.languages{',
      '.pane{',
      '.bubble{',
      '.composer{',
      '.panel{',
      '.fields{',
      '(max-width:',
    ])
      expect(style).toContain(sign);
  });

  it('have no text over several lines: what looks like a comment in one would not be served', () => {
    const spanning = files.filter(({ text }) =>
      [...text.matchAll(/`[^`]*`/g)].some(([template]) => /\n\s*(?:\/\/|\/\*)/.test(template)),
    );
    expect(spanning.map(({ name }) => name)).toEqual([]);
  });

  it.each(scripts)('make no markup from strings in $name', ({ text }) => {
    expect(text).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|setHTML|document\.write|DOMParser|\beval\(|new Function/,
    );
  });

  it('have nothing inline and nothing from outside', () => {
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    const outside = files.filter(({ text }) => /(?:src|href|url|import|from|fetch)\W{1,4}(?:https?:)?\/\//.test(text));
    expect(outside.map(({ name }) => name)).toEqual([]);
  });

  it('are all loaded early: a module is not found by way of another', () => {
    const loaded = [...html.matchAll(/href="\/page\/(\w+\.js)"|src="\/page\/(\w+\.js)"/g)].map(
      (match) => match[1] ?? match[2],
    );
    expect(loaded.sort()).toEqual(scripts.map(({ name }) => name).sort());
  });

  it('say only words that the catalogues have', () => {
    const keys = Object.keys(CATALOGUES.en);
    const said = scripts.flatMap(({ text }) =>
      [...text.matchAll(/\b(?:word|says|tool)\((?:[\w.]+, )?'([a-z.-]+)'/g)].map((match) => `page.${match[1]}`),
    );
    expect(said.length).toBeGreaterThan(20);
    expect(said.filter((key) => !keys.includes(key))).toEqual([]);
  });
});
