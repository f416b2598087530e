/** How the time of a call is agreed: chosen by buttons, corrected in words, shown on both clocks. */
import { describe, expect, it } from 'vitest';
import type { Callback } from '../../src/domain/callback.ts';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { tell } from '../support/calls.ts';
import { type Chat, type ChatOptions, chatRoom, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();
const PHONE = '+86 138 0013 8000';

const labels = (speaker: Speaker): string[] => (speaker.last().buttons ?? []).map(({ label }) => label);
const facts = (speaker: Speaker): string => (speaker.last().facts ?? []).map(({ value }) => value).join('\n');

async function theCall(chat: Chat, of: Speaker = chat.franchisee): Promise<Callback> {
  const [call] = await chat.store.reads.callbacksOf(of.personId, 5);
  if (!call) throw new Error('there is no callback');
  return call;
}

/** Ada is asked when. */
async function asked(options: ChatOptions = {}): Promise<Chat> {
  const chat = await open(options);
  await tell(chat.franchisee, '/callback', '4242 ♥♥', PHONE);
  return chat;
}

async function book(speaker: Speaker, when: string): Promise<void> {
  await tell(speaker, '/callback', 'The opening', PHONE, when);
  await speaker.presses('Book the call');
}

describe('a time that is chosen', () => {
  it.each([
    ['en', 'Fri 20 Mar', '3–3:30 pm'],
    ['zh-Hans', '3月20日周五', '下午3:00–3:30'],
    ['zh-Hant', '3月20日週五', '下午3:00–3:30'],
  ] as [Language, string, string][])('is a day, then a time, by buttons in %s', async (language, day, shown) => {
    const chat = await asked({ language });
    const { franchisee } = chat;
    const { 'call.pick': pick, 'pick.later': later, 'call.submit': submit } = CATALOGUES[language];
    await franchisee.presses(pick);
    expect(labels(franchisee).length).toBeLessThanOrEqual(10);
    await franchisee.presses(day);
    expect(labels(franchisee)).toContain('09:00');
    expect(labels(franchisee)).not.toContain('12:00');
    await franchisee.presses(later);
    await franchisee.presses('15:00');
    expect(facts(franchisee)).toContain(shown);
    await franchisee.presses(submit);
    expect((await theCall(chat)).window).toMatchObject({ from: '2026-03-20T07:00:00.000Z' });
    expectOnly(language, franchisee.all(), ['Ada', '4242 ♥♥']);
  });

  it('is on a day with room, at a time that is free', async () => {
    const chat = await open();
    await book(chat.neighbour, '2026-03-19 09:00');
    await tell(chat.franchisee, '/callback', 'The same', PHONE);
    await chat.franchisee.presses('Choose a day');
    const [first] = labels(chat.franchisee);
    expect(labels(chat.franchisee).join()).not.toMatch(/Sat|Sun/);
    await chat.franchisee.presses('More days');
    expect(labels(chat.franchisee)).not.toContain(first);
    await chat.franchisee.presses('Choose a day');
    await chat.franchisee.presses('Thu 19 Mar');
    expect(labels(chat.franchisee)).not.toContain('09:00');
    expect(labels(chat.franchisee)).toContain('09:30');
  });

  it('that is taken meanwhile is offered anew', async () => {
    const chat = await asked();
    await chat.franchisee.presses('Choose a day');
    await chat.franchisee.presses('Thu 19 Mar');
    await book(chat.neighbour, '2026-03-19 09:30');
    await chat.franchisee.presses('09:30');
    expect(chat.franchisee.last().text).toContain('That time is taken already');
    expect(labels(chat.franchisee)[0]).toContain('09:00');
  });

  it('never stands in the way of words, which are about the day that was chosen', async () => {
    const chat = await asked();
    await chat.franchisee.presses('Choose a day');
    await chat.franchisee.presses('In my own words');
    await chat.franchisee.presses('Choose a day');
    await chat.franchisee.presses('Fri 20 Mar');
    await chat.franchisee.presses('In my own words');
    expect(chat.franchisee.last().text).toContain('at what time on Fri, 20 March');
    await chat.franchisee.says('after three');
    expect(facts(chat.franchisee)).toContain('Fri, 20 March, 3–6 pm');
  });

  it.each(['@on:2026-99-99', '@days:0000-00-00', '@on:2026-03-21', '@words:2026-02-31', '@'])(
    'by a forged button (%s) harms nothing',
    async (words) => {
      const chat = await asked();
      await chat.franchisee.says(words);
      expect(chat.franchisee.last().text).toContain('When may we call you');
      expect(await chat.failed()).toEqual([]);
    },
  );
});

describe('another time', () => {
  it.each([
    ['No, Friday', '2026-03-20T08:30:00.000Z'],
    ['不，周五', '2026-03-20T08:30:00.000Z'],
    ['at five', '2026-03-19T09:00:00.000Z'],
    ['Friday at 10', '2026-03-20T02:00:00.000Z'],
    ['tomorrow at 11', '2026-03-19T03:00:00.000Z'],
  ])('is said against the one there is: %s', async (words, from) => {
    const chat = await open();
    await book(chat.franchisee, '2026-03-19 16:30');
    await chat.franchisee.presses('Another time');
    await chat.franchisee.says(words);
    expect((await theCall(chat)).window.from).toBe(from);
  });

  it('of an agent’s is so, too', async () => {
    const chat = await open();
    await book(chat.franchisee, '2026-03-19 16:30');
    await chat.desk.presses('Move');
    await tell(chat.desk, 'no, Friday');
    await chat.desk.presses('They have agreed');
    await chat.desk.says('A meeting');
    expect((await theCall(chat)).window.from).toBe('2026-03-20T08:30:00.000Z');
  });
});

describe('staff who choose another time', () => {
  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])('are spoken to as those who call, in %s', async (language) => {
    const chat = await open({ language });
    const { franchisee, desk } = chat;
    const texts = CATALOGUES[language];
    await tell(franchisee, '/zone London', '/callback', '4242', PHONE, '2026-03-19 09:30');
    await franchisee.presses(texts['call.submit']);
    await desk.presses(texts['call.button.move']);
    await desk.says('2026-03-20 03:00');
    expect(desk.last().text).toContain(texts['call.not.quiet.staff']);
    await desk.presses(texts['call.pick']);
    await desk.presses(texts['pick.words']);
    expect(desk.last().text).toContain(texts['call.pick.words.staff']);
    await tell(franchisee, '/zone New York');
    await desk.says('/cancel');
    await desk.presses(texts['call.button.move']);
    await desk.says('2026-03-24 03:00');
    expect(desk.last().text).toContain(texts['call.nearest.none.staff']);
    expectOnly(language, desk.all(), ['Ada', 'Dora', '4242']);
  });
});

