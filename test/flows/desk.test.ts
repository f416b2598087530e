/** What the desk sees and writes: deadlines, the queue, replies with a preview, messages that went wrong. */
import { describe, expect, it } from 'vitest';
import { emptyDecision } from '../../src/core/decision.ts';
import { createFlood, FLOOD_LIMITS } from '../../src/core/engine/flood.ts';
import { idOf } from '../../src/core/ids.ts';
import { aCase, anAnsweredCase } from '../support/complaints.ts';
import { type Chat, chatRoom } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();

describe('the desk', () => {
  it('is told when a deadline passes without an answer, and not otherwise', async () => {
    const chat = await open();
    const number = await aCase(chat);
    chat.passHours(25);
    await chat.fireTimers('case.due');
    expect(chat.desk.last().text).toContain(`${number} was due by`);
    expect(chat.desk.last().loud).toBe(true);
    await chat.desk.presses('Show');
    expect(chat.desk.hears()).toContain('[Claim]');
  });

  it('is not told of a case that is answered', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    chat.passHours(25);
    expect(await chat.fireTimers('case.due')).toBe(0);
  });

  it('shows its queue, urgent first, and empty', async () => {
    const chat = await open();
    await chat.desk.says('/queue');
    expect(chat.desk.hears()).toBe('No open cases.');
    const number = await aCase(chat);
    await chat.desk.says('/queue');
    expect(chat.desk.hears()).toContain(`1 open case:\n${number} · complaint · received`);
    await chat.desk.presses(number);
    expect(chat.desk.hears()).toContain('History');
  });

  it('says when its queue is longer than what it shows', async () => {
    const chat = await open({
      wrap: (store) => {
        const openCases = async (limit: number) => {
          const [one] = await store.reads.openCases(1);
          return one ? Array<typeof one>(limit).fill(one) : [];
        };
        return { ...store, reads: { ...store.reads, openCases } };
      },
    });
    await aCase(chat);
    await chat.desk.says('/queue');
    expect(chat.desk.hears()).toContain('More than 20 open cases');
    expect(chat.desk.last().text.split('\n')).toHaveLength(21);
  });

  it.each(['/case', '/claim', '/note nonsense', '/reply', '/resolve ?'])(
    'asks which case “%s” means',
    async (command) => {
      const chat = await open();
      expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(command))).toContain(
        'Which case? For example: /',
      );
    },
  );

  it('finds a case however its number is written', async () => {
    const chat = await open();
    const number = await aCase(chat);
    const digits = number.slice(2);
    for (const written of [number, number.toLowerCase(), `c${digits}`, digits, `#${digits}`, `${number}：`]) {
      await chat.desk.says(`/case ${written}`);
      expect(chat.desk.hears(), written).toContain('History');
    }
  });

  it('hears what is added, and shows it in the history', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.franchisee.says('And the bread was hard');
    await chat.franchisee.presses(`Add it to ${number}`);
    expect(chat.desk.last().text).toBe(`${number}, the person added: And the bread was hard`);
    await chat.desk.says(`/case ${number}`);
    expect(chat.desk.hears()).toContain('added: And the bread was hard');
  });
});

describe('the desk’s forms', () => {
  it('send nothing before the preview is confirmed, and can be changed there', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.presses('Claim');
    const before = chat.franchisee.all().length;
    await chat.desk.says(`/reply ${number} We look in to it`);
    expect(chat.desk.last()).toMatchObject({ facts: [{ label: 'The person will read', value: 'We look in to it' }] });
    await chat.desk.presses('Change an answer');
    await chat.desk.presses('The person will read');
    await chat.desk.says('We look into it');
    expect(chat.franchisee.all().length).toBe(before);
    await chat.desk.presses('Send it');
    expect(chat.franchisee.last().text).toBe(`${number}, from Dora:\nWe look into it`);
  });

  it('begin again with the new words', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.presses('Claim');
    await chat.desk.says(`/reply ${number} First`);
    await chat.desk.says(`/reply ${number} Second`);
    expect(chat.desk.last().text).toContain('Continue, or begin again?');
    await chat.desk.presses('Begin again');
    expect(chat.desk.last().facts?.[0]?.value).toBe('Second');
  });

  it('do not mix up two cases, nor two colleagues in one thread', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.presses('Claim');
    await chat.desk.presses('Note');
    await chat.desk2.says(`/note ${number}`);
    await chat.desk2.says('From Emil');
    await chat.desk.says('From Dora');
    await chat.desk.says(`/case ${number}`);
    const history = chat.desk.last().facts?.at(-1)?.value ?? '';
    expect(history).toMatch(/Emil · noted: From Emil/);
    expect(history).toMatch(/Dora · noted: From Dora/);
  });
});

