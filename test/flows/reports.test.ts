/** Reports: on demand within one's rights, every Monday to whom they are for, and never with what is not for their eyes. */
import { describe, expect, it } from 'vitest';
import { caseTables } from '../../src/documents/case-table.ts';
import { chartSpec } from '../../src/documents/chart-spec.ts';
import { unguarded } from '../../src/documents/csv.ts';
import { type Grants, NO_GRANTS } from '../../src/domain/person.ts';
import { aCase } from '../support/complaints.ts';
import { type Chat, chatRoom, type Speaker } from '../support/flows.ts';

const open = chatRoom();

/** The Monday after the chat's first day, at nine in Shanghai. */
const MONDAY = '2026-03-23T01:00:00.000Z';

const grant = (chat: Chat, { personId }: Speaker, grants: Partial<Grants>) =>
  chat.sql(
    `update person set grants = '${JSON.stringify({ ...NO_GRANTS, named: true, ...grants })}' where id = '${personId}'`,
  );

const seedTimer = (chat: Chat, kind: string, at = chat.now()) =>
  chat.store.seed({
    people: [],
    accounts: [],
    outlets: [],
    timers: [{ key: `${kind}:first`, rev: '1', dueAt: at, kind, ids: {} }],
  });

/** What was put into the outbox, whether or not its files are there yet. */
const written = async (chat: Chat, { thread }: Speaker): Promise<string[]> => {
  const rows = await chat.sql(`select message ->> 'text' from outbox where thread_id = '${thread.id}' order by seq`);
  return rows.map((row) => String((row as unknown[])[0]));
};

interface Order {
  type: string;
  [key: string]: unknown;
}

const orders = async (chat: Chat): Promise<Order[]> => {
  const rows = await chat.sql(`select source from file where channel = 'documents' order by name`);
  return rows.map((row) => JSON.parse(String((row as unknown[])[0])) as Order);
};

const made = async (chat: Chat, order: Order): Promise<string[]> => {
  const tables = caseTables(chat.store.reads);
  const make = order.type === 'cases' ? tables.cases : tables.lines;
  const text = Buffer.from(await make(order, AbortSignal.timeout(5_000))).toString();
  return text.replace('\ufeff', '').trimEnd().split('\r\n');
};

async function settle(chat: Chat, number: string): Promise<void> {
  await chat.desk.says(`/claim ${number}`);
  await chat.desk.says(`/resolve ${number}`);
  await chat.desk.presses('exchange');
  await chat.desk.says('A new carton is waiting for you.');
  await chat.desk.presses('Send it');
  await chat.franchisee.presses('Yes, it is settled');
}

describe('/report', () => {
  it('tells whoever may read it how it went, in a message, pictures and a table', async () => {
    const chat = await open();
    await grant(chat, chat.desk, { duties: ['supervisor'] });
    const number = await aCase(chat, 'Ada here: the milk was sour, call 13800138000');
    await settle(chat, number);
    await chat.franchisee.presses('2 ★');
    const open2 = await aCase(chat);
    chat.setClock('2026-03-20T04:00:00.000Z');
    await chat.desk.says('/report this week');
    const [main = '', details = ''] = (await written(chat, chat.desk)).slice(-2);
    expect(main).toContain('Weekly report · Mon, 16 March 2026 to Fri, 20 March 2026, so far');
    expect(main).toContain('Received 2 (+2) · answered 1 (+1) · closed 1 (+1) · reopened 0 (±0)');
    expect(main).toContain('Answered by the deadline: 1 of 2 (50%)');
    expect(main).toContain('Satisfaction: 2.0 of 5, from 1 of 1 closed case');
    expect(main).toContain(`• 1 overdue: ${open2}`);
    expect(details).toContain('BJ001');
    expect(details).toContain('“*** here: the milk was sour, call ***”');
    const ordered = await orders(chat);
    for (const { type, chart } of ordered)
      if (type === 'chart') expect(chartSpec.safeParse(chart).error).toBeUndefined();
    const table = ordered.find(({ type }) => type === 'cases');
    const lines = table ? await made(chat, table) : [];
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`"${number}"`);
    expect(lines[1]).toContain('"2026-03-18T12:00+08:00"');
  });

  /** A colleague who writes from a chat of their own. */
  async function employ(chat: Chat, grants: Partial<Grants>): Promise<Speaker> {
    await grant(chat, chat.neighbour, grants);
    await chat.sql(`update person set role = 'staff' where id = '${chat.neighbour.personId}'`);
    return chat.neighbour;
  }

  it('is refused to those whose duty it is not, who see their own figures', async () => {
    const chat = await open();
    const bob = await employ(chat, { duties: ['agent'] });
    await settle(chat, await aCase(chat));
    for (const asked of ['/report', '/report agent', '/report store month']) {
      await bob.says(asked);
      expect(bob.hears(), asked).toContain('not part of your duties');
    }
    await bob.says('/report mine this week');
    expect(bob.hears()).toContain('No case was closed');
    await chat.sql(`update case_file set assignee_id = '${bob.personId}'`);
    await bob.says('/report mine this week');
    expect(bob.hears()).toContain('1. Bob: 0 of 1 with trouble (0%)');
    await chat.desk.says('/report mine');
    expect(chat.desk.hears()).toContain('in a private chat');
    await chat.franchisee.says('/report mine');
    expect(chat.franchisee.hears()).toContain('for headquarters’ staff');
  });

  it('by agent is for supervisors and above, where nobody reads along', async () => {
    const chat = await open();
    await settle(chat, await aCase(chat));
    const bob = await employ(chat, { duties: ['regional-manager'] });
    await bob.says('/report agent this week');
    expect(bob.hears()).toContain('supervisors and above');
    await grant(chat, bob, { duties: ['supervisor'] });
    await bob.says('/report agent this week');
    expect((await written(chat, bob)).at(-1)).toContain('1. Dora: 0 of 1');
    const [order] = await orders(chat);
    expect(order && (await made(chat, order))[1]).toBe('"Dora",1,0,1,0,0,,0,0');
    await grant(chat, bob, { duties: ['agent'] });
    await expect(order && made(chat, order)).rejects.toThrow('may not read it any more');
  });

  it('shows regional managers their regions', async () => {
    const chat = await open();
    await chat.sql(`update outlet set region = case when code = 'BJ001' then 'north' else 'south' end`);
    await settle(chat, await aCase(chat));
    await grant(chat, chat.desk, { duties: ['regional-manager'], regions: ['south'] });
    await chat.desk.says('/report store this week');
    expect(chat.desk.hears()).toContain('No case was closed');
    await chat.desk.says('/report this week');
    expect((await written(chat, chat.desk)).at(-1)).toContain('Stores in south only');
    expect((await written(chat, chat.desk)).at(-1)).toContain('No cases were received');
    await grant(chat, chat.desk, { duties: ['regional-manager'], regions: ['north'] });
    await chat.desk.says('/report store this week');
    expect((await written(chat, chat.desk)).at(-1)).toContain('朝阳路店 (BJ001): 0 of 1 with trouble');
  });

  it('has neither confidential cases nor what complains about the reader, and asks when it knows no time', async () => {
    const chat = await open();
    await grant(chat, chat.desk, { duties: ['supervisor'] });
    await grant(chat, chat.desk2, { duties: ['supervisor'] });
    const secret = await aCase(chat, 'The agent took a secret bribe');
    const about = await aCase(chat, 'Dora was very rude to us');
    await chat.sql(`update case_file set confidential = true where number = '${secret}'`);
    await chat.sql(`update case_file set about_ids = '["${chat.desk.personId}"]' where number = '${about}'`);
    await chat.desk.says('/report this week');
    expect((await written(chat, chat.desk)).at(-1)).toContain('No cases were received');
    await chat.desk2.says('/report this week');
    const texts = (await written(chat, chat.desk)).join('\n');
    expect(texts).toContain('Received 1 (+1)');
    expect(texts).not.toContain('bribe');
    expect(texts).not.toContain('very rude to us”');
    for (const order of (await orders(chat)).filter(({ type }) => type === 'cases')) {
      expect((await made(chat, order)).filter((line) => line.includes(secret))).toEqual([]);
    }
    await chat.desk.says('/report when it suits');
    expect(chat.desk.hears()).toContain('For which time?');
  });
});