describe('a time in a dialog', () => {
  async function promised(options: ChatOptions): Promise<Chat> {
    const chat = await asked(options);
    await chat.franchisee.says('2026-03-19 15:00');
    await chat.franchisee.presses('Book the call');
    return chat;
  }

  it.each([
    [{ when: '', 'when.pick': '2026-03-20 10:00' }, '2026-03-20T02:00:00.000Z'],
    [{ when: 'Friday at 10' }, '2026-03-20T02:00:00.000Z'],
    // Of both the words count, unless only what was chosen can be.
    [{ when: 'Friday at 10', 'when.pick': '2026-03-20 11:00' }, '2026-03-20T02:00:00.000Z'],
    [{ when: 'soonish perhaps', 'when.pick': '2026-03-20 10:00' }, '2026-03-20T02:00:00.000Z'],
  ])('is written, or chosen beside the words: %j', async (values, from) => {
    const chat = await promised({ dialogs: true });
    const { immediate } = await chat.franchisee.presses('Another time');
    const [opened] = immediate;
    if (opened?.type !== 'dialog') throw new Error('there is no dialog');
    expect(opened.dialog.fields).toMatchObject([
      { type: 'when', pick: { zone: 'Asia/Shanghai', first: '2026-03-18', last: '2026-05-17' } },
    ]);
    await chat.franchisee.submits(opened.dialog.form, values, opened.dialog.draft);
    expect((await theCall(chat)).window.from).toBe(from);
  });

  it('that can’t be chosen there is asked for in the chat, where it can', async () => {
    const chat = await promised({ dialogs: true, pickers: false });
    await chat.franchisee.presses('Another time');
    await chat.franchisee.presses('Choose a day');
    await chat.franchisee.presses('Fri 20 Mar');
    await chat.franchisee.presses('10:00');
    expect((await theCall(chat)).window.from).toBe('2026-03-20T02:00:00.000Z');
  });
});

