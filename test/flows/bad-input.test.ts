/** What people write and press by mistake, by accident or on purpose: always answered, never obeyed, nothing lost. */
import { describe, expect, it } from 'vitest';
import { aCase } from '../support/complaints.ts';
import { chatRoom, type Speaker } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();

const QUESTION = '(1 of 10) What happened? Write it as you would tell it.';

describe('a message that can’t be used', () => {
  const NOTHING_OPEN: [string, (person: Speaker) => Promise<unknown>, RegExp][] = [
    ['an unknown command', (person) => person.says('/nonsense 1'), /don’t know the command \/nonsense.*\/help/],
    ['an empty message', (person) => person.says('  \n '), /was empty.*\/help/],
    ['an invisible message', (person) => person.says('\u200b\u2060\ufeff'), /was empty.*\/help/],
    [
      'a sticker',
      (person) => person.does({ type: 'message', text: '', unsupported: ['sticker'] }),
      /can’t take this kind of message.*\/help/,
    ],
    ['a command of staff', (person) => person.says('/queue'), /for headquarters’ staff.*\/help/],
    ['a command with a long name', (person) => person.says(`/${'x'.repeat(64_000)}`), /command \/x{39}…/],
  ];

  it.each(NOTHING_OPEN)('%s is answered with what can be done', async (_, act, words) => {
    const chat = await open();
    const heard = await withoutEffect(chat, chat.franchisee, () => act(chat.franchisee));
    expect(heard).toMatch(words);
    expect(heard.length).toBeLessThan(1000);
  });

  it.each(NOTHING_OPEN)('%s in a form is answered, and the open question comes again', async (_, act) => {
    const chat = await open();
    await chat.franchisee.says('/complaint');
    await act(chat.franchisee);
    expect(chat.franchisee.hears().endsWith(QUESTION)).toBe(true);
    expect(chat.franchisee.hears().length).toBeGreaterThan(QUESTION.length + 10);
    await chat.franchisee.says('The milk was sour');
    expect(chat.franchisee.last().text).toContain('Who is complaining?');
  });

  it('an inherited property is no command', async () => {
    const { franchisee } = await open();
    for (const name of ['constructor', '__proto__', 'toString']) {
      await franchisee.says(`/${name}`);
      expect(franchisee.hears()).toContain('I don’t know the command');
    }
  });
});

const STRANGE: [string, string][] = [
  ['emoji', '🥛👩‍👩‍👧‍👦🏳️‍🌈 sour'],
  ['zero-width characters', 'so\u200bur\u200d milk\ufeff'],
  ['right-to-left text', '\u202eسيء جدا\u202c שלום'],
  ['control characters', 'bell\u0007 escape\u001b[31m red'],
  ['SQL', `'; drop table person; --`],
  ['HTML', '<script>alert(1)</script> <b>bold</b> &amp;'],
  ['mentions', '@everyone <@123> @here'],
  ['ICU braces', '{name} {count, plural, one {#} other {#}} #'],
  ['unbalanced braces', "}}{{ '{' {text"],
  ['markdown', '*a* _b_ `c` [d](http://e.f) | ~g~ > h'],
  ['replacement patterns', '$& $1 $$ %s \\n \\u0000'],
  ['JSON', '"],"x":null,["'],
];

