/** A colleague takes a chat over: the bot keeps silent there, words go to the case and the desk, until it is handed back. */
import { describe, expect, it } from 'vitest';
import { aCase, anAnsweredCase, answerUpTo } from '../support/complaints.ts';
import { aFileRef, type Chat, type ChatOptions, chatRoom, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';
import { tampered } from '../support/tampered-store.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();

const sync = (chat: Chat) => chat.fireTimers('handover.sync');

/** A chat that Dora has taken over. */
async function takenOver(options?: ChatOptions): Promise<{ chat: Chat; number: string }> {
  const chat = await open(options);
  const number = await aCase(chat);
  await chat.desk.says(`/takeover ${number}`);
  expect(await sync(chat)).toBe(1);
  return { chat, number };
}

const stateOf = async (chat: Chat, number: string) => {
  const found = await chat.store.reads.caseByNumber(number);
  return { status: found?.status, assigneeId: found?.assigneeId, takenOverBy: found?.takenOverBy };
};

const historyOf = async (chat: Chat, number: string) => {
  const found = await chat.store.reads.caseByNumber(number);
  return (await chat.store.reads.journalOf(found?.id ?? '')).map(({ kind }) => kind);
};

/** Whatever the person does, the bot says nothing to them. */
async function inSilence(person: Speaker, act: () => Promise<unknown>): Promise<void> {
  const before = person.all().length;
  await act();
  expect(person.all().slice(before)).toEqual([]);
}

describe.each([
  ['en', 'Take over chat', 'Hand back', 'Reply', 'Send it'],
  ['zh-Hans', '接管对话', '交还对话', '回复', '发送'],
  ['zh-Hant', '接手對話', '交還對話', '回覆', '送出'],
] as const)('a chat that is taken over, in %s', (language, take, back, reply, send) => {
  it('is silent but for the colleague, until it is handed back', async () => {
    const chat = await open({ language });
    const { franchisee, desk } = chat;
    await franchisee.says('/complaint 牛奶是酸的');
    await franchisee.says('人工');
    const [help] = await chat.cases();
    if (!help) throw new Error('no case was opened');
    await desk.presses(take);
    expect(await stateOf(chat, help.number)).toMatchObject({
      status: 'assigned',
      assigneeId: desk.personId,
      takenOverBy: desk.personId,
    });
    expect(desk.last().facts?.some(({ value }) => value.includes('Dora'))).toBe(true);
    const before = franchisee.all().length;
    await sync(chat);
    expect(franchisee.last().text).toContain('Dora');
    expect(franchisee.last().text).toContain(help.number);
    await inSilence(franchisee, () => franchisee.says('还有面包'));
    expect(desk.last().text).toContain(`${help.number} · Ada`);
    expect(desk.last().text).toContain('还有面包');
    await desk.presses(reply);
    await desk.says('我们来看看');
    expect(franchisee.last().text).not.toContain('我们来看看');
    await desk.presses(send);
    expect(franchisee.last().text).toContain('我们来看看');
    await desk.presses(back);
    await sync(chat);
    const [told, question] = franchisee.all().slice(-2);
    expect(told?.text).toContain(help.number);
    expect(question?.buttons?.length).toBeGreaterThan(0);
    expect(await stateOf(chat, help.number)).toMatchObject({ status: 'assigned', takenOverBy: null });
    await franchisee.says('1');
    expect(franchisee.last().text).not.toBe(question?.text);
    const words = ['牛奶是酸的', '人工', '还有面包', '我们来看看', 'Dora', 'Ada', 'BJ001'];
    expectOnly(language, franchisee.all().slice(before, -1), words);
    expectOnly(language, desk.all().slice(-4), words);
  });
});

describe('who may take a chat over', () => {
  it('is who has the case, and nobody else', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    const refused = await withoutEffect(chat, chat.desk2, () => chat.desk2.says(`/takeover ${number}`));
    expect(refused).toBe(`${number} is already with Dora.`);
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says(`/takeover ${number}`));
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.forges(`c:${number}:takeover`));
    await chat.desk.presses('Take over chat');
    expect(chat.desk.hears()).toContain(`You are now writing with the person who reported ${number}`);
    expect(await withoutEffect(chat, chat.desk, () => chat.desk.says(`/takeover ${number}`))).toContain('already');
    await withoutEffect(chat, chat.desk2, () => chat.desk2.says(`/handback ${number}`));
  });

  it('is none for one’s own case, a colleague’s, one that is settled, or one that is not there', async () => {
    const chat = await open();
    await chat.desk.says('/complaint The till is broken');
    await chat.desk.says('person');
    const [own] = await chat.cases();
    const takes = async (who: Speaker, number = '') =>
      await withoutEffect(chat, who, () => who.says(`/takeover ${number}`));
    expect(await takes(chat.desk, own?.number)).toContain('is your own');
    expect(await takes(chat.desk2, own?.number)).toContain('reported by a colleague');
    expect(await takes(chat.desk, 'C-9999')).toBe('There is no case C-9999.');
    expect(await takes(chat.desk)).toBe('Which case? For example: /takeover C-1042');
    const number = await anAnsweredCase(chat);
    await chat.franchisee.presses('Yes, it is settled');
    expect(await takes(chat.desk, number)).toContain('is settled already');
    await chat.desk2.says(`/handback ${number}`);
    expect(chat.desk2.hears()).toBe(`Nobody is writing with the person who reported ${number} at the moment.`);
  });

  it('is one of two who try at once, and the other hears why not', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await Promise.all([chat.desk.says(`/takeover ${number}`), chat.desk2.says(`/takeover ${number}`)]);
    const { takenOverBy } = await stateOf(chat, number);
    expect([chat.desk.personId, chat.desk2.personId]).toContain(takenOverBy);
    expect(`${chat.desk.hears()}${chat.desk2.hears()}`).toMatch(/is already with (Dora|Emil)/);
    expect((await historyOf(chat, number)).filter((kind) => kind === 'takeover')).toHaveLength(1);
  });

  it('has one case of a chat only, whether the second comes later or at the same moment', async () => {
    const chat = await open();
    const [first, second] = [await aCase(chat, 'The milk was sour'), await aCase(chat, 'The bread was hard')];
    await Promise.all([chat.desk.says(`/takeover ${first}`), chat.desk2.says(`/takeover ${second}`)]);
    await sync(chat);
    const taken = async () => {
      const states = await Promise.all([first, second].map((number) => stateOf(chat, number)));
      return states.filter(({ takenOverBy }) => takenOverBy).length;
    };
    expect(await taken()).toBe(1);
    const begun = chat.franchisee.all().filter(({ text }) => text.includes('You are now in touch with'));
    expect(begun).toHaveLength(1);
    await chat.desk.says(`/takeover ${second}`);
    await chat.desk2.says(`/takeover ${first}`);
    await sync(chat);
    expect(await taken()).toBe(1);
    expect(await chat.failed()).toEqual([]);
  });
});

