/** What staff look things up and write with: their own cases, the search, quick replies. */
import { describe, expect, it } from 'vitest';
import { aCase, anAnsweredCase, aQuickReply } from '../support/complaints.ts';
import { type Chat, chatRoom, NOON } from '../support/flows.ts';

const open = chatRoom();

const lines = (chat: Chat): string[] => chat.desk.last().text.split('\n');

describe('/mine', () => {
  it('without cases says what comes next, and has a button to claim it', async () => {
    const chat = await open();
    await chat.desk.says('/mine');
    expect(chat.desk.hears()).toContain('nobody is waiting in the queue');
    const number = await aCase(chat);
    await chat.desk.says('/mine');
    expect(chat.desk.hears()).toContain('This one is next in the queue:');
    await chat.desk.presses(`Claim ${number}`);
    expect((await chat.cases())[0]?.assigneeId).toBe(chat.desk.personId);
    await chat.franchisee.says('/mine');
    expect(chat.franchisee.hears()).toContain('Your case:');
  });

  it('puts what is overdue first, then what is soon due, what waits and what a department has', async () => {
    const chat = await open();
    const names = ['old', 'soon', 'waits', 'away', 'fresh'];
    const numbers: Record<string, string> = {};
    for (const [index, name] of names.entries()) {
      chat.setClock(
        new Date(Date.parse(NOON) + (name === 'old' ? 0 : name === 'soon' ? 4 : 20 + index) * 3_600_000).toISOString(),
      );
      const number = await aCase(chat, `The milk of ${name} was sour`);
      numbers[name] = number;
      await chat.desk.says(`/claim ${number}`);
    }
    await chat.desk.says(`/ask ${numbers.waits} Which shelf?`);
    await chat.desk.presses('Send it');
    await chat.desk.says(`/refer ${numbers.away} Which batch?`);
    await chat.desk.says('Quality');
    chat.setClock(new Date(Date.parse(NOON) + 26 * 3_600_000).toISOString());
    await chat.desk.says('/mine');
    const shown = lines(chat);
    expect(shown[0]).toBe('Your 5 cases:');
    const places = [
      'Overdue',
      numbers.old,
      'Due within',
      numbers.soon,
      'Waiting for',
      numbers.waits,
      'With a dep',
      numbers.away,
      'else',
      numbers.fresh,
    ];
    expect(places.map((one) => shown.findIndex((line) => line.includes(String(one))))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(shown[2]).toContain('overdue by 2 hours · next: a first word to the person');
    expect(shown[8]).toContain('next: the findings of Quality');
    await chat.desk.presses(String(numbers.away));
    expect(chat.desk.hears()).toContain('History');
    await chat.desk2.says('/mine');
    expect(chat.desk2.hears()).not.toContain(String(numbers.old));
  });
});

describe('/search', () => {
  const found = async (chat: Chat, words: string): Promise<string> => {
    await chat.desk.says(`/search ${words}`);
    return chat.desk.hears();
  };

  it('finds by number, words, answers, store, person and phone, and all words must match', async () => {
    const chat = await open();
    const number = await aCase(chat, '收銀員多收了二十塊，態度很差');
    const other = await aCase(chat, 'The bread was hard');
    for (const words of [
      number,
      number.slice(2),
      '收银员',
      '收銀員 二十块',
      'BJ001',
      '朝阳路',
      'chaoyang',
      'ada',
      '138-0013-8000',
      '投诉',
    ]) {
      expect(await found(chat, words), words).toContain(number);
    }
    expect(await found(chat, 'bread BJ001')).toContain(other);
    expect(await found(chat, 'bread 收銀員')).toContain('No case has');
    await chat.desk.presses(number);
    expect(chat.desk.hears()).toContain('History');
  });

  it('finds what was added and noted later, and what earlier versions have written', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/note ${number} The carton was 摺損`);
    await chat.franchisee.says('It happened at the 倉庫');
    await chat.franchisee.presses(`Add it to ${number}`);
    expect(await found(chat, '折损')).toContain(number);
    expect(await found(chat, '仓库 carton')).toContain(number);
    await chat.sql('update case_file set search = null');
    expect(await found(chat, 'SOUR milk')).toContain(number);
    expect(await found(chat, number.toLowerCase())).toContain(number);
    expect(await found(chat, '100%')).toContain('No case has');
  });

  it('shows open cases before closed ones, and says when there are more', async () => {
    const chat = await open();
    const first = await aCase(chat);
    const second = await aCase(chat);
    await chat.sql(`update case_file set status = 'confirmed' where number = '${second}'`);
    await found(chat, 'milk');
    expect(
      lines(chat)
        .slice(1)
        .map((line) => line.slice(0, 6)),
    ).toEqual([first, second]);
    const wide = await open({
      wrap: (store) => {
        const searchCases: typeof store.reads.searchCases = async (words, limit, filter) => {
          const [one] = await store.reads.searchCases(words, 1, filter);
          return one ? Array<typeof one>(limit).fill(one) : [];
        };
        return { ...store, reads: { ...store.reads, searchCases } };
      },
    });
    await aCase(wide);
    expect(await found(wide, 'milk')).toContain('More than 20 cases have');
    expect(lines(wide)).toHaveLength(21);
  });

  it('never shows what the reader may not read', async () => {
    const chat = await open();
    const secret = await aCase(chat, 'The agent took a secret bribe');
    const about = await aCase(chat, 'Dora kept it a secret');
    await chat.sql(`update case_file set confidential = true where number = '${secret}'`);
    await chat.sql(`update case_file set about_ids = '["${chat.desk.personId}"]' where number = '${about}'`);
    expect(await found(chat, 'secret')).toContain('No case has');
    await chat.desk2.says('/search secret');
    expect(chat.desk2.hears()).toContain(about);
    expect(chat.desk2.hears()).not.toContain(secret);
    await chat.franchisee.says('/search secret');
    expect(chat.franchisee.hears()).toContain('for headquarters’ staff');
  });

  it.each(['', '   ', '。。。', '%', '_', '\\', `'";--`])(
    'asks what to look for when it is given “%s”',
    async (words) => {
      const chat = await open();
      await aCase(chat);
      expect(await found(chat, words)).toContain('What are you looking for?');
    },
  );

  it('takes signs for what they are, and a pasted message for its first words', async () => {
    const chat = await open();
    const number = await aCase(chat, `a_b 50%off c\\d it's "fine"`);
    await aCase(chat, 'axb 50xoff cxd');
    for (const words of ['a_b', '50%off', 'c\\d', "it's", '"fine"']) {
      expect(await found(chat, words), words).toContain(number);
      expect(lines(chat), words).toHaveLength(2);
    }
    expect(await found(chat, 'x'.repeat(4000))).toContain('No case has');
    expect(await found(chat, 'a_b '.repeat(1000))).toContain(number);
  });
});

describe('quick replies', () => {
  const editor = async (options?: Parameters<typeof open>[0]) => {
    const chat = await open(options);
    await chat.sql(`update person set grants = '{"duties":["supervisor"]}' where id = '${chat.desk.personId}'`);
    return chat;
  };
  const seeded = (chat: Chat, ...quickReplies: ReturnType<typeof aQuickReply>[]) =>
    chat.store.seed({ people: [], accounts: [], outlets: [], timers: [], quickReplies });
  const journal = async (chat: Chat) =>
    (
      await chat.sql("select kind, actor_id, body ->> 'name' from journal where aggregate = 'quick-reply' order by seq")
    ).map((row) => (row as string[]).join(' '));

  it('are added, changed, retired and brought back by who may, with who did what in the journal', async () => {
    const chat = await editor();
    const { desk } = chat;
    await desk.says('/replies');
    expect(desk.hears()).toContain('There are no quick replies yet.');
    await desk.presses('New quick reply');
    await desk.says('On its way');
    await desk.presses('No text in it');
    await desk.presses('No text in it');
    expect(desk.last().text).toContain('What does it say in English?');
    expect(desk.last().buttons?.map(({ label }) => label)).not.toContain('No text in it');
    await desk.says('Dear {nmae}, {NUMBER} …');
    expect(desk.hears()).toContain('Nothing is known for {nmae}. There are: {name} {number} {store} {due} {agent}');
    await desk.says('Dear {name}, {number} is due {due}.');
    await desk.says('complaints of the moon');
    expect(desk.hears()).toContain('I know these kinds: complaint, request for help,');
    await desk.says('投诉, suggestion');
    expect(desk.last().facts?.map(({ value }) => value)).toContain('complaint and suggestion');
    await desk.presses('Save it');
    await desk.says('/replies');
    expect(desk.hears()).toContain('On its way (in English only): Dear {name}, {number} is due {due}.');
    await desk.presses('On its way');
    await desk.presses('Change');
    await desk.presses('Change an answer');
    await desk.presses('Name');
    await desk.says('Coming');
    await desk.presses('Save it');
    await desk.presses('Retire');
    await desk.says('/replies');
    expect(desk.hears()).toContain('There are no quick replies yet.');
    await desk.presses('Bring it back');
    const who = desk.personId;
    expect(await journal(chat)).toEqual([
      `added ${who} On its way`,
      `changed ${who} Coming`,
      `retired ${who} Coming`,
      `restored ${who} Coming`,
    ]);
  });

  it('are not changed by those who may only use them', async () => {
    const chat = await editor();
    await seeded(chat, aQuickReply('Later', { en: 'Later' }));
    await chat.desk2.says('/replies Later');
    expect(chat.desk2.hears()).toBe(
      'Later\nSimplified Chinese: no text; another language is used\nTraditional Chinese: no text; another language is used\nEnglish: Later\nFor: Every kind',
    );
    const { id } = aQuickReply('Later', {});
    for (const forged of ['q:new', `q:${id}:edit`, `q:${id}:retire`]) {
      await chat.desk2.forges(forged);
      expect(chat.desk2.hears()).toContain('for headquarters’ staff');
    }
    await chat.franchisee.says('/replies');
    expect(chat.franchisee.hears()).toContain('for headquarters’ staff');
    expect(await journal(chat)).toEqual([]);
  });

  it('are offered for the kind of the case, and become what the person will read in their language', async () => {
    const chat = await editor();
    await seeded(
      chat,
      aQuickReply('Later', {
        en: 'Dear {name}',
        'zh-Hant': '{name}您好，工單 {number}（{store}）將於{due}前答覆。{agent}',
      }),
      aQuickReply('Short', { 'zh-Hans': '我们正在处理 {number}' }),
      aQuickReply('Praise', { en: 'Thank you' }, { kinds: ['praise'] }),
      aQuickReply('Old', { en: 'Old' }, { retiredAt: NOON }),
    );
    const number = await aCase(chat);
    await chat.sql(`update person set language = 'zh-Hant' where id = '${chat.franchisee.personId}'`);
    await chat.desk.presses('Claim');
    await chat.desk.says(`/reply ${number}`);
    expect(chat.desk.last().text).toContain('The person reads Traditional Chinese.');
    expect(chat.desk.last().buttons?.map(({ label }) => label)).toEqual(['Later', 'Short', 'Write it myself']);
    await chat.desk.presses('Later');
    const words = `Ada您好，工單 ${number}（朝阳路店）將於2026年3月19日週四 12:00前答覆。Dora`;
    expect(chat.desk.last().facts).toEqual([{ label: 'The person will read', value: words }]);
    await chat.desk.presses('Change an answer');
    await chat.desk.presses('Quick reply');
    await chat.desk.presses('Short');
    expect(chat.desk.last().text).toContain(
      '“Short” has no Traditional Chinese text, so this is the one in Simplified Chinese',
    );
    expect(chat.desk.last().facts?.[0]?.value).toBe(`我们正在处理 ${number}`);
    await chat.desk.presses('Send it');
    expect(chat.franchisee.last().text).toContain(`我们正在处理 ${number}`);
    await chat.desk.says(`/reply ${number} 写好的内容`);
    expect(chat.desk.last().text).toContain(
      'This looks like Simplified Chinese, and the person reads Traditional Chinese.',
    );
  });

  it('that are retired meanwhile are not used', async () => {
    const chat = await editor();
    await seeded(chat, aQuickReply('Later', { en: 'Dear {name}' }));
    const number = await aCase(chat);
    await chat.desk.presses('Claim');
    await chat.desk.says(`/reply ${number}`);
    await chat.sql('update quick_reply set retired_at = now()');
    await chat.desk.presses('Later');
    expect(chat.desk.hears()).toContain('Choose a quick reply');
    await chat.desk.says('{name} as it stands');
    expect(chat.desk.last().facts?.[0]?.value).toBe('{name} as it stands');
  });
});

describe('/home', () => {
  it('is one’s own cases, for staff by urgency with the queue and what failed below', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.presses('Claim');
    const asked = { queue: 'open case', failed: 'gone wrong' };
    await chat.desk.says('/home');
    expect(chat.desk.heard().map(({ text }) => text.split('\n')[0])).toEqual(['Your case:', '1 open case:']);
    await chat.sql(
      "insert into event (id, kind, status, error) values (gen_random_uuid(), 'message', 'failed', 'boom')",
    );
    await chat.desk.says('/home');
    expect(chat.desk.hears()).toContain('One thing has gone wrong');
    await chat.franchisee.says('/home');
    expect(chat.franchisee.heard().map(({ text }) => text.split('\n')[0])).toEqual(['Your case:']);
    expect(chat.franchisee.hears()).toContain(number);
    for (const words of Object.values(asked)) expect(chat.franchisee.hears()).not.toContain(words);
  });
});

describe('the card', () => {
  it('of a disputed case offers what comes next, the minor things apart', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    await chat.franchisee.presses('No, not yet');
    await chat.franchisee.says('The money is not there');
    await chat.desk.says(`/case ${number}`);
    const buttons = chat.desk.last().buttons ?? [];
    const labels = (minor: boolean) =>
      buttons.filter((one) => (one.minor ?? false) === minor).map(({ label }) => label);
    expect(labels(false)).toEqual(['Reply', 'Resolve', 'Ask the person', 'Hand over']);
    expect(labels(true)).toContain('Close');
  });
});