describe('replay', () => {
  const FAILED = '22222222-2222-8222-8222-222222222222';

  async function withFailedEvent(): Promise<Chat> {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says('hello');
    const event = {
      type: 'person' as const,
      id: FAILED,
      at: chat.now(),
      thread: franchisee.thread,
      author: franchisee.author,
      input: { type: 'command' as const, name: 'complaint', text: 'The milk was sour' },
    };
    const decision = emptyDecision({
      id: FAILED,
      kind: 'command',
      status: 'failed',
      payload: event,
      error: 'Error: x',
    });
    await chat.store.commit([decision], {
      token: FAILED,
      leaseMs: 1,
      take: new Set(),
      marks: { rows: [], threads: [] },
    });
    return chat;
  }

  it('by someone who is not staff is refused, by button and command', async () => {
    const chat = await withFailedEvent();
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.forges(`e:${FAILED}:replay`));
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says(`/replay ${FAILED}`));
  });

  it('by staff handles the message again, once', async () => {
    const chat = await withFailedEvent();
    await chat.desk.says('/failed');
    expect(chat.desk.hears()).toContain('1 message set aside');
    await chat.desk.presses('Replay 22222222');
    expect(await chat.fireTimers('event.replay')).toBe(1);
    expect(chat.franchisee.last().text).toContain('Who is complaining?');
    await chat.desk.says('/failed');
    expect(chat.desk.hears()).toBe('Nothing has failed.');
    const heard = await withoutEffect(chat, chat.desk, () => chat.desk.presses('Replay 22222222'));
    expect(heard).toContain('perhaps it was replayed already');
  });

  it.each(['22222222', FAILED, FAILED.toUpperCase()])('finds it by “%s”', async (id) => {
    const chat = await withFailedEvent();
    await chat.desk.says(`/replay ${id}`);
    expect(chat.desk.hears()).toBe('Handling 22222222 again now.');
  });

  it.each(['', '2222', '%', '22222222-nonsense', "' or 1=1"])('of “%s” finds nothing', async (id) => {
    const chat = await withFailedEvent();
    const heard = await withoutEffect(chat, chat.desk, () => chat.desk.says(`/replay ${id}`));
    expect(heard).toContain('There is no failed message with that id');
  });
});

describe('what came faster than it could be read', () => {
  const chatty = () => createFlood({ ...FLOOD_LIMITS, burst: 2 }, () => 0);

  it.each([
    ['en', 'You’re writing faster than I can read', 'is writing faster than', 'Ada, 3 messages: it smelled', 'Replay'],
    ['zh-Hans', '您写的内容都已保留', '发送消息过快', 'Ada，共 3 条：it smelled', '重试'],
    ['zh-Hant', '您寫的內容都已保留', '傳送訊息過快', 'Ada，共 3 則：it smelled', '重試'],
  ] as const)(
    'is told and shown, and staff have it heard as one answer (%s)',
    async (language, told, desk, line, button) => {
      const chat = await open({ language, deskLanguage: language, flood: chatty() });
      const { franchisee } = chat;
      await franchisee.says('/complaint');
      await franchisee.says('The milk was sour');
      const before = await franchisee.frames();
      for (const text of ['it smelled', '/cases', 'and was warm']) await franchisee.says(text);
      expect(franchisee.all().filter((shown) => shown.text.includes(told))).toHaveLength(1);
      expect(await franchisee.frames()).toEqual(before);
      expect(chat.desk.last().text).toContain(desk);

      await chat.desk.says('/failed');
      expect(chat.desk.hears()).toContain(line);
      const [lot] = await chat.store.reads.heldLots(1);
      await chat.desk.presses(`${button} ${lot?.id.slice(0, 8)}`);
      await chat.fireTimers('event.replay');
      const journal = await chat.store.reads.journalOf(franchisee.conversationId);
      expect(journal.at(-1)).toMatchObject({ kind: 'message', body: { text: 'it smelled\n/cases\nand was warm' } });
      expect(await chat.store.reads.heldLots(1)).toEqual([]);
    },
  );
});