describe('a time that is put right', () => {
  it.each([
    ['no, Friday', 'Fri, 20 March, 3–3:30 pm'],
    ['改成周五', 'Fri, 20 March, 3–3:30 pm'],
    ['rather at four', 'Thu, 19 March, 4–4:30 pm'],
  ])('at the review by “%s”', async (words, shown) => {
    const chat = await asked();
    await chat.franchisee.says('2026-03-19 15:00');
    await chat.franchisee.says(words);
    expect(facts(chat.franchisee)).toContain(shown);
    await chat.franchisee.presses('Book the call');
    expect(chat.franchisee.last().text).toContain(shown);
  });

  it('at the review to one that can’t be hears why, and what is nearest', async () => {
    const chat = await asked();
    await tell(chat.franchisee, '2026-03-19 15:00', 'no, Saturday');
    expect(chat.franchisee.last().text).toContain('Nobody is in the office on that day');
    await chat.franchisee.presses(labels(chat.franchisee)[0] ?? '');
    expect(facts(chat.franchisee)).toContain('20 March');
    await chat.franchisee.says('something else');
    expect(chat.franchisee.last().text).toContain('Please choose one of these');
  });

  it.each([
    ['en', 'no, Friday'],
    ['zh-Hans', '不，周五吧'],
    ['zh-Hant', '改到週五'],
  ] as [Language, string][])('after the promise is moved by one tap, in %s', async (language, words) => {
    const chat = await asked({ language });
    await chat.franchisee.says('2026-03-19 15:00');
    await chat.franchisee.presses(CATALOGUES[language]['call.submit']);
    await chat.franchisee.says(words);
    expect((await theCall(chat)).window.from).toBe('2026-03-19T07:00:00.000Z');
    await chat.franchisee.presses(CATALOGUES[language]['call.button.at']);
    expect((await theCall(chat)).window.from).toBe('2026-03-20T07:00:00.000Z');
    expectOnly(language, chat.franchisee.all(), ['Ada', '4242 ♥♥']);
  });

  it('is mere words where nobody expects a call', async () => {
    const chat = await open();
    await chat.franchisee.says('no, Friday');
    expect(chat.franchisee.last().text).not.toContain('instead');
  });

  it('is asked about when several calls are expected', async () => {
    const chat = await open();
    await book(chat.franchisee, '2026-03-19 15:00');
    await tell(chat.franchisee, '/callback', 'Another topic', '2026-03-19 16:00');
    await chat.franchisee.presses('Book the call');
    await chat.franchisee.says('no, Friday');
    expect(chat.franchisee.hears()).toContain('Which of your callbacks');
  });
});

it('is said on another clock, and said back on theirs; to the number that is known, in whatever words', async () => {
  const { franchisee } = await asked();
  await franchisee.says('Friday 9am London time');
  expect(facts(franchisee)).toContain('Fri, 20 March, 5–5:30 pm');
  await franchisee.presses('Book the call');
  await tell(franchisee, '/callback', 'The tiles', 'Friday at 10');
  await franchisee.presses('Change an answer');
  await franchisee.presses('Your phone');
  await franchisee.says('the number you have');
  expect(facts(franchisee)).toContain(PHONE);
});

it('about the same topic at the same time is one call', async () => {
  const chat = await open();
  await book(chat.franchisee, '2026-03-19 15:00');
  await tell(chat.franchisee, '/callback', 'the OPENING', '2026-03-19 afternoon');
  await chat.franchisee.presses('Book the call');
  expect(chat.franchisee.last().text).toContain('You have one booked about that already');
  expect(await chat.store.reads.callbacksOf(chat.franchisee.personId, 5)).toHaveLength(1);
});