describe('while a colleague writes with the person', () => {
  it('words and files go to the case, and to the desk with a button to reply', async () => {
    const { chat, number } = await takenOver();
    const { franchisee, desk } = chat;
    await inSilence(franchisee, () => franchisee.says('hello'));
    await inSilence(franchisee, () => franchisee.says('no'));
    await inSilence(franchisee, () => franchisee.sends(['photo.jpg'], 'look'));
    await inSilence(franchisee, () => franchisee.sends(['bill.pdf']));
    const told = desk.all().slice(-4);
    expect(told.map(({ text }) => text)).toEqual(
      ['hello', 'no', 'look', 'bill.pdf'].map((w) => `${number} · Ada: ${w}`),
    );
    expect(told.map(({ attachments = [] }) => attachments.map(({ name }) => name))).toEqual([
      [],
      [],
      ['photo.jpg'],
      ['bill.pdf'],
    ]);
    for (const { about, under, buttons } of told) {
      expect({ about, buttons: buttons?.map(({ label }) => label) }).toEqual({ about: number, buttons: ['Reply'] });
      expect(under).toBeDefined();
    }
    expect((await historyOf(chat, number)).slice(2)).toEqual(['add', 'add', 'add', 'add']);
  });

  it('what can’t be passed on is answered', async () => {
    const { chat } = await takenOver();
    const { franchisee } = chat;
    const says = (act: () => Promise<unknown>) => withoutEffect(chat, franchisee, act);
    expect(await says(() => franchisee.says('\u200b'))).toBe('That message was empty.');
    expect(await says(() => franchisee.does({ type: 'message', text: '', unsupported: ['sticker'] }))).toContain(
      'I can’t take this kind of message',
    );
    expect(await says(() => franchisee.says('x'.repeat(4001)))).toContain('4,001 characters');
  });

  it.each(['/start', '/complaint', '/drafts', '/pause', '/cancel', '/help'])(
    '%s says that a colleague is there, and how to go back',
    async (command) => {
      const { chat } = await takenOver();
      const heard = await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says(command));
      expect(heard).toContain('Dora is writing with you at the moment');
      expect(heard).toContain('[Back to the assistant]');
      expect(heard.includes('/cases')).toBe(command === '/help');
    },
  );

  it('nothing of what comes with a command is lost', async () => {
    const { chat, number } = await takenOver();
    await chat.franchisee.says('/complaint The bread is hard');
    expect(chat.franchisee.hears()).toContain('Dora is writing with you');
    expect(chat.desk.last().text).toBe(`${number} · Ada: The bread is hard`);
    expect(await chat.franchisee.frames()).toHaveLength(1);
  });

  it('commands that ask for nothing of the kind are answered as ever', async () => {
    const { chat, number } = await takenOver();
    await chat.franchisee.says('/cases');
    expect(chat.franchisee.hears()).toContain(`${number} · complaint · taken on`);
    await chat.franchisee.says('/language 简体');
    expect(chat.franchisee.hears()).toBe('好的，接下来使用简体中文。');
    await chat.franchisee.says('/queue');
    expect(chat.franchisee.hears()).toContain('仅供总部同事使用');
    expect(await chat.franchisee.frames()).toMatchObject([{ flow: 'handover' }]);
  });

  it('buttons of the bot’s earlier questions say so, and those that are none have no effect', async () => {
    const chat = await open();
    await chat.franchisee.says('Do you sell ice?');
    const front = chat.franchisee.button('Report a complaint');
    const number = await aCase(chat);
    await answerUpTo(chat.franchisee, 'Who is complaining?');
    const choice = chat.franchisee.button('A shopper in person');
    await chat.desk.says(`/takeover ${number}`);
    await sync(chat);
    for (const id of [front, choice, 'f:nonsense', 'd:nonsense']) {
      const heard = await withoutEffect(chat, chat.franchisee, () => chat.franchisee.forges(id));
      expect(heard, id).toContain('Dora is writing with you');
    }
    for (const id of ['h:C-9999:back', 'h:', 'x', `c:${number}:confirm:0`, `c:${number}:nonsense`, 'e:x:replay']) {
      const heard = await withoutEffect(chat, chat.franchisee, () => chat.franchisee.forges(id));
      expect(heard, id).not.toContain('Dora');
    }
    await withoutEffect(chat, chat.neighbour, () => chat.neighbour.forges(`h:${number}:back`));
  });

  it('a form that was filled in as a dialog is kept, and asked for afterwards', async () => {
    const chat = await open({ dialogs: true });
    const number = await aCase(chat);
    await answerUpTo(chat.franchisee, 'Who is complaining?');
    await chat.desk.says(`/takeover ${number}`);
    await sync(chat);
    const [draft] = await chat.store.reads.draftsOf(chat.franchisee.personId, 1);
    await chat.franchisee.submits('complaint', { complainant: 'self', what: 'The milk was sour' }, draft?.id);
    expect(chat.franchisee.hears()).toContain('What you filled in is kept.\nDora is writing with you');
    await inSilence(chat.franchisee, () => chat.franchisee.says('hello'));
    await chat.desk.says(`/handback ${number}`);
    await sync(chat);
    expect(chat.franchisee.last().text).toContain('When did it happen?');
  });

  it('a file of the form below that can’t be taken is told, and nothing is asked', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await answerUpTo(chat.franchisee, 'Are there photos');
    await chat.franchisee.sends(['photo.jpg']);
    await chat.desk.says(`/takeover ${number}`);
    await sync(chat);
    const { franchisee } = chat;
    const { id, name } = aFileRef('photo.jpg');
    const { accountId } = franchisee.author;
    const file = { id, name, personId: franchisee.personId, threadId: franchisee.thread.id, accountId };
    const before = franchisee.all().length;
    await chat.handle({ type: 'file', id, file, reason: 'size' });
    expect(franchisee.all().slice(before)).toMatchObject([
      { text: expect.stringContaining('“photo.jpg” can’t be taken') },
    ]);
    await inSilence(franchisee, () => franchisee.says('oh'));
  });

  it('nobody is reminded of what they had begun', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await answerUpTo(chat.franchisee, 'Who is complaining?');
    await chat.desk.says(`/takeover ${number}`);
    await sync(chat);
    chat.passHours(5);
    await inSilence(chat.franchisee, () => chat.fireTimers('draft.rest'));
    await chat.desk.says(`/handback ${number}`);
    await sync(chat);
    expect(chat.franchisee.last().text).toContain('Who is complaining?');
    expect(await chat.timers('draft.rest')).toHaveLength(1);
  });

  it('the person may say that it is settled, which ends it, or that it is not, which asks nothing', async () => {
    const { chat, number } = await takenOver();
    const resolve = async () => {
      await chat.desk.says(`/resolve ${number} We pay it back`);
      await chat.desk.says('other');
      await chat.desk.presses('Send it');
    };
    await resolve();
    await chat.franchisee.presses('No, not yet');
    expect(chat.franchisee.hears()).toContain(`${number} is open again`);
    expect(await chat.franchisee.frames()).toMatchObject([{ flow: 'handover' }]);
    expect(await stateOf(chat, number)).toMatchObject({ status: 'assigned', takenOverBy: chat.desk.personId });
    chat.passHours(0.1);
    await resolve();
    await inSilence(chat.franchisee, () => chat.franchisee.says('ok'));
    await chat.franchisee.presses('Yes, it is settled');
    expect(chat.franchisee.hears()).toContain(`Thank you. ${number} is settled.`);
    await sync(chat);
    expect(chat.franchisee.last().text).toBe('This is the assistant again. Write whenever you need us.');
    expect(await stateOf(chat, number)).toMatchObject({ status: 'confirmed', takenOverBy: null });
    expect(await chat.timers('handover.idle')).toEqual([]);
    expect(await chat.franchisee.frames()).toEqual([]);
  });

  it('the person may go back to the bot, once, and the desk hears of it', async () => {
    const { chat, number } = await takenOver();
    await chat.franchisee.presses('Back to the assistant');
    expect(chat.desk.all().map(({ text }) => text)).toContain(`${number}: the person went back to the assistant.`);
    await sync(chat);
    expect(chat.franchisee.last().text).toContain('This is the assistant again.');
    const heard = await withoutEffect(chat, chat.franchisee, () => chat.franchisee.presses('Back to the assistant'));
    expect(heard).toContain('nothing has changed');
    await chat.franchisee.says('hello');
    expect(chat.franchisee.hears()).toContain('Hello Ada');
    const reply = chat.desk.last().buttons?.some(({ label }) => label === 'Take over chat');
    expect(reply).toBe(true);
  });

  it('other people’s chats, and the desk, go on as ever', async () => {
    const { chat } = await takenOver();
    await chat.neighbour.says('hello');
    expect(chat.neighbour.hears()).toContain('Hello Bob');
    await chat.desk.says('hello');
    expect(chat.desk.hears()).toContain('Plain text goes to nobody');
  });

  it('it stays so when the program starts anew', async () => {
    const { chat, number } = await takenOver();
    await chat.restart();
    await inSilence(chat.franchisee, () => chat.franchisee.says('Are you there?'));
    await chat.desk.says(`/handback ${number}`);
    await chat.restart();
    await sync(chat);
    await chat.franchisee.says('hello');
    expect(chat.franchisee.hears()).toContain('Hello Ada');
  });
});

