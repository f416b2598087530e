/** One list of commands: what every platform shows of them follows from it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandHint } from '../../src/adapters/slack/text.ts';
import { COMMAND_NAMES } from '../../src/core/commands.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { PAGE_DIRECTORY } from '../support/browser.ts';

/** Aliases where platforms have no hyphens, the platforms’ own, and the first owner’s. */
const UNNAMED = ['start', 'home', 'owner', 'whydue', 'why_due'];

const named = (text: string): string[] =>
  [...text.matchAll(/(?<=^|[\s、,；;])\/([a-z-]+)/gm)].map(([, name = '']) => name);

describe('commands', () => {
  it('that a text names are all shown as Slack has them', () => {
    expect(COMMAND_NAMES.filter((name) => commandHint(`/${name}`) !== `Slack: /franchise ${name}`)).toEqual([]);
  });

  it.each(Object.entries(CATALOGUES))('are all in the help of %s, and nothing else is', (_, catalogue) => {
    const helped = new Set([...named(catalogue.help), ...named(catalogue['help.staff'])]);
    expect([...helped].sort()).toEqual(COMMAND_NAMES.filter((name) => !UNNAMED.includes(name)).toSorted());
  });

  it('that the page offers exist', () => {
    const script = readFileSync(join(PAGE_DIRECTORY, 'composer.js'), 'utf8');
    const lists = [...script.matchAll(/^const (?:KINDS|COMMANDS|WITH_NUMBER|STAFF_COMMANDS) = \[(.*)\];$/gm)];
    const offered = lists.flatMap(([, list = '']) => [...list.matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => name));
    expect(offered.length).toBeGreaterThan(10);
    expect(offered.filter((name) => !COMMAND_NAMES.some((known) => known === name))).toEqual([]);
  });
});
