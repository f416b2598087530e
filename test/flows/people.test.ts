/** People and rights: codes, owners, granting and revoking, linked chats, the audit log. */
import { describe, expect, it } from 'vitest';
import { giveOwnerCode } from '../../src/commands/owner.ts';
import type { Person } from '../../src/domain/person.ts';
import { readCode } from '../../src/recognition/code.ts';
import { aDecision, aDossier, anApplication, commitOptions } from '../store/rows.ts';
import { aCase } from '../support/complaints.ts';
import { type Chat, type ChatOptions, chatRoom, type Speaker } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const room = chatRoom();

/** The desk's Dora is an owner, and writes from a chat of her own too. */
async function open(options: ChatOptions = {}): Promise<Chat & { dora: Speaker }> {
  const chat = await room(options);
  await chat.give(chat.desk, { owner: true, named: true });
  return { ...chat, dora: chat.privately(chat.desk) };
}

const personOf = async (chat: Chat, speaker: Speaker): Promise<Person> => {
  const [row] = await chat.sql(`select person_id from account where id = '${speaker.author.accountId}'`);
  const person = await chat.store.reads.person(String((row as unknown[])[0]));
  if (!person) throw new Error('no such person');
  return person;
};

const codeIn = (words: string): string => {
  const [code] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(words) ?? [];
  if (!code) throw new Error(`no code in: ${words}`);
  return code;
};

async function aCode(speaker: Speaker): Promise<string> {
  await speaker.says('/link');
  return codeIn(speaker.hears());
}

const wrongOf = (code: string): string => `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`;

async function linked(keeper: Speaker, other: Speaker): Promise<void> {
  await other.says(`/link ${await aCode(keeper)}`);
  await other.presses('Yes, one person');
}

async function grantStaff(chat: Chat & { dora: Speaker }, name: string, duty: string): Promise<void> {
  await chat.dora.says(`/grant ${name}`);
  await chat.dora.presses('Staff, wherever they write from');
  await chat.dora.presses('Not an owner');
  await chat.dora.presses(duty);
  await chat.dora.presses('No more');
  await chat.dora.presses('Every kind');
  await chat.dora.presses('Everywhere');
  await chat.dora.presses('None');
  await chat.dora.presses('Give these rights');
}