it('that has gone by before it is sent off is noted all the same, with other times by one tap', async () => {
  const chat = await asked();
  await chat.franchisee.says('2026-03-19 15:00');
  chat.setClock('2026-03-19T09:00:00.000Z');
  await chat.franchisee.presses('Book the call');
  expect(chat.franchisee.last().text).toContain('That time has gone by');
  expect(await theCall(chat)).toMatchObject({ status: 'planned', topic: '4242 ♥♥' });
  await chat.franchisee.presses(labels(chat.franchisee)[0] ?? '');
  expect((await theCall(chat)).status).toBe('promised');
});

describe('a clock', () => {
  it('that all numbers like theirs have is taken, shown and theirs to change', async () => {
    const chat = await open();
    await tell(chat.franchisee, '/callback', 'The opening', '+44 20 7946 0958');
    expect(chat.franchisee.hears()).not.toContain('Whose clock');
    await chat.franchisee.says('tomorrow at 9:30');
    expect(facts(chat.franchisee)).toContain('London time');
    await tell(chat.franchisee, 'time zone', 'Paris');
    expect(facts(chat.franchisee)).toContain('Paris time');
    await chat.franchisee.presses('Book the call');
    expect((await chat.store.reads.person(chat.franchisee.personId))?.zone).toBe('Europe/Paris');
  });

  it('that is known only after the time was said is the one by which it was meant', async () => {
    const chat = await open();
    await tell(chat.franchisee, 'Call me back tomorrow at 9:30', 'The opening', '+44 20 7946 0958');
    expect(facts(chat.franchisee)).toContain('9:30–10 am (London time)');
    // By a clock on which the office is closed then, it is asked for again.
    await tell(chat.franchisee, 'time zone', 'Los Angeles');
    expect(chat.franchisee.last().text).toContain('The nearest free times');
    await chat.franchisee.says('tomorrow at 7 pm');
    expect(facts(chat.franchisee)).toContain('Los Angeles time');
    // There all of the office's day is night.
    await tell(chat.franchisee, 'time zone', 'New York');
    expect(chat.franchisee.last().text).toContain('There is no free time near it');
    expect(labels(chat.franchisee)).toContain('Answer me in writing');
  });

  it.each(['en', 'zh-Hans', 'zh-Hant'] as Language[])(
    'whose day is the office’s night is answered in writing instead in %s, by one tap',
    async (language) => {
      const chat = await open({ language });
      const { franchisee } = chat;
      const { 'pick.write': write, 'call.pick': pick } = CATALOGUES[language];
      await tell(franchisee, '/zone New York', '/callback', '4242 ♥♥', PHONE, '2026-03-19 10:00');
      expect(labels(franchisee)[0]).toBe(write);
      await franchisee.presses(pick);
      expect(labels(franchisee)[0]).toBe(write);
      await franchisee.presses(write);
      expect(await chat.cases()).toMatchObject([{ kind: 'consultation', words: expect.stringContaining('4242 ♥♥') }]);
      expect(franchisee.last().text).toMatch(/C-\d+/);
      expect(await franchisee.frames()).toEqual([]);
      expect(await chat.store.reads.callbacksOf(franchisee.personId, 5)).toEqual([]);
      expectOnly(language, franchisee.all(), ['Ada', '4242 ♥♥']);
    },
  );

  it('of what is booked follows them, and so do their quiet hours; the moment stays', async () => {
    const chat = await open();
    await book(chat.franchisee, '2026-03-19 16:30');
    await chat.franchisee.says('/zone London');
    const { window, id } = await theCall(chat);
    expect(window).toMatchObject({ from: '2026-03-19T08:30:00.000Z', zone: 'Europe/London' });
    expect((await chat.store.reads.journalOf(id)).at(-1)).toMatchObject({
      kind: 'zone',
      body: { before: 'Asia/Shanghai', zone: 'Europe/London' },
    });
    expect(facts(chat.desk)).toContain('8:30–9 am (London time)');
    // Half past six is night there, so they are reminded the evening before.
    chat.setClock('2026-03-18T18:59:00.000Z');
    await chat.fireTimers();
    const before = chat.franchisee.all().length;
    chat.setClock('2026-03-18T19:00:00.000Z');
    await chat.fireTimers();
    expect(chat.franchisee.all().slice(before)).toMatchObject([{ text: expect.stringContaining('8:30–9 am') }]);
  });

  it.each([
    ['en', 'my time zone is London', 'London time'],
    ['en', '/zone london', 'London time'],
    ['zh-Hans', '我在伦敦', '伦敦时间'],
    ['zh-Hant', '我的時區是倫敦', '倫敦時間'],
  ] as [Language, string, string][])('is kept with the person in %s: %s', async (language, words, name) => {
    const chat = await asked({ language });
    await chat.franchisee.says('2026-03-19 16:30');
    await chat.franchisee.presses(CATALOGUES[language]['call.submit']);
    await chat.franchisee.says(words);
    expect((await chat.store.reads.person(chat.franchisee.personId))?.zone).toBe('Europe/London');
    // What is promised stays at its moment.
    expect(chat.franchisee.last().text).toContain(name);
    expect(chat.franchisee.last().text).toContain('8:30');
    await tell(chat.franchisee, '/callback', 'BJ001', '2026-03-19 9:00');
    expect(facts(chat.franchisee)).toContain(name);
    expectOnly(language, chat.franchisee.all(), ['Ada', '4242 ♥♥', 'BJ001']);
  });

  it('that nobody knows is asked for again, with choices', async () => {
    const chat = await open();
    await chat.franchisee.says('/zone');
    expect(chat.franchisee.last().text).toContain('Your times are by Shanghai time');
    await chat.franchisee.says('Atlantis');
    expect(chat.franchisee.last().text).toContain('I don’t know that place');
    await chat.franchisee.presses('London time');
    expect((await chat.store.reads.person(chat.franchisee.personId))?.zone).toBe('Europe/London');
  });

  it('that differs from the office’s is told to staff beside the office’s', async () => {
    const chat = await open();
    await tell(chat.franchisee, '/callback', 'The opening', '+44 20 7946 0958', '2026-03-19 9:30');
    await chat.franchisee.presses('Book the call');
    expect(facts(chat.desk)).toContain('9:30–10 am (London time)');
    expect(facts(chat.desk)).toContain('5:30–6 pm (Shanghai time)');
    await chat.desk.says('/calls');
    await chat.franchisee.presses('Another time');
    await chat.franchisee.says('2026-03-20 9:00');
    const told = chat.desk.all().find(({ text }) => text.includes('Moved by the person'));
    expect(told?.text).toContain('London time');
    expect(told?.text).toContain('Shanghai time');
  });
});