describe('a chat in which nobody writes', () => {
  it('goes back to the bot after twelve hours, by day, and not before', async () => {
    const { chat, number } = await takenOver();
    chat.passHours(6);
    await chat.franchisee.says('Are you there?');
    chat.passHours(8);
    expect(await chat.fireTimers('handover.idle')).toBe(0);
    await chat.desk.says(`/reply ${number} Yes`);
    await chat.desk.presses('Send it');
    const [timer] = await chat.timers('handover.idle');
    // Twelve hours later is two in the afternoon in Shanghai.
    expect(Date.parse(timer?.dueAt ?? '')).toBe(Date.parse('2026-03-19T06:00:00Z'));
    chat.passHours(12);
    const before = chat.franchisee.all().length;
    expect(await chat.fireTimers('handover.idle')).toBe(1);
    await sync(chat);
    expect(chat.franchisee.all().slice(before)).toMatchObject([
      { text: `This is the assistant again. ${number} goes on; you will hear from us here.` },
    ]);
    expect(chat.desk.all().map(({ text }) => text)).toContainEqual(
      expect.stringContaining('nobody has written for 12'),
    );
    await chat.desk.says(`/case ${number}`);
    expect(chat.desk.hears()).toContain('the assistant · handed the chat back (nobody had written for 12 hours)');
    expect(await stateOf(chat, number)).toMatchObject({ status: 'assigned', takenOverBy: null });
  });

  it('wakes nobody at night', async () => {
    const chat = await open();
    // Three in the afternoon in Shanghai: twelve hours later people sleep.
    chat.setClock('2026-03-18T07:00:00.000Z');
    const number = await aCase(chat);
    await chat.desk.says(`/takeover ${number}`);
    const [timer] = await chat.timers('handover.idle');
    expect(Date.parse(timer?.dueAt ?? '')).toBe(Date.parse('2026-03-19T01:00:00Z'));
  });
});

