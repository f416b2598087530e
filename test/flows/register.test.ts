/** The register of a store: every morning to its manager, on demand for a day, and only for who keeps it. */
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/core/ids.ts';
import { caseTables } from '../../src/documents/case-table.ts';
import { NO_GRANTS } from '../../src/domain/person.ts';
import { aCase } from '../support/complaints.ts';
import { type Chat, chatRoom, type Speaker } from '../support/flows.ts';

const open = chatRoom();

const outletId = (code: string): string => idOf('outlet', code);

const manage = (chat: Chat, { personId }: Speaker, ...codes: string[]) =>
  chat.sql(
    `update person set grants = '${JSON.stringify({ ...NO_GRANTS, manages: codes.map(outletId) })}' where id = '${personId}'`,
  );

async function beginMornings(chat: Chat): Promise<void> {
  const kind = 'register.daily';
  const timers = [{ key: `${kind}:first`, rev: '1', dueAt: chat.now(), kind, ids: {} }];
  await chat.store.seed({ people: [], accounts: [], outlets: [], timers });
  await chat.fireTimers(kind);
}

async function morning(chat: Chat, at: string): Promise<void> {
  chat.setClock(at);
  await chat.fireTimers('register.daily');
  await chat.fireTimers('register.send');
}

const table = async (chat: Chat): Promise<string> => {
  const [row] = await chat.sql(`select source from file where channel = 'documents'`);
  const order = JSON.parse(String((row as unknown[])[0]));
  return Buffer.from(await caseTables(chat.store.reads).cases(order, AbortSignal.timeout(5_000))).toString();
};

