/** A dispute between franchisees, as both sides and headquarters live through it. */
import { describe, expect, it } from 'vitest';
import { idOf } from '../../src/core/ids.ts';
import { NO_GRANTS } from '../../src/domain/person.ts';
import { type Chat, chatRoom } from '../support/flows.ts';

const open = chatRoom();

const ANSWERS = [
  'They deliver to my customers since Monday',
  'Selling outside the area',
  'BJ002',
  'yesterday',
  'BJ001',
  'About 3,000 yuan',
  'skip',
];

/** Bob manages the other store, and Emil heads the agents. */
async function twoSides(): Promise<Chat> {
  const chat = await open();
  const grants = (given: object) => `'${JSON.stringify({ ...NO_GRANTS, ...given })}'::jsonb`;
  await chat.sql(
    `update person set grants = ${grants({ manages: [idOf('outlet', 'BJ002')] })} where id = '${chat.neighbour.personId}'`,
  );
  await chat.sql(
    `update person set grants = ${grants({ duties: ['supervisor'] })} where id = '${chat.desk2.personId}'`,
  );
  await chat.neighbour.says('/language English');
  return chat;
}

async function reported(chat: Chat, show = 'No, keep my name hidden'): Promise<string> {
  await chat.franchisee.says('/dispute');
  for (const answer of ANSWERS) await chat.franchisee.says(answer);
  await chat.franchisee.presses(show);
  if (chat.franchisee.last().text.includes('On which number')) await chat.franchisee.says('13800138000');
  await chat.franchisee.presses('Send to headquarters');
  const [newest] = (await chat.cases()).filter(({ kind }) => kind === 'dispute').toReversed();
  if (!newest) throw new Error(chat.franchisee.hears());
  return newest.number;
}

async function asked(chat: Chat): Promise<string> {
  const number = await reported(chat);
  await chat.desk.says(`/claim ${number}`);
  await chat.desk.presses('Hear the other side');
  await chat.desk.says('It is said that BJ002 delivers to customers in Chaoyang');
  await chat.desk.presses('Send it');
  return number;
}

async function heard(chat: Chat): Promise<string> {
  const number = await asked(chat);
  await chat.neighbour.presses('Give my account');
  await chat.neighbour.says('The customers came to us by themselves');
  await chat.neighbour.presses('Send it');
  return number;
}

async function decides(chat: Chat, by: 'desk' | 'desk2' = 'desk', finding = 'proven', remedy = 'Within 7 days') {
  await chat[by].presses('Decide');
  await chat[by].presses(finding);
  await chat[by].says('BJ002 stops delivering to Chaoyang');
  await chat[by].says('Section 4 of the contract, and the delivery notes');
  if (finding !== 'not proven') await chat[by].presses(remedy);
  await chat[by].presses('Send it');
}

const DAY_HOURS = 24;