describe('a one-time code', () => {
  it('is nowhere in the database, neither as shown nor as sent', async () => {
    for (const immediate of [true, false]) {
      const chat = await open({ immediate });
      const code = await aCode(chat.franchisee);
      await chat.prospect.says(`/link ${wrongOf(code)}`);
      await chat.prospect.says(`/link ${code.toLowerCase()}`);
      const kept = `${await chat.stored()}${JSON.stringify(await chat.sql('select code::text from code'))}`;
      for (const form of [code, code.replaceAll('-', ''), code.slice(5), wrongOf(code)])
        expect(kept.toUpperCase()).not.toContain(form);
    }
  });

  it('is read however it is written', async () => {
    const chat = await open();
    const code = await aCode(chat.franchisee);
    const loose = ` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l').replaceAll('-', ' – ')} `;
    await chat.prospect.says(`/link ${loose}`);
    expect(chat.prospect.hears()).toContain('[Yes, one person]');
    expect(readCode('７Ｋ３Ｍ－Ｑ２ＸＢ－９ＴＷＤ')).toEqual({ name: '7K3M', secret: 'Q2XB9TWD' });
    expect(readCode('7K3M-Q2XB-9TW')).toBeUndefined();
    expect(readCode('7K3M-Q2XB-9TWU')).toBeUndefined();
  });

  it('counts once, for ten minutes, and not on the chat that made it', async () => {
    const chat = await open();
    const first = await aCode(chat.franchisee);
    expect(await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says(`/link ${first}`))).toContain(
      'made in this very chat',
    );
    await chat.prospect.says(`/link ${first}`);
    await chat.prospect.presses('No');
    expect(await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/link ${first}`))).toContain(
      'used already',
    );
    const second = await aCode(chat.franchisee);
    chat.passHours(0.2);
    expect(await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/link ${second}`))).toContain(
      'ten minutes',
    );
  });

  it('is worth nothing after five wrong ones, and locks whoever was wrong', async () => {
    const chat = await open();
    const code = await aCode(chat.franchisee);
    for (let tries = 4; tries > 0; tries -= 1) {
      await chat.prospect.says(`/link ${wrongOf(code)}`);
      expect(chat.prospect.hears()).toContain(`${tries} more`);
    }
    await chat.prospect.says(`/link ${wrongOf(code)}`);
    expect(chat.desk.last().text).toContain('locked out');
    expect(await withoutEffect(chat, chat.prospect, () => chat.prospect.says(`/link ${code}`))).toContain('too often');
    expect(await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/link ${code}`))).toContain(
      'no longer counts',
    );
    await chat.dora.says('/audit');
    expect(chat.dora.hears()).toContain('Cleo · was locked out after wrong codes · test');
    chat.passHours(1.1);
    await chat.prospect.says(`/link ${await aCode(chat.franchisee)}`);
    expect(chat.prospect.hears()).toContain('[Yes, one person]');
  });

  it('is neither shown nor taken where others read along', async () => {
    const chat = await open();
    const code = await aCode(chat.franchisee);
    for (const words of ['/link', `/link ${code}`, '/owner 7K3M-Q2XB-9TWD', `/grant ${code}`])
      expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(words))).toContain('private chat');
  });
});

describe('the first owner', () => {
  const code = async ({ store }: Chat, again = false): Promise<string[]> => {
    const said: string[] = [];
    await giveOwnerCode({ store, again, tell: (line) => said.push(line) });
    return said;
  };

  it('is whoever sends the code that the command gave out', async () => {
    const chat = await room();
    await chat.prospect.says(`/owner ${codeIn((await code(chat)).join('\n'))}`);
    expect(chat.prospect.hears()).toContain('You are an owner now');
    expect(await personOf(chat, chat.prospect)).toMatchObject({
      role: 'staff',
      grants: { owner: true, named: true, before: 'prospect' },
    });
    await chat.prospect.says('/audit');
    expect(chat.prospect.hears()).toContain('Cleo · became an owner · Cleo and no rights → owner and staff');
  });

  it('needs no second one, unless the first is lost', async () => {
    const chat = await open();
    expect(await code(chat)).toEqual([expect.stringContaining('There is an owner already')]);
    await chat.prospect.says(`/owner ${codeIn((await code(chat, true)).join('\n'))}`);
    expect(await personOf(chat, chat.prospect)).toMatchObject({ grants: { owner: true } });
  });

  it('is one only: an older code counts no more, and none when someone was faster', async () => {
    const chat = await room();
    const older = codeIn((await code(chat)).join('\n'));
    const newer = codeIn((await code(chat)).join('\n'));
    await chat.prospect.says(`/owner ${older}`);
    expect((await personOf(chat, chat.prospect)).role).toBe('prospect');
    await chat.give(chat.desk, { owner: true, named: true });
    expect(await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/owner ${newer}`))).toContain(
      'There is an owner already',
    );
  });
});