describe('/register', () => {
  it('shows a store manager what is open and what came, with the next step and a button each', async () => {
    const chat = await open();
    await manage(chat, chat.neighbour, 'BJ001');
    const number = await aCase(chat);
    await chat.neighbour.says('/register');
    const shown = chat.neighbour.hears();
    expect(shown).toContain('Register · 朝阳路店 (BJ001) · Wed, 18 March 2026');
    expect(shown).toContain('Nothing due today · 1 open · 1 received');
    expect(shown).toContain(`Open:\n${number} · 朝阳路店 (BJ001) · received`);
    expect(shown).toContain('→ answer by Thu, 19 March 2026 at 12:00: reply, and ask whether they are satisfied');
    chat.setClock('2026-03-19T00:00:00.000Z');
    await chat.neighbour.says('/register');
    expect(chat.neighbour.hears()).toContain('1 answer due today · 1 open · 0 received');
    expect(chat.neighbour.hears()).toContain('tell the store specialist');
    chat.setClock('2026-03-19T05:00:00.000Z');
    await chat.neighbour.says('/register');
    expect(chat.neighbour.hears()).toContain('→ overdue since');
    await chat.neighbour.presses(number);
    expect(chat.neighbour.hears()).toContain('History');
  });

  it('asks for their satisfaction once there is an answer, and keeps what was closed that day', async () => {
    const chat = await open();
    await manage(chat, chat.neighbour, 'BJ001');
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/resolve ${number}`);
    await chat.desk.presses('exchange');
    await chat.desk.says('A new carton is waiting for you.');
    await chat.desk.presses('Send it');
    await chat.neighbour.says('/register');
    expect(chat.neighbour.hears()).toContain('Answered, not yet confirmed:');
    expect(chat.neighbour.hears()).toContain('handled by Dora, Wed, 18 March 2026 at 12:00 · result: exchange');
    expect(chat.neighbour.hears()).toContain('→ ask whether they are satisfied');
    await chat.franchisee.presses('Yes, it is settled');
    await chat.neighbour.says('/register today');
    expect(chat.neighbour.hears()).toContain(`Received and closed already:\n${number}`);
    await chat.neighbour.says('/register yesterday');
    expect(chat.neighbour.hears()).toContain('Nothing was received, and nothing is open.');
  });

  it('is of one’s own stores, of any for staff, and of nobody’s for the rest', async () => {
    const chat = await open();
    await manage(chat, chat.neighbour, 'SH001', 'SH002');
    const number = await aCase(chat);
    await chat.neighbour.says('/register');
    expect(chat.neighbour.hears()).toContain('Nothing was received');
    await chat.neighbour.says('/register BJ001');
    expect(chat.neighbour.hears()).toContain('kept by others');
    await chat.neighbour.forges(`reg:2026-03-18:${outletId('BJ001')}`);
    expect(chat.neighbour.hears()).toContain('kept by others');
    await chat.desk.says('/register 2026-03-18 BJ001');
    expect(chat.desk.hears()).toContain(number);
    await chat.desk.says('/register');
    expect(chat.desk.hears()).toContain('all stores');
    await chat.franchisee.says('/register');
    expect(chat.franchisee.hears()).toContain('for headquarters’ staff');
    await chat.franchisee.forges('reg:2026-03-18:all');
    expect(chat.franchisee.hears()).toContain('kept by others');
    expect(await chat.sql('select id from file')).toEqual([]);
  });

  it('leaves out what is confidential, about the reader, or against headquarters', async () => {
    const chat = await open();
    await manage(chat, chat.neighbour, 'BJ001');
    const [secret, about, against] = [await aCase(chat), await aCase(chat), await aCase(chat)];
    await chat.sql(`update case_file set confidential = true where number = '${secret}'`);
    await chat.sql(`update case_file set about_ids = '["${chat.neighbour.personId}"]' where number = '${about}'`);
    await chat.sql(`update case_file set facts = facts || '{"complainant":"franchisee"}' where number = '${against}'`);
    await chat.neighbour.says('/register');
    expect(chat.neighbour.hears()).toContain('Nothing was received');
    await aCase(chat);
    await chat.neighbour.says('/register');
    await chat.neighbour.presses('As a table');
    const csv = await table(chat);
    expect(csv.trimEnd().split('\r\n')).toHaveLength(2);
    expect([secret, about, against].filter((number) => csv.includes(number))).toEqual([]);
  });

  it('asks again for what it can’t read', async () => {
    const chat = await open();
    const answers: Record<string, string> = {
      'BJ001 BJ002': 'Which day and which store?',
      中关村殿: '中关村店 (BJ002)',
      '2026-04-01': 'has not come yet',
      qwertz: 'Which day and which store?',
    };
    for (const [words, answer] of Object.entries(answers)) {
      await chat.desk.says(`/register ${words}`);
      expect(chat.desk.hears(), words).toContain(answer);
    }
    for (const id of ['reg:2026-13-45:all', 'reg:2026-03-18:x', 'reg:', `reg:2026-03-18:${idOf('nothing')}`]) {
      await chat.desk.forges(id);
      expect(await chat.sql('select id from file'), id).toEqual([]);
    }
    expect(await chat.failed()).toEqual([]);
  });
});

describe('the register of the morning', () => {
  it('comes at nine of the store’s clock, one message for all stores of a person, and none without anything in it', async () => {
    const chat = await open();
    await chat.sql(`update outlet set zone = 'Europe/London' where code like 'SH%'`);
    await chat.neighbour.says('/language English');
    await chat.prospect.says('/language English');
    await manage(chat, chat.neighbour, 'BJ001', 'BJ002');
    await manage(chat, chat.prospect, 'SH001');
    const number = await aCase(chat);
    await beginMornings(chat);
    expect(await chat.timers('register.daily')).toMatchObject([{ ids: { at: '2026-03-18T09:00:00.000Z' } }]);
    const before = chat.neighbour.all().length;
    await morning(chat, '2026-03-18T09:00:00.000Z');
    expect(chat.neighbour.all()).toHaveLength(before);
    await morning(chat, '2026-03-19T01:00:00.000Z');
    const [register, ...others] = chat.neighbour.all().slice(before);
    expect(others).toEqual([]);
    expect(register?.text).toContain(
      'Good morning! This is today’s register.\nRegister · 朝阳路店 (BJ001) and 中关村店 (BJ002)',
    );
    expect(register?.text).toContain(number);
    await morning(chat, '2026-03-19T09:00:00.000Z');
    expect(
      chat.prospect
        .all()
        .map(({ text }) => text)
        .filter((text) => text.includes('Good morning')),
    ).toEqual([]);
    expect(await chat.timers('register.daily')).toMatchObject([{ ids: { at: '2026-03-20T01:00:00.000Z' } }]);
  });

  it('comes once, however late, when the program was away at nine', async () => {
    const chat = await open();
    await chat.neighbour.says('/language English');
    await manage(chat, chat.neighbour, 'BJ001');
    await aCase(chat);
    await beginMornings(chat);
    await morning(chat, '2026-03-22T10:00:00.000Z');
    const mornings = chat.neighbour.all().filter(({ text }) => text.includes('Good morning'));
    expect(mornings).toHaveLength(1);
    expect(mornings[0]?.text).toContain('Sun, 22 March 2026');
    expect(await chat.timers('register.daily')).toMatchObject([{ ids: { at: '2026-03-23T01:00:00.000Z' } }]);
  });
});