describe('sending again', () => {
  const REFUSED = '33333333-3333-8333-8333-333333333333';

  /** A chat where a platform has refused one message to the franchisee. */
  async function withRefused(options: Parameters<typeof open>[0] = {}): Promise<Chat> {
    const chat = await open(options);
    const { thread } = chat.franchisee;
    await chat.franchisee.says('hello');
    const message = { text: 'The fridge comes on Friday' };
    const decision = emptyDecision({ id: REFUSED, kind: 'message', status: 'done', payload: null, error: null });
    decision.threads.push(thread);
    decision.outbox.push({ id: REFUSED, threadId: thread.id, eventId: REFUSED, message, replaces: null });
    const marks = { rows: [], threads: [] };
    await chat.store.commit([decision], { token: REFUSED, leaseMs: 1, take: new Set(), marks });
    await chat.sql(`update outbox set status = 'failed', error = 'blocked' where id = '${REFUSED}'`);
    return chat;
  }
  const statuses = (chat: Chat) =>
    chat.sql(`select status, count(*) from outbox where message ->> 'text' like 'The fridge%' group by 1 order by 1`);

  it.each([
    ['en', 'Send again 33333333', 'Sending 33333333 again', 'There is no refused message'],
    ['zh-Hans', '重发 33333333', '正在重新发送 33333333', '没有找到这个 ID 的未送达消息'],
    ['zh-Hant', '重新傳送 33333333', '正在重新傳送 33333333', '找不到這個 ID 的未送達訊息'],
  ] as const)('by a button delivers the message once, in %s', async (language, label, done, again) => {
    const chat = await withRefused({ language });
    await chat.desk.says('/failed');
    expect(chat.desk.hears()).toContain('blocked');
    await chat.desk.presses(label);
    expect(chat.desk.hears()).toContain(done);
    expect(chat.franchisee.last().text).toBe('The fridge comes on Friday');
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.presses(label))).toContain(again);
    const sent = chat.franchisee.all().filter(({ text }) => text === 'The fridge comes on Friday');
    expect(sent).toHaveLength(1);
    await chat.desk.says('/failed');
    expect(chat.desk.heard()[0]?.buttons ?? []).toEqual([]);
  });

  it('by two colleagues at once has one effect, and the other hears why not', async () => {
    const chat = await withRefused();
    await Promise.all([chat.desk.says(`/resend ${REFUSED}`), chat.desk2.says('/resend 33333333')]);
    const heard = `${chat.desk.hears()}\n${chat.desk2.hears()}`;
    expect(heard).toContain('Sending 33333333 again now');
    expect(heard).toContain('perhaps a colleague has sent it again already');
    expect(await statuses(chat)).toMatchObject([
      ['resent', '1'],
      [expect.stringMatching(/pending|sent/), '1'],
    ]);
  });

  it('by someone who is not staff is refused, by button and command', async () => {
    const chat = await withRefused();
    for (const someone of [chat.franchisee, chat.neighbour, chat.prospect]) {
      await withoutEffect(chat, someone, () => someone.forges(`o:${REFUSED}:resend`));
      await withoutEffect(chat, someone, () => someone.says(`/resend ${REFUSED}`));
    }
    expect(await statuses(chat)).toEqual([['failed', '1']]);
  });

  it.each(['', '3333', '%', '33333333-nonsense', "' or 1=1", '44444444-4444-8444-8444-444444444444'])(
    'of “%s” finds nothing',
    async (id) => {
      const chat = await withRefused();
      const heard = await withoutEffect(chat, chat.desk, () => chat.desk.says(`/resend ${id}`));
      expect(heard).toContain('There is no refused message with that id');
    },
  );

  it('of a message that was sent already does nothing, whoever’s it is', async () => {
    const chat = await withRefused();
    await chat.sql(`update outbox set status = 'sent'`);
    await withoutEffect(chat, chat.desk, () => chat.desk.forges(`o:${REFUSED}:resend`));
    await withoutEffect(chat, chat.desk, () => chat.desk.forges('o:nonsense:resend'));
    expect(await statuses(chat)).toEqual([['sent', '1']]);
  });

  it('is offered with the word that a message was refused', async () => {
    const chat = await withRefused();
    const { thread } = chat.franchisee;
    await chat.handle({ type: 'undelivered', id: idOf('undelivered'), outboxId: REFUSED, thread, reason: 'blocked' });
    await chat.desk.presses('Send again 33333333');
    expect(chat.franchisee.last().text).toBe('The fridge comes on Friday');
  });
});

describe('a document that can’t be made', () => {
  it('is a matter of the desk alone', async () => {
    const chat = await open();
    await chat.franchisee.says('/help');
    const { text } = chat.franchisee.last();
    await chat.handle({ type: 'unmade', id: idOf('unmade'), file: { id: idOf('file'), name: 'week 47.csv' } });
    expect(chat.desk.last().text).toContain('“week 47.csv” could not be made');
    expect(chat.franchisee.last().text).toBe(text);
  });
});

describe('the clean-up', () => {
  it('sets the next one each time', async () => {
    const chat = await open();
    const kind = 'events.purge';
    await chat.store.seed({
      people: [],
      accounts: [],
      outlets: [],
      timers: [{ key: `${kind}:first`, rev: '1', dueAt: chat.now(), kind, ids: {} }],
    });
    for (const hour of ['05', '06']) {
      expect(await chat.fireTimers(kind)).toBe(1);
      const next = { key: `${kind}:2026-03-18T${hour}:00:00.000Z`, kind };
      expect(await chat.timers(kind)).toMatchObject([next]);
      chat.passHours(1);
    }
  });
});