describe('at the same moment', () => {
  it('words and a hand-back both arrive, whichever is first', async () => {
    const { chat, number } = await takenOver();
    await Promise.all([
      chat.franchisee.says('The milk was sour again'),
      chat.desk.says(`/handback ${number}`),
      chat.franchisee.says('and the bread'),
    ]);
    await sync(chat);
    expect(chat.franchisee.all().filter(({ text }) => text.includes('the assistant again'))).toHaveLength(1);
    expect(await stateOf(chat, number)).toMatchObject({ takenOverBy: null });
    expect((await chat.franchisee.frames()).filter(({ flow }) => flow === 'handover')).toEqual([]);
    const journal = JSON.stringify(await chat.stored());
    for (const words of ['The milk was sour again', 'and the bread']) expect(journal).toContain(words);
    expect(await chat.failed()).toEqual([]);
  });

  it('a takeover that is handed back before the chat knew of it leaves no trace there', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/takeover ${number}`);
    await chat.desk.says(`/handback ${number}`);
    await inSilence(chat.franchisee, () => sync(chat));
    expect(await chat.franchisee.frames()).toEqual([]);
  });

  it('words that lose against the hand-back are heard by the bot', async () => {
    let armed: (() => Promise<unknown>) | undefined;
    const { chat, number } = await takenOver({
      wrap: (store) => {
        const slow = tampered(store);
        slow.before = async ({ name }) => {
          const act = name === 'commit' ? armed : undefined;
          if (!act) return;
          armed = undefined;
          await act();
        };
        return slow;
      },
    });
    armed = () => chat.desk.says(`/handback ${number}`);
    await chat.franchisee.says('hello');
    expect(chat.franchisee.hears()).toContain('Hello Ada');
    expect((await historyOf(chat, number)).slice(-1)).toEqual(['handback']);
    await sync(chat);
    expect(chat.franchisee.last().text).toContain('This is the assistant again.');
  });
});

it('costs a turn nothing where nobody has taken over', async () => {
  let reads = 0;
  const counting = <A extends unknown[], R>(read: (...args: A) => R) => {
    return (...args: A): R => {
      reads += 1;
      return read(...args);
    };
  };
  const chat = await open({
    wrap: (store) => {
      const { caseByNumber, messageAbout, accountsOf } = store.reads;
      const counted = {
        caseByNumber: counting(caseByNumber),
        messageAbout: counting(messageAbout),
        accountsOf: counting(accountsOf),
      };
      return { ...store, reads: { ...store.reads, ...counted } };
    },
  });
  await answerUpTo(chat.franchisee);
  expect(reads).toBe(0);
});
