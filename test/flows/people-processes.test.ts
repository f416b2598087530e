/** Codes and rights in two programs on one database: of everything that happens at once, one order comes out. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NO_GRANTS } from '../../src/domain/person.ts';
import { isOwner } from '../../src/domain/rights.ts';
import { createBot } from '../../src/flows/bot.ts';
import { aMessage, aProcess, aThread, onDatabase, personOf } from '../support/engine.ts';

describe('two programs', () => {
  const stores = onDatabase();

  async function programs() {
    const opened = [stores.store, await stores.another()];
    return opened.map((store) => aProcess({ store, bot: createBot() }));
  }
  const command = (name: string, text = '') => ({ type: 'command' as const, name, text });

  async function known(user: string, role: string, grants = 'null'): Promise<void> {
    const { author } = aMessage({ user });
    const id = personOf(aMessage({ user }));
    await stores.sql(`insert into person (id, seq, role, language, name, grants, created_at)
values ('${id}', 1, '${role}', 'en', '${user}', ${grants}, now())`);
    await stores.sql(`insert into account (id, person_id, channel, workspace, user_id, display_name)
values ('${author.accountId}', '${id}', '${author.channel}', '', '${user}', '${user}')`);
  }

  const wordsOf = (immediate: readonly unknown[]): string => JSON.stringify(immediate);

  async function aCode([one]: Awaited<ReturnType<typeof programs>>): Promise<string> {
    const answer = await one?.handle(aMessage({ user: 'ada', input: command('link') }));
    return /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(wordsOf(answer?.immediate ?? []))?.[0] ?? 'no code';
  }
  const wrongOf = (code: string): string => `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;

  it('count five wrong codes and no more, whoever guesses, from wherever', async () => {
    const both = await programs();
    const code = await aCode(both);
    const guess = (user: string, at: number) =>
      both[at % 2]?.handle(aMessage({ user, thread: aThread(), input: command('link', wrongOf(code)) }));
    await known('eve', 'prospect');
    await Promise.all(Array.from({ length: 12 }, (_, at) => guess('eve', at)));
    expect(await stores.count('journal', `kind = 'wrong-code'`)).toBe(5);
    expect(await stores.count('journal', `kind = 'audit:lockout'`)).toBe(1);
    await Promise.all(Array.from({ length: 12 }, (_, at) => guess(`rival ${at}`, at)));
    expect(await stores.sql('select tries from code')).toEqual([['5']]);
    expect(await stores.count('event', `status = 'failed'`)).toBe(0);
  });

  it('take a code once, however many send it', async () => {
    const both = await programs();
    const code = await aCode(both);
    const senders = Array.from({ length: 6 }, (_, at) =>
      both[at % 2]?.handle(aMessage({ user: `sender ${at}`, thread: aThread(), input: command('link', code) })),
    );
    await Promise.all(senders);
    expect(await stores.count('journal', `kind = 'taken'`)).toBe(1);
  });

  it('leave one owner when two give up at once', async () => {
    const both = await programs();
    const owner = `'${JSON.stringify({ ...NO_GRANTS, owner: true, named: true })}'`;
    await known('olga', 'staff', owner);
    await known('otto', 'staff', owner);
    const [one, two] = both;
    const places = { olga: aThread(), otto: aThread() };
    const says = (program: typeof one, user: 'olga' | 'otto', input: ReturnType<typeof command>) =>
      program?.handle(aMessage({ nativeId: randomUUID(), user, thread: places[user], input }));
    const words = (program: typeof one, user: 'olga' | 'otto', text: string) =>
      program?.handle(aMessage({ user, thread: places[user], text }));
    for (const [program, user] of [
      [one, 'olga'],
      [two, 'otto'],
    ] as const) {
      await says(program, user, command('revoke', user));
      await words(program, user, 'No reason');
    }
    await Promise.all([words(one, 'olga', 'Take them away'), words(two, 'otto', 'Take them away')]);
    expect((await stores.store.reads.staff()).filter(isOwner)).toHaveLength(1);
    expect(await stores.count('journal', `kind = 'audit:revoke'`)).toBe(1);
  });
});