describe('the weekly report', () => {
  const weekly = async (chat: Chat): Promise<void> => {
    await seedTimer(chat, 'report.weekly');
    await chat.fireTimers('report.weekly');
    expect(await chat.timers('report.weekly')).toMatchObject([{ ids: { at: MONDAY } }]);
    chat.setClock(MONDAY);
    await chat.fireTimers('report.weekly');
    await chat.fireTimers('report.send');
  };

  it('goes to operations managers in full and to the desk in figures, and sets the next', async () => {
    const chat = await open();
    await chat.neighbour.says('/language English');
    await grant(chat, chat.neighbour, { duties: ['operations-manager'] });
    await chat.sql(`update person set role = 'staff', language = 'zh-Hans' where id = '${chat.neighbour.personId}'`);
    await aCase(chat, 'The bread was hard as stone');
    await weekly(chat);
    const [main, details] = await written(chat, chat.neighbour);
    expect(main).toContain('工单周报 · 2026年3月16日周一至2026年3月22日周日\n收到 1 件（+1）');
    expect(details).toContain('hard as stone');
    const toDesk = (await written(chat, chat.desk)).at(-1);
    expect(toDesk).toContain('Weekly report · Mon, 16 March 2026 to Sun, 22 March 2026\nReceived 1 (+1)');
    expect(toDesk).not.toContain('hard as stone');
    expect(toDesk).not.toContain('operations manager');
    expect(await chat.timers('report.weekly')).toMatchObject([{ ids: { at: '2026-03-30T01:00:00.000Z' } }]);
    expect(await chat.failed()).toEqual([]);
  });

  it('goes to supervisors and owners where nobody is operations manager, and the desk hears so', async () => {
    const chat = await open();
    await chat.neighbour.says('/language English');
    await grant(chat, chat.neighbour, { owner: true });
    await chat.sql(`update person set role = 'staff' where id = '${chat.neighbour.personId}'`);
    await weekly(chat);
    expect((await written(chat, chat.neighbour))[0]).toContain('No cases were received in this time.');
    expect((await written(chat, chat.desk)).at(-1)).toContain('so this report went to the supervisors and owners');
  });

  it('tells the desk when nobody at all gets it', async () => {
    const chat = await open();
    await weekly(chat);
    expect((await written(chat, chat.desk)).at(-1)).toContain('so nobody got this report in full');
  });
});

describe('a table of cases', () => {
  it('has no cell that a spreadsheet would run', async () => {
    const chat = await open();
    await grant(chat, chat.desk, { duties: ['supervisor'] });
    await aCase(chat, '=HYPERLINK("http://evil","click")');
    await chat.desk.says('/report this week');
    const table = (await orders(chat)).find(({ type }) => type === 'cases');
    const [, line = ''] = table ? await made(chat, table) : [];
    const cells = [...line.matchAll(/"((?:[^"]|"")*)"|(?<=,|^)([^",]*)/g)].map(([, quoted]) => quoted ?? '');
    expect(line).toContain(`"'=HYPERLINK(""http://evil"",""click"")"`);
    expect(cells.filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    expect(cells.map(unguarded)).toContain('+8613800138000');
  });
});