describe('rights', () => {
  it('are given by buttons, with a preview, and told', async () => {
    const chat = await open();
    await aCase(chat);
    await grantStaff(chat, 'Ada', 'supervisor');
    expect(chat.dora.hears()).toContain('before: no rights\nnow: staff and supervisor');
    expect(chat.franchisee.last().text).toContain('Your rights have changed. What you are now: staff and supervisor.');
    expect(await personOf(chat, chat.franchisee)).toMatchObject({
      role: 'staff',
      grants: { named: true, duties: ['supervisor'], before: 'franchisee' },
    });
    await chat.dora.says('/people');
    expect(chat.dora.hears()).toMatch(/Ada \(test: Ada\): staff and supervisor · on duty · since/);
  });

  it('make a store manager, by the code of the store', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.dora.says(`/grant ${number}`);
    await chat.dora.presses('Store manager');
    await chat.dora.says('XX1');
    expect(chat.dora.hears()).toContain('no store with the code XX1');
    await chat.dora.says('bj001, sh002');
    await chat.dora.presses('Give these rights');
    expect(chat.franchisee.last().text).toContain('manages BJ001 and SH002');
    expect((await personOf(chat, chat.franchisee)).role).toBe('franchisee');
  });

  it('ask who is meant, and take a code from /link', async () => {
    const chat = await open();
    const twin = chat.stranger('twin', { displayName: 'Ada' });
    await twin.says('/help');
    const code = await aCode(twin);
    await chat.dora.says('/grant ada');
    expect(chat.dora.hears()).toContain('Who is meant?');
    await chat.dora.says(`/grant ${code}`);
    expect(chat.dora.hears()).toContain('Ada (test: Ada)\nnow: no rights');
    await chat.dora.says('/grant Nobody');
    expect(chat.dora.hears()).toContain('I know nobody of that name');
  });

  it('go all at once with a reason, and what was open is refused and shown back', async () => {
    const chat = await open();
    await grantStaff(chat, 'Bob', 'agent');
    const number = await aCase(chat);
    await chat.neighbour.says(`/claim ${number}`);
    await chat.neighbour.says(`/reply ${number} We are looking into it`);
    await chat.dora.says('/revoke Bob');
    expect(chat.dora.hears()).toContain('now: staff and agent');
    await chat.dora.says('moved to sales');
    await chat.dora.presses('Take them away');
    expect(chat.neighbour.last().text).toContain('What you are now: no rights');
    expect(chat.neighbour.last().text).toContain('moved to sales');
    const before = (await chat.cases())[0];
    await chat.neighbour.presses('Send it');
    expect(chat.neighbour.hears()).toContain('You no longer have the right');
    expect(chat.neighbour.hears()).toContain('We are looking into it');
    expect((await chat.cases())[0]).toEqual(before);
    await chat.neighbour.says('/queue');
    expect(chat.neighbour.hears()).toContain('for headquarters’ staff');
  });

  it('are nobody’s own to change, and the last owner stays', async () => {
    const chat = await open();
    expect(await withoutEffect(chat, chat.dora, () => chat.dora.says('/grant Dora'))).toContain('another owner');
    await chat.dora.says('/revoke Dora');
    await chat.dora.presses('No reason');
    await chat.dora.presses('Take them away');
    expect(chat.dora.hears()).toContain('the only owner');
    expect((await personOf(chat, chat.desk)).grants?.owner).toBe(true);
    await chat.give(chat.desk2, { owner: true, named: true });
    await chat.dora.says('/revoke Dora');
    await chat.dora.presses('No reason');
    await chat.dora.presses('Take them away');
    expect((await personOf(chat, chat.desk)).grants).toMatchObject({ owner: false, named: true });
  });

  it('are gone for a form that is open while its owner loses them', async () => {
    const chat = await open();
    await chat.give(chat.desk2, { owner: true, named: true });
    await chat.dora.says('/grant Cleo');
    await chat.dora.presses('Store manager');
    await chat.dora.says('BJ001');
    await chat.give(chat.desk, { named: true });
    await chat.dora.presses('Give these rights');
    expect(chat.dora.hears()).toContain('You no longer have the right');
    expect(chat.dora.hears()).toContain('Manages: BJ001');
    expect((await personOf(chat, chat.prospect)).grants).toBeNull();
  });

  it('stand in the audit log, newest first, page by page and by person', async () => {
    const chat = await open();
    for (let times = 0; times < 11; times += 1) {
      await chat.give(chat.neighbour, { manages: [] });
      await grantStaff(chat, 'Bob', 'agent');
      await chat.dora.says('/revoke Bob');
      await chat.dora.presses('No reason');
      await chat.dora.presses('Take them away');
      chat.passHours(1);
    }
    await chat.dora.says('/audit');
    expect(chat.dora.last().text.split('\n')).toHaveLength(21);
    expect(chat.dora.last().text.split('\n')[1]).toContain(
      'Dora · took rights away · Bob and staff and agent → no rights',
    );
    await chat.dora.presses('Older');
    expect(chat.dora.last().text.split('\n')).toHaveLength(3);
    await chat.dora.says('/audit Cleo');
    expect(chat.dora.hears()).toContain('Nothing of the kind');
  });
});