describe('strange text', () => {
  it.each(STRANGE)('%s reaches the desk and the person as written', async (_, words) => {
    const chat = await open();
    const number = await aCase(chat, words);
    expect((await chat.cases())[0]?.facts.what).toBe(words.trim());
    expect(chat.desk.last().facts).toContainEqual({ label: 'What happened', value: words.trim() });
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/reply ${number}`);
    await chat.desk.says(words);
    await chat.desk.presses('Send it');
    expect(chat.franchisee.last().text).toBe(`${number}, from Dora:\n${words.trim()}`);
    await chat.desk.says(`/note ${number}`);
    await chat.desk.says(words);
    await chat.desk.says(`/case ${number}`);
    expect(chat.desk.last().facts?.at(-1)?.value).toContain(words.trim());
    await chat.desk.says('/queue');
    expect(await chat.failed()).toEqual([]);
  });

  it.each(STRANGE)('%s in a name is only a name', async (_, name) => {
    const chat = await open();
    const stranger = chat.stranger('odd', { displayName: name, hint: 'en' });
    await stranger.says('hello');
    expect(stranger.hears()).toContain(`Hello ${name}. Are you thinking of joining?`);
    await stranger.says('/complaint The milk was sour');
    await stranger.says('A shopper in person');
    expect(await chat.failed()).toEqual([]);
  });

  it.each(STRANGE)('%s in a command, a button or a dialog does no harm', async (_, words) => {
    const chat = await open();
    const { franchisee, desk } = chat;
    for (const person of [franchisee, desk]) {
      for (const command of ['complaint', 'case', 'claim', 'reply', 'replay', 'language', 'cancel', words]) {
        await person.does({ type: 'command', name: command, text: words });
        expect(person.heard().length).toBeGreaterThan(0);
      }
      await person.forges(words);
      expect(person.heard().length).toBeGreaterThan(0);
      await person.submits('complaint', { what: words, [words]: words });
      await person.submits(words, {});
      expect(person.heard().length).toBeGreaterThan(0);
    }
    expect(await chat.failed()).toEqual([]);
  });

  it('loses NUL and half characters at the edge, and nothing else', async () => {
    const chat = await open();
    await aCase(chat, 'a\0b \ud83d c \udc00 d');
    expect((await chat.cases())[0]?.facts.what).toBe('ab \ufffd c \ufffd d');
    expect(await chat.failed()).toEqual([]);
  });

  it.each([
    ['letters', 'x'.repeat(65_536)],
    ['emoji', '🥛'.repeat(32_768)],
    ['Chinese', '投诉'.repeat(30_000)],
    // Half an emoji stands at the limit.
    ['emoji with a sign of the media', `记者已经报道了${'🥛'.repeat(4000)}`],
  ])('of 64 KB (%s) is refused with the limit, in a form and outside', async (_, words) => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says(words);
    expect(franchisee.hears()).toMatch(/That is [\d,]+ characters; at most 4,000 fit here/);
    await franchisee.says('/complaint');
    await franchisee.says(words);
    expect(franchisee.hears()).toMatch(
      /That is [\d,]+ characters; at most [24],000 fit here.*\(1 of 10\) What happened/s,
    );
    await franchisee.says('cancel');
    await franchisee.says('yes');
    await franchisee.says(`/complaint ${words}`);
    expect(franchisee.hears()).toMatch(/That is [\d,]+ characters; at most [24],000 fit here.*What happened/s);
    await franchisee.says(`/complaint ${words}`);
    expect(franchisee.hears()).toMatch(/That is [\d,]+ characters; at most 4,000 fit here.*begin again/s);
    await franchisee.says(words);
    expect(franchisee.hears()).toMatch(/That is [\d,]+ characters; at most 4,000 fit here.*begin again/s);
    expect(JSON.stringify(await franchisee.frames()).length).toBeLessThan(1_000);
    expect(await chat.sql('select opening from draft order by created_at')).toEqual([[''], ['']]);
    expect(await chat.failed()).toEqual([]);
  });

  it('just within the limit is taken, and one character more is not', async () => {
    const { franchisee } = await open();
    await franchisee.says('/complaint');
    await franchisee.says('🥛'.repeat(2001));
    expect(franchisee.hears()).toContain('That is 2,001 characters; at most 2,000 fit here');
    await franchisee.says('🥛'.repeat(2000));
    expect(franchisee.hears()).toContain('Who is complaining?');
  });
});

describe('an answer that can’t be', () => {
  const AT_TIME = ['The milk was sour', 'A shopper in person'];
  const AT_STORE = [...AT_TIME, 'yesterday at 3 pm'];
  const AT_PHONE = [...AT_STORE, 'BJ001', 'skip', 'skip', 'Goods', 'Past its date', 'skip'];
  const CASES: [string, string[], string, RegExp, string, string][] = [
    ['an impossible date', AT_TIME, '30 February', /no such date/, 'yesterday', 'Which store'],
    ['an impossible hour', AT_TIME, 'yesterday at 25:00', /no such date or time/, 'yesterday', 'Which store'],
    [
      'a date to come',
      AT_TIME,
      'tomorrow at 3 pm',
      /Thu, 19 March 2026 at 15:00 is still to come/,
      'yesterday',
      'Which',
    ],
    ['a day to come', AT_TIME, '2026-12-01', /1 December 2026 is still to come/, 'yesterday', 'Which store'],
    ['no time at all', AT_TIME, 'purple', /could not read a date/, 'yesterday', 'Which store'],
    ['an unknown store', AT_STORE, 'qqqqqq', /don’t know that store/, 'BJ001', 'Who was involved'],
    ['letters in a phone number', AT_PHONE, '1380013800o', /no letters/, '13800138000', 'please check'],
    ['a short phone number', AT_PHONE, '1380013', /too short/, '13800138000', 'please check'],
    ['a long phone number', AT_PHONE, '138001380001', /too long/, '13800138000', 'please check'],
    ['no phone number', AT_PHONE, '!?', /can’t read that as a phone number/, '13800138000', 'please check'],
  ];
  it.each(CASES)(
    '%s gets its reason and an example, and can be corrected',
    async (_, before, bad, reason, good, next) => {
      const { franchisee } = await open();
      await franchisee.says('/complaint');
      for (const answer of before) await franchisee.says(answer);
      const question = franchisee.last().text.split('\n').at(-1) ?? '';
      await franchisee.says(bad);
      expect(franchisee.hears()).toMatch(reason);
      expect(franchisee.hears()).toContain('For example: ');
      expect(franchisee.hears()).toContain(question);
      await franchisee.says(good);
      expect(franchisee.last().text).toContain(next);
    },
  );

  it.each(['3', 'ok', '好的', '是', '没有', '😡', '谢谢'])(
    'is no story: “%s” does not take its place',
    async (words) => {
      const { franchisee } = await open({ language: 'en' });
      await franchisee.says('/complaint');
      await franchisee.says('The milk was sour');
      await franchisee.says('back');
      await franchisee.says(words);
      expect(franchisee.hears()).toContain('That says too little');
      expect(franchisee.hears()).toContain('Your answer so far: The milk was sour');
    },
  );

  it('is offered what it may have meant', async () => {
    const { franchisee } = await open();
    await franchisee.says('/complaint');
    for (const answer of AT_STORE) await franchisee.says(answer);
    await franchisee.says('BJ0O1');
    expect(franchisee.hears()).toContain('If it is one of these, choose it');
    await franchisee.presses('朝阳路店 (BJ001)');
    expect(franchisee.last().text).toContain('Who was involved?');
  });

  it('that can mean two days is asked about, as far as they are past', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says('/complaint');
    for (const answer of AT_TIME) await franchisee.says(answer);
    await franchisee.says('3/2/2026');
    expect(franchisee.hears()).toContain('That can mean more than one time. Which one?');
    await franchisee.presses('Mon, 2 March 2026');
    await franchisee.presses('Back');
    // A day stays a day.
    expect(franchisee.last().text).toContain('Your answer so far: Mon, 2 March 2026');
    expect(franchisee.last().text).not.toContain('00:00');
    await franchisee.says('3/4/2026');
    await franchisee.presses('Back');
    expect(franchisee.last().text).toContain('Your answer so far: Wed, 4 March 2026');
  });
});
