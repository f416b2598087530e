/** A chat that is taken over, in two programs on one database with their own timers: what one does the other knows. */
import { describe, expect, it } from 'vitest';
import { createBot } from '../../src/flows/bot.ts';
import { aMessage, aProcess, aThread, onPostgres, type Process, personOf } from '../support/engine.ts';
import { eventually } from '../support/gates.ts';
import { aPlatform } from '../support/platform.ts';
import { postgresAnswers } from '../support/postgres.ts';

describe.skipIf(!(await postgresAnswers({ silent: true })))('two programs', () => {
  const stores = onPostgres();

  /** Ada's chat is with the first program, Dora's desk with the second. */
  async function aHelpCase() {
    const platform = aPlatform();
    const [ada, desk] = [aThread(), aThread()];
    const desks = [{ thread: desk, language: 'en' as const }];
    const opened = await Promise.all([stores.another(), stores.another()]);
    const [one, two] = opened.map((store) => aProcess({ store, platform, bot: createBot(), desks }));
    if (!one || !two) throw new Error('no programs');
    for (const program of [one, two]) program.start();
    const dora = aMessage({ thread: desk, user: 'dora' });
    await one.handle(aMessage({ thread: desk, user: 'dora' }));
    await stores.sql(`insert into person (id, seq, role, language, name, created_at)
values ('${personOf(dora)}', 1, 'staff', 'en', 'Dora', now()) on conflict (id) do update set role = 'staff', language = 'en', name = 'Dora'`);
    const { author } = dora;
    await stores.sql(`insert into account (id, person_id, channel, workspace, user_id, display_name)
values ('${author.accountId}', '${personOf(dora)}', '${author.channel}', '', 'dora', 'Dora') on conflict do nothing`);
    await says(one, 'I need help with the lease');
    await says(one, 'Talk to a person');
    const number = /C-\d+/.exec(platform.textsIn(desk.id).join('\n'))?.[0] ?? 'none';
    return { platform, ada, desk, one, two, number };

    async function says(program: Process, text: string) {
      await program.handle(aMessage({ thread: ada, user: 'ada', text }));
      await program.delivery.idle();
    }
  }

  const command = (name: string, text: string) => ({ type: 'command' as const, name, text });
  const stateOf = async (number: string) => {
    const [row] =
      await stores.sql(`select c.taken_over_by is not null, coalesce(v.frames @> '[{"flow": "handover"}]', false)
from case_file c join conversation v on v.thread_id = c.thread_id where c.number = '${number}'`);
    return row as unknown[] | undefined;
  };

  it('keep silent together, and what staff write below the card is a note in either', async () => {
    const { platform, ada, desk, one, two, number } = await aHelpCase();
    const atDesk = (input: ReturnType<typeof command>) => two.handle(aMessage({ thread: desk, user: 'dora', input }));
    await atDesk(command('takeover', number));
    await eventually(() => expect(platform.textsIn(ada.id).at(-1)).toContain('You are now in touch with Dora'));
    const before = platform.textsIn(ada.id).length;
    await one.handle(aMessage({ thread: ada, user: 'ada', text: 'It ends in May' }));
    await eventually(() => expect(platform.textsIn(desk.id).at(-1)).toContain('It ends in May'));
    const card = platform.arrivals.find(({ message }) => message.about === number);
    const told = platform.arrivals.find(({ message }) => message.text.endsWith('It ends in May'));
    expect(told?.under).toBe(card?.nativeId);
    await Promise.all([one.delivery.idle(), two.delivery.idle()]);
    const under = told?.nativeId ?? '';
    await one.handle(
      aMessage({ thread: desk, user: 'dora', input: { type: 'message', text: 'Ask the landlord', under } }),
    );
    const found = await stores.store.reads.caseByNumber(number);
    const journal = await stores.store.reads.journalOf(found?.id ?? '');
    expect(journal.map(({ kind }) => kind)).toEqual(['filed', 'takeover', 'add', 'note']);
    expect(platform.textsIn(ada.id)).toHaveLength(before);
    await atDesk(command('handback', number));
    await eventually(() => expect(platform.textsIn(ada.id).at(-1)).toContain('This is the assistant again'));
    await one.handle(aMessage({ thread: ada, user: 'ada', text: 'hello' }));
    expect(await stateOf(number)).toEqual([false, false]);
  });

  it('agree in the end, however often it is taken over and handed back while the person writes', async () => {
    const { ada, desk, one, two, number } = await aHelpCase();
    const words = Array.from({ length: 24 }, (_, index) => `word ${index}`);
    const acts = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 'takeover' : 'handback'));
    const writing = words.map((text, index) =>
      (index % 2 === 0 ? one : two).handle(aMessage({ thread: ada, user: 'ada', text })),
    );
    for (const [index, name] of acts.entries()) {
      const input = command(name, number);
      await (index % 3 === 0 ? one : two).handle(aMessage({ thread: desk, user: 'dora', input }));
    }
    await Promise.all(writing);
    await eventually(async () => expect(await stores.count('timer', `kind = 'handover.sync'`)).toBe(0));
    expect(await stateOf(number)).toEqual([false, false]);
    expect(await stores.count('event', `status = 'failed'`)).toBe(0);
    for (const text of words) {
      expect(await stores.count('journal', `body ->> 'text' = '${text}' and aggregate = 'conversation'`)).toBe(1);
    }
  });
});