describe('around Spring Festival', () => {
  it.each([
    ['en', 'Sat 14 Feb'],
    ['zh-Hans', '2月14日周六'],
    ['zh-Hant', '2月14日週六'],
  ] as [Language, string][])(
    'the office says why it is closed, and when it is not, in %s',
    async (language, saturday) => {
      const chat = await open({ language });
      chat.setClock('2026-02-13T01:00:00.000Z');
      const { franchisee } = chat;
      const { 'holiday.spring': name, 'call.pick': pick, 'call.submit': submit } = CATALOGUES[language];
      await tell(franchisee, '/callback', '4242 ♥♥', PHONE, '2026-02-17 10:00');
      expect(franchisee.last().text).toContain(name);
      // The worked Saturday is the last day before the festival, and nearer than the first one after it.
      expect(labels(franchisee)[0]).toMatch(/14/);
      await franchisee.presses(pick);
      // Nine days of the festival are none to call on.
      expect(labels(franchisee).slice(0, 4).join()).toMatch(/13.*14.*24.*25/);
      await franchisee.presses(saturday);
      await franchisee.presses('10:00');
      await franchisee.presses(submit);
      expect((await theCall(chat)).window.from).toBe('2026-02-14T02:00:00.000Z');
      expectOnly(language, franchisee.all(), ['Ada', '4242 ♥♥']);
    },
  );
});