describe('a dispute', () => {
  it('is heard, decided in writing with its grounds, accepted by both sides, and closed', async () => {
    const chat = await twoSides();
    const number = await heard(chat);
    expect(
      chat.desk
        .all()
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('The customers came to us by themselves');
    await decides(chat);
    for (const side of [chat.franchisee, chat.neighbour]) {
      const read = side.last();
      expect(read.text).toContain(
        `Decision in ${number}: proven.\nBJ002 stops delivering to Chaoyang\nGrounds: Section 4`,
      );
      expect(read.text).toMatch(/made good by Wed, 25 March 2026\./);
      expect(read.text).toContain('you can object once, until Wed, 25 March 2026');
      await side.presses('I accept');
    }
    expect((await chat.cases())[0]).toMatchObject({
      status: 'confirmed',
      hearing: { accepted: ['reporter', 'respondent'] },
    });
    expect(chat.franchisee.last().text).toContain('the decision is final now');
  });

  it('never tells the other side who reported it, unless they agreed', async () => {
    const chat = await twoSides();
    const number = await reported(chat);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.presses('Hear the other side');
    for (const telling of [
      'Ada says so',
      'Their phone is 138 0013 8000',
      'The store 朝阳路店 complains',
      'bj001 says so',
    ]) {
      await chat.desk.says(telling);
      expect(chat.desk.hears()).toContain('they asked to stay hidden');
    }
    await chat.desk.says('BJ002 delivers to customers in the wrong area');
    await chat.desk.presses('Send it');
    const read = chat.neighbour
      .all()
      .map(({ text }) => text)
      .join('\n');
    expect(read).toContain('Who reported it stays confidential.\nBJ002 delivers to customers in the wrong area');
    expect(read).not.toMatch(/Ada|BJ001|朝阳路/);
  });

  it('names the one who reported it where they agreed', async () => {
    const chat = await twoSides();
    const number = await reported(chat, 'Yes, they may know');
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.presses('Hear the other side');
    await chat.desk.says('Ada says that you deliver to her customers');
    await chat.desk.presses('Send it');
    expect(chat.neighbour.last().text).toContain('a report from Ada that concerns you');
  });

  it('can’t be decided before the other side is heard, or has let three days pass', async () => {
    const chat = await twoSides();
    const number = await asked(chat);
    await chat.desk.forges(`g:${number}:decide`);
    expect(chat.desk.hears()).toContain('can’t be decided before the other side is heard');
    chat.passHours(3 * DAY_HOURS);
    await chat.fireTimers('hearing.look');
    expect(chat.desk.hears()).toContain('It can be decided without it now.');
    await decides(chat);
    expect((await chat.cases())[0]).toMatchObject({
      status: 'answered',
      hearing: { statedAt: null, finding: 'proven' },
    });
  });

  it('goes to the next level once when a side objects, and to someone else', async () => {
    const chat = await twoSides();
    const number = await heard(chat);
    await decides(chat);
    await chat.neighbour.presses('I object');
    await chat.neighbour.says('The contract names another area');
    await chat.neighbour.presses('Send it');
    expect((await chat.cases())[0]).toMatchObject({
      ...{ status: 'received', assigneeId: null, startedAt: null, respondedAt: null },
      hearing: { level: 2 },
    });
    expect(chat.franchisee.last().text).toContain('there is an objection to the decision');
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.presses('Decide');
    expect(chat.desk.hears()).toContain('after an objection the next level decides');
    await chat.sql(`update case_file set assignee_id = '${chat.desk2.personId}' where number = '${number}'`);
    await decides(chat, 'desk2', 'not proven');
    expect(chat.neighbour.last().text).toContain('This decision is final.');
    expect(chat.neighbour.last().buttons ?? []).toEqual([]);
    expect((await chat.cases())[0]).toMatchObject({ status: 'confirmed', hearing: { finding: 'not-proven' } });
  });

  it('is final when nobody objects for seven days', async () => {
    const chat = await twoSides();
    await heard(chat);
    await decides(chat);
    chat.passHours(7 * DAY_HOURS - 1);
    await chat.fireTimers('hearing.look');
    expect((await chat.cases())[0]).toMatchObject({ status: 'answered' });
    chat.passHours(1);
    await chat.fireTimers('hearing.look');
    expect((await chat.cases())[0]).toMatchObject({ status: 'confirmed' });
    for (const side of [chat.franchisee, chat.neighbour])
      expect(side.last().text).toContain('the decision is final now');
    expect(chat.desk.hears()).toContain('the harm was to be made good by today');
    await chat.desk.presses('Made good');
    await chat.desk.says('3,000 yuan paid');
    expect((await chat.cases())[0]?.hearing).toMatchObject({ remedyBy: null });
    expect(chat.franchisee.last().text).toContain('made good: 3,000 yuan paid');
    await chat.neighbour.presses('I accept');
    expect(chat.neighbour.hears()).toContain('is settled already');
    expect(await chat.failed()).toEqual([]);
  });

  it('is neither resolved nor confirmed, and not withdrawn once it is decided', async () => {
    const chat = await twoSides();
    const number = await heard(chat);
    await chat.desk.says(`/resolve ${number} done`);
    expect(chat.desk.hears()).toContain('both sides are heard, then it is decided');
    await decides(chat);
    await chat.franchisee.says(`/withdraw ${number}`);
    expect(chat.franchisee.hears()).toContain('both sides are heard, then it is decided');
    await chat.franchisee.says('It is settled');
    expect((await chat.cases())[0]).toMatchObject({ status: 'answered' });
  });

  it('is nobody else’s: forged and old buttons do nothing', async () => {
    const chat = await twoSides();
    const number = await heard(chat);
    await decides(chat);
    const before = await chat.stored();
    const accept = chat.neighbour.button('I accept');
    const acts = ['hear', 'other:1', 'tell', 'statement', 'decide', 'remedied', 'object', 'accept', 'accept:0'];
    for (const act of acts) await chat.prospect.forges(`g:${number}:${act}`);
    await chat.prospect.forges(accept);
    for (const act of acts) await chat.neighbour.forges(`g:${number}:${act}`);
    expect((await chat.cases())[0]).toMatchObject({ status: 'answered', hearing: { accepted: [] } });
    expect(before).toContain(number);
  });

  it('with a store that several people have reported is a warning sign', async () => {
    const chat = await twoSides();
    await reported(chat);
    await chat.sql(`update case_file set person_id = '${chat.prospect.personId}'`);
    const copied = 'seq, kind, status, urgent, thread_id, language, facts, words, created_at, due_at';
    await chat.sql(
      `insert into case_file (id, number, person_id, ${copied}) select gen_random_uuid(), 'C-1', '${chat.desk.personId}', ${copied} from case_file`,
    );
    await reported(chat);
    expect(
      chat.desk
        .all()
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('2 people have reported 中关村店 before, 2 reports');
  });
});
