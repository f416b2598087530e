/** A chat that is taken over, and cases that are given out, in two programs on one database with their own timers: what one does the other knows. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_QUEUES, DEFAULT_ROUTING } from '../../src/domain/queues.ts';
import { createBot } from '../../src/flows/bot.ts';
import { aMessage, aProcess, aThread, onPostgres, type Process, personOf } from '../support/engine.ts';
import { eventually } from '../support/gates.ts';
import { aPlatform } from '../support/platform.ts';
import { postgresAnswers } from '../support/postgres.ts';

describe.skipIf(!(await postgresAnswers({ silent: true })))('two programs', () => {
  const stores = onPostgres();

  const consultation = { ...DEFAULT_QUEUES.consultation, assign: 'auto' as const };
  const routing = { ...DEFAULT_ROUTING, queues: { ...DEFAULT_QUEUES, consultation } };

  /** Ada's chat is with the first program, Dora's desk with the second. */
  async function aHelpCase() {
    const platform = aPlatform();
    const [ada, desk] = [aThread(), aThread()];
    const desks = [{ thread: desk, language: 'en' as const }];
    const opened = await Promise.all([stores.another(), stores.another()]);
    const [one, two] = opened.map((store) =>
      aProcess({ store, platform, bot: createBot(), desks, engine: { routing } }),
    );
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

  it('give each case out once, evenly, while colleagues claim by hand and one program ends', async () => {
    const { desk, one, two } = await aHelpCase();
    await stores.sql(`insert into person (id, seq, role, language, name, grants, created_at)
select ('00000000-0000-8000-8000-00000000000' || n)::uuid, 1, 'staff', 'en', 'Agent ' || n, '{"duties": ["agent"], "onDuty": true}', now() from generate_series(1, 3) n`);
    await stores.sql(`insert into case_file select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'C-9' || n))).*
from case_file c, generate_series(100, 218) n`);
    const timer = { key: 'cases.assign:first', rev: crypto.randomUUID(), dueAt: new Date(0).toISOString() };
    const chain = { people: [], accounts: [], outlets: [], timers: [{ ...timer, kind: 'cases.assign', ids: {} }] };
    const claims = Array.from({ length: 30 }, (_, at) => command('claim', `C-9${at * 4 + 100}`));
    const claiming = claims.map((input) => two.handle(aMessage({ thread: desk, user: 'dora', input })));
    await stores.store.seed(chain);
    await Promise.all([...claiming, one.stop()]);
    await eventually(async () => expect(await stores.count('case_file', 'assignee_id is null')).toBe(0));
    const acts = await stores.sql(`select id from journal where kind in ('claim', 'assign')`);
    expect([acts.length, new Set(acts.map(([id]) => id)).size]).toEqual([120, 120]);
    const loads = await stores.sql(`select count(*)::int from case_file c join person p on p.id = c.assignee_id
where p.name like 'Agent%' group by p.id`);
    const counts = loads.map(([count]) => Number(count));
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    expect(await stores.count('timer', `kind = 'cases.assign'`)).toBe(1);
    expect(await stores.count('event', `status = 'failed'`)).toBe(0);
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