describe('being on duty', () => {
  it('is a member of staff’s own word, and the desk hears when nobody is left', async () => {
    const chat = await open();
    await chat.desk2.says('/duty off');
    expect(chat.desk2.hears()).toContain('off duty now');
    await chat.dora.says('/duty');
    await chat.dora.presses('Off duty');
    expect(chat.desk.all().some(({ text }) => text.includes('Nobody is on duty now'))).toBe(true);
    await chat.dora.says('/people');
    expect(chat.dora.hears()).toContain('off duty');
  });
});

describe('two chats of one person', () => {
  it('have one list of cases from then on, and both are told', async () => {
    const chat = await open();
    const number = await aCase(chat);
    for (const words of ['/callback', 'The opening', '+86 138 0013 8000', '2026-03-19 15:00', 'yes'])
      await chat.franchisee.says(words);
    await chat.franchisee.says('/complaint the till is broken');
    const code = await aCode(chat.prospect);
    await chat.franchisee.says(`/link ${code}`);
    expect(chat.franchisee.hears()).toContain('Shall this chat belong to Cleo (test: Cleo)?');
    expect(chat.franchisee.hears()).toContain('Ada (test: Ada)');
    await chat.franchisee.presses('Yes, one person');
    expect(chat.franchisee.hears()).toContain('From now on this chat and your other one are one: Cleo.');
    expect(chat.prospect.last().text).toContain('Ada (test: Ada) is linked to you now, Cleo');
    await chat.prospect.says('/cases');
    expect(chat.prospect.hears()).toContain(number);
    expect(await chat.store.reads.callbacksOf(chat.prospect.personId, 9)).toMatchObject([{ topic: 'The opening' }]);
    const [moved] = await chat.cases();
    expect(moved?.personId).toBe(chat.prospect.personId);
    expect((await chat.store.reads.journalOf(moved?.id ?? '')).at(-1)).toMatchObject({
      kind: 'moved',
      seq: moved?.seq,
    });
    expect((await chat.store.reads.journalOf(chat.franchisee.personId)).at(-1)).toMatchObject({
      kind: 'joined',
      body: { into: chat.prospect.personId },
    });
    chat.passHours(1);
    await chat.fireTimers('person.move');
    await chat.prospect.says('/drafts');
    expect(chat.prospect.hears()).toContain('Complaint');
  });

  it('have what was found out and applied for by either', async () => {
    const chat = await open();
    const { prospect, franchisee } = chat;
    const { personId } = prospect;
    const dossier = aDossier({ personId });
    const application = anApplication({ personId });
    const health = { id: application.id, words: 'A bad knee', consentedAt: application.createdAt };
    const rows = { dossiers: [dossier], applications: [application], applicationHealth: [health] };
    await chat.store.commit([aDecision(rows)], commitOptions());
    await linked(franchisee, prospect);
    await chat.fireTimers('person.move');
    const { reads } = chat.store;
    expect(await reads.dossiersOf(franchisee.personId, 5)).toEqual([
      { ...dossier, seq: 2, personId: franchisee.personId },
    ]);
    expect(await reads.applicationsOf(franchisee.personId, 5)).toEqual([
      { ...application, seq: 2, personId: franchisee.personId },
    ]);
    expect(await reads.applicationHealth(application.id)).toEqual(health);
    await prospect.says('/application');
    expect(prospect.hears()).toContain('Application to join 林溪');
  });

  it('move in portions, also when there are many', async () => {
    const chat = await open();
    await aCase(chat);
    await chat.sql(`insert into case_file select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 'C-9' || n))).*
from case_file c, generate_series(1001, 1120) n`);
    await linked(chat.prospect, chat.franchisee);
    chat.passHours(1);
    expect(await chat.fireTimers('person.move')).toBe(2);
    const left = await chat.sql(`select count(*) from case_file where person_id <> '${chat.prospect.personId}'`);
    expect(left).toEqual([['0']]);
  });

  it('never add rights: whoever has some is joined to nobody', async () => {
    const chat = await open();
    const code = await aCode(chat.prospect);
    expect(await withoutEffect(chat, chat.dora, () => chat.dora.says(`/link ${code}`))).toContain(
      'the other way round',
    );
    await chat.give(chat.neighbour, { manages: ['00000000-0000-8000-8000-000000000001'] });
    expect(await withoutEffect(chat, chat.neighbour, () => chat.neighbour.says(`/link ${code}`))).toContain(
      'the other way round',
    );
  });

  it('are staff by membership of the desk’s channel in that chat alone, and for as long as it lasts', async () => {
    const chat = await open();
    chat.prospect.author.staff = true;
    await linked(chat.prospect, chat.neighbour);
    await chat.prospect.says('/queue');
    expect(chat.prospect.hears()).toContain('No open cases');
    for (const words of ['/queue', '/people', '/duty off']) {
      await chat.neighbour.says(words);
      expect(chat.neighbour.hears()).toContain('for headquarters’ staff');
    }
    await chat.neighbour.says('/language 简体');
    expect((await personOf(chat, chat.prospect)).role).toBe('staff');
    chat.prospect.author.staff = false;
    await chat.prospect.says('/queue');
    expect(chat.prospect.hears()).not.toContain('No open cases');
    await chat.prospect.says('/link');
    expect((await personOf(chat, chat.prospect)).role).not.toBe('staff');
  });

  it('part again, without the cases', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await linked(chat.franchisee, chat.prospect);
    await chat.prospect.says('/unlink');
    await chat.prospect.presses('Yes, separate it');
    expect(chat.franchisee.last().text).toContain('test: Cleo is no longer linked to you');
    await chat.prospect.says(`/why-due ${number}`);
    expect(chat.prospect.hears()).toContain('no case');
    expect((await personOf(chat, chat.prospect)).id).not.toBe(chat.franchisee.personId);
    expect(await withoutEffect(chat, chat.prospect, () => chat.prospect.says('/unlink'))).toContain('isn’t linked');
  });

  it('stay apart from the eyes of whom a complaint is about', async () => {
    const chat = await open();
    await linked(chat.neighbour, chat.prospect);
    await aCase(chat);
    await chat.sql(`update case_file set about_ids = '["${chat.neighbour.personId}"]'`);
    await chat.prospect.says('/unlink');
    await chat.prospect.presses('Yes, separate it');
    await chat.fireTimers('person.about');
    const [one] = await chat.cases();
    expect(one?.aboutIds).toEqual([chat.neighbour.personId, (await personOf(chat, chat.prospect)).id]);
  });

  it('are one by the word of a supervisor too, by two cases', async () => {
    const chat = await open();
    const [first, second] = [await aCase(chat), await aCase(chat, undefined, chat.neighbour)];
    await chat.dora.says(`/join ${first} ${second}`);
    expect(chat.dora.hears()).toContain('Are Ada (test: Ada) and Bob (test: Bob) the same person? 1 case goes');
    await chat.dora.presses('Yes, one person');
    expect(chat.dora.hears()).toContain('Ada and Bob are one person now');
    expect((await chat.cases()).map(({ personId }) => personId)).toEqual([
      chat.franchisee.personId,
      chat.franchisee.personId,
    ]);
    expect(chat.neighbour.last().text).toContain('A colleague has found');
  });
});
