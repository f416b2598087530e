/** Reminders of callbacks whatever happened (F12): after a standstill, when nobody begins, when someone is away. */
import { describe, expect, it } from 'vitest';
import { timerEvent } from '../../src/core/engine/decide.ts';
import type { Callback } from '../../src/domain/callback.ts';
import { ledgerOf } from '../../src/domain/callback-ledger.ts';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { type Chat, type ChatOptions, chatRoom, type Shown, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();
const PHONE = '+86 138 0013 8000';

/** Thursday in Shanghai, or another day of that March. */
const at = (clock: string, day = 19): string => new Date(`2026-03-${day}T${clock}:00+08:00`).toISOString();

/** Ada's calls at two and three on Thursday, and Bob's at four, are Dora's. */
async function booked(options: ChatOptions = {}): Promise<Chat> {
  const chat = await open(options);
  const texts = CATALOGUES[options.language ?? 'en'];
  const book = async (speaker: Speaker, ...answers: string[]): Promise<void> => {
    for (const answer of ['/callback', ...answers]) await speaker.says(answer);
    await speaker.presses(texts['call.submit']);
    await chat.desk.presses(texts['call.button.claim']);
  };
  await book(chat.franchisee, 'One ♥', PHONE, '2026-03-19 14:00');
  await book(chat.franchisee, 'Two ♥', '2026-03-19 15:00');
  await book(chat.neighbour, 'Three ♥', PHONE, '2026-03-19 16:00');
  return chat;
}

/** What someone is told while the work is done, cards that only change left out. */
async function told(speaker: Speaker, work: () => Promise<unknown>): Promise<Shown[]> {
  const before = speaker.all().length;
  await work();
  return speaker
    .all()
    .slice(before)
    .filter(({ text }) => !text.startsWith('Callback · '));
}

const calls = async (chat: Chat): Promise<Callback[]> => {
  const found = await Promise.all(
    [chat.franchisee, chat.neighbour].map(({ personId }) => chat.store.reads.callbacksOf(personId, 20)),
  );
  return found.flat();
};
const remind = (chat: Chat, clock: string) => () => {
  chat.setClock(clock);
  return chat.fireTimers('call.remind');
};
const labels = ({ buttons = [] }: Shown) => buttons.map(({ label }) => label);
/** In a chat of their own, in English. */
async function alone(chat: Chat, speaker: Speaker): Promise<Speaker> {
  const own = chat.privately(speaker);
  await own.says('/language English');
  return own;
}

describe('after a standstill', () => {
  it('nothing stale is told, and each side has one message of its own', async () => {
    const chat = await booked();
    const dora = chat.desk;
    const heard = await told(dora, remind(chat, at('15:10')));
    expect(heard.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^It is time to call, .*3–3:30 pm/),
      expect.stringMatching(/^The time is over and nobody has called: .*2–2:30 pm/),
    ]);
    const later = await told(dora, remind(chat, at('15:52')));
    expect(later.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^There is a call to make in a moment, .*4–4:30 pm/),
      expect.stringMatching(/^The time is over and nobody has called: .*3–3:30 pm/),
    ]);
    expect((await calls(chat)).map(({ status }) => status)).toEqual(['due', 'due', 'promised']);
  });

  it('several calls that have begun are one list, each begun or opened by one tap', async () => {
    const chat = await booked();
    await chat.sql(`update callback set time_window = jsonb_set(time_window, '{until}', '"${at('18:00')}"')`);
    const heard = await told(chat.desk, remind(chat, at('16:10')));
    expect(heard.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^You have 3 calls to look at.*\n1\. To be called now: .*One ♥\n2\. .*Two ♥\n3\. .*Three ♥$/s,
      ),
    ]);
    expect(labels(chat.desk.last())).toEqual([1, 2, 3].flatMap((n) => [`${n}. Call now`, `${n}. Open`]));
    expect((await calls(chat)).map(({ status }) => status)).toEqual(['due', 'due', 'due']);
    await chat.desk.presses('2. Call now');
    expect((await calls(chat)).find(({ topic }) => topic === 'Two ♥')?.status).toBe('in-progress');
    await chat.desk.presses('3. Open');
    expect(labels(chat.desk.last())).toContain('Call now');
    expect(await told(chat.desk, remind(chat, at('16:20')))).toEqual([]);
  });

  it.each(['zh-Hans', 'zh-Hant', 'en'] as const)(
    'of three days, people sleep on, and have one apology in %s with other times, each supervisor one message',
    async (language) => {
      const chat = await booked({ language });
      const texts = CATALOGUES[language];
      const emil = chat.privately(chat.desk2);
      await emil.forges(`l:${language}`);
      await chat.give(emil, { duties: ['supervisor'] });
      const night = remind(chat, at('22:30', 22));
      const [ada, bob] = [await told(chat.franchisee, night), await told(chat.neighbour, async () => {})];
      expect([ada, bob]).toEqual([[], []]);
      expect(emil.all().filter(({ text }) => text.includes('♥'))).toHaveLength(1);
      expect(await told(chat.franchisee, remind(chat, at('08:59', 23)))).toEqual([]);
      const morning = await told(chat.franchisee, remind(chat, at('09:00', 23)));
      expect(morning).toHaveLength(1);
      expect(morning[0]?.text).toContain(texts['call.due.what.missed']);
      expect(morning[0]?.text).toContain(texts['call.nearest'].slice(0, 4));
      expect(morning.flatMap(labels)).toHaveLength(4);
      const sorry = chat.neighbour.last();
      expect(sorry.text).toContain(texts['call.remind.missed'].slice(0, 3));
      expect(sorry.buttons).toHaveLength(5);
      await chat.neighbour.presses(labels(sorry)[0] ?? '');
      expect((await calls(chat)).find(({ topic }) => topic === 'Three ♥')).toMatchObject({
        status: 'promised',
        window: { from: at('09:00', 23) },
      });
      for (const speaker of [chat.franchisee, chat.neighbour, chat.desk, emil])
        expectOnly(language, speaker.all(), ['Ada', 'Bob', 'Dora', 'Emil', 'One ♥', 'Two ♥', 'Three ♥']);
    },
  );

  it('nothing is told twice, whichever timer comes again and whoever starts anew', async () => {
    const chat = await booked();
    chat.setClock(at('14:00'));
    const timers = await chat.timers('call.remind');
    await chat.fireTimers('call.remind');
    await chat.restart();
    const again = await told(chat.desk, async () => {
      for (const timer of timers)
        await chat.handle(timerEvent({ ...timer, rev: '11111111-1111-1111-1111-111111111111' }));
      for (const timer of timers) await chat.handle(timerEvent(timer));
      await chat.sql(
        `insert into timer (key, rev, due_at, kind, ids) select 'again ' || id, id::text, '${at('14:00')}', 'call.remind', jsonb_build_object('call', id, 'what', 'now') from callback`,
      );
      await chat.fireTimers('call.remind');
    });
    expect(again).toEqual([]);
  });

  it('what is due stays due when someone writes a word about it before it was told', async () => {
    const chat = await booked();
    chat.setClock(at('14:10'));
    await chat.desk.says('/calls');
    await chat.desk.presses('Hand over');
    await chat.desk.says('/cancel');
    const [one] = await calls(chat);
    await chat.franchisee.forges(`k:${one?.id}:ok`);
    const heard = await told(chat.desk, remind(chat, at('14:12')));
    expect(heard.map(({ text }) => text)).toEqual([expect.stringMatching(/^It is time to call, .*2–2:30 pm/)]);
  });
});

describe('when nobody begins', () => {
  it('the supervisors hear twice, the second time with whom to give it to, then the operations managers', async () => {
    const chat = await booked();
    const [emil, finn] = [await alone(chat, chat.desk2), chat.stranger('finn')];
    await finn.says('/language English');
    await chat.sql(`update person set role = 'staff' where id = '${finn.personId}'`);
    await chat.give(emil, { duties: ['supervisor'] });
    await chat.give(finn, { duties: ['operations-manager'] });
    for (const clock of ['14:00', '14:45']) await remind(chat, at(clock))();
    expect(emil.last().text).toMatch(/^The time is over and nobody has called/);
    await remind(chat, at('15:45'))();
    const again = emil.all().find(({ text }) => text.startsWith('Still nobody has called'));
    if (!again) throw new Error('the supervisor is told once only');
    expect(labels(again)[0]).toMatch(/^Give to (Emil|Finn)$/);
    expect(finn.all().filter(({ text }) => text.includes('Nobody'))).toEqual([]);
    await remind(chat, at('16:45'))();
    expect(finn.all().map(({ text }) => text.split(':')[0])).toContain(
      'Nobody has called, though the supervisors were told twice',
    );
    await emil.forges(again.buttons?.[0]?.id ?? '');
    const [one] = (await calls(chat)).filter(({ topic }) => topic === 'One ♥');
    expect(one?.ownerId).not.toBe(chat.desk.personId);
    // It ran out while it was Dora's.
    expect(one && ledgerOf(one, chat.now())).toMatchObject([{ ownerId: chat.desk.personId, verdict: 'missed' }]);
    expect(await told(finn, remind(chat, at('18:45')))).not.toEqual(
      expect.arrayContaining([expect.objectContaining({ text: expect.stringContaining('One') })]),
    );
  });

  it('stops at once when someone begins, and nobody is excused for what is kept', async () => {
    const chat = await booked();
    await remind(chat, at('14:00'))();
    await chat.desk.presses('Call now');
    const heard = await told(chat.franchisee, remind(chat, at('14:58')));
    expect(heard).toEqual([]);
  });
});

describe('a reminder', () => {
  it('loses its buttons when the person has moved the call, or the agent has begun', async () => {
    const chat = await booked();
    await remind(chat, at('12:00'))();
    const sent = async (words: string): Promise<unknown> =>
      (await chat.sql(`select id from outbox where message ->> 'text' like '${words}%' order by at desc limit 1`))[0];
    const announced = await sent('As promised, we will call you');
    await chat.franchisee.presses('Another time');
    await chat.franchisee.says('2026-03-20 10:00');
    expect([chat.franchisee.last().settles?.outboxId]).toEqual(announced);
    await remind(chat, at('14:45'))();
    const soon = await sent('There is a call to make in a moment');
    await remind(chat, at('15:00'))();
    expect([chat.desk.last().settles?.outboxId]).toEqual(soon);
    const now = await sent('It is time to call');
    await chat.desk.presses('Call now');
    expect(chat.desk.heard().map(({ settles }) => [settles?.outboxId])).toContainEqual(now);
  });

  it('of an agent who reads the desk only stands there, once', async () => {
    const chat = await booked();
    await chat.desk.presses('Hand over');
    await chat.desk.says('Emil');
    await chat.desk.says('Knows it');
    const heard = await told(chat.desk2, remind(chat, at('16:00')));
    const mine = heard.filter(({ text }) => text.includes('4–4:30 pm'));
    expect(mine.map(({ text }) => text)).toEqual([expect.stringMatching(/^For Emil:\nIt is time to call/)]);
  });
});

describe('whoever is away', () => {
  const off = async (chat: Chat) => {
    await chat.desk.says('/duty off');
    await chat.fireTimers('call.return');
  };

  it('leaves the calls of the day to whoever is free, in one message to each side, and has none of them back', async () => {
    const chat = await booked();
    const emil = await alone(chat, chat.desk2);
    const before = await calls(chat);
    const people = chat.franchisee.all().length;
    chat.setClock(at('10:00'));
    const heard = await told(emil, () => off(chat));
    expect(heard.map(({ text }) => text)).toEqual([
      expect.stringMatching(
        /^Dora is off duty, so these 3 calls are yours now:\n1\. .*One ♥\n2\. .*Two ♥\n3\. .*Three ♥$/s,
      ),
    ]);
    expect(labels(heard[0] ?? emil.last())).toEqual(['1. Open', '2. Open', '3. Open']);
    expect(chat.desk.last().text).toMatch(/^While you are off duty, others make the 3 calls that you had:\n.* · Emil/s);
    const after = await calls(chat);
    expect(after.map(({ window }) => window)).toEqual(before.map(({ window }) => window));
    expect(after.map(({ ownerId, rounds }) => [ownerId, rounds.at(-1)?.ownerId])).toEqual(
      after.map(() => [emil.personId, emil.personId]),
    );
    expect(chat.franchisee.all()).toHaveLength(people);
    await chat.desk.says('/duty on');
    await chat.fireTimers('call.return');
    expect((await calls(chat)).every(({ ownerId }) => ownerId === emil.personId)).toBe(true);
    expect((await told(emil, remind(chat, at('14:00')))).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^It is time to call/),
    ]);
  });

  it('keeps what they are at until they put it back, and the desk has what nobody is there for', async () => {
    const chat = await booked();
    await chat.give(chat.desk2, { onDuty: false });
    await remind(chat, at('14:00'))();
    await chat.desk.presses('Call now');
    await off(chat);
    const owners = async () => (await calls(chat)).map(({ topic, ownerId }) => [topic, ownerId]);
    expect(await owners()).toEqual([
      ['One ♥', chat.desk.personId],
      ['Two ♥', null],
      ['Three ♥', null],
    ]);
    expect(
      chat.desk.hears() +
        chat.desk
          .all()
          .map(({ text }) => text)
          .join('\n'),
    ).toMatch(/no colleague is free\. Who will make these 2 calls\?/);
    await chat.desk.presses('Not now');
    await chat.fireTimers('call.return');
    expect((await owners())[0]).toEqual(['One ♥', null]);
  });

  it('keeps what is due on another day, until its time comes and they are still away', async () => {
    const chat = await booked();
    await alone(chat, chat.desk2);
    await off(chat);
    expect((await calls(chat)).every(({ ownerId }) => ownerId === chat.desk.personId)).toBe(true);
    chat.setClock(at('13:29'));
    await chat.fireTimers();
    expect((await calls(chat)).every(({ ownerId }) => ownerId === chat.desk.personId)).toBe(true);
    chat.setClock(at('13:30'));
    await chat.fireTimers();
    expect((await calls(chat)).every(({ ownerId }) => ownerId === chat.desk2.personId)).toBe(true);
  });

  it('and has left for good reads no more than how many', async () => {
    const chat = await booked();
    const emil = await alone(chat, chat.desk2);
    await chat.sql(`update person set role = 'franchisee' where id = '${chat.desk.personId}'`);
    await chat.sql(
      `insert into timer (key, rev, due_at, kind, ids) values ('x', 'x', '${at('10:00')}', 'call.return', '{"person":"${chat.desk.personId}"}')`,
    );
    chat.setClock(at('10:00'));
    await chat.fireTimers('call.return');
    expect(chat.desk.last().text).toBe('Others now make the 3 calls that you had:');
    expect(emil.last().text).toContain('Dora does not make calls any more');
  });
});

describe('what staff do while it is night where someone is', () => {
  /** Ada lives in London, where the calls on Thursday are at nine and half past; noon in Shanghai is four in the morning there. */
  async function abroad(language: Language): Promise<{ chat: Chat; first: string; second: string }> {
    const chat = await open({ language });
    const { franchisee, desk } = chat;
    const texts = CATALOGUES[language];
    await franchisee.says('/zone London');
    for (const [topic, clock] of [
      ['♥ 1', '2026-03-19 09:00'],
      ['♥ 2', '2026-03-19 09:30'],
    ] as const) {
      const phone = topic === '♥ 1' ? [PHONE] : [];
      for (const answer of ['/callback', topic, ...phone, clock]) await franchisee.says(answer);
      await franchisee.presses(texts['call.submit']);
      await desk.presses(texts['call.button.claim']);
    }
    chat.setClock(at('13:00', 18));
    const [first, second] = await calls(chat);
    return { chat, first: first?.id ?? '', second: second?.id ?? '' };
  }

  async function move({ desk }: Chat, id: string, language: Language, when: string): Promise<void> {
    await desk.forges(`k:${id}:move`);
    await desk.says(when);
    await desk.presses(CATALOGUES[language]['call.agreed.no']);
    await desk.says('♦');
  }

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'is told when their night is over, as one message and as it is true by then, in %s',
    async (language) => {
      const { chat, first, second } = await abroad(language);
      const { franchisee, desk } = chat;
      const texts = CATALOGUES[language];
      const heard = await told(franchisee, async () => {
        await move(chat, first, language, '2026-03-24 09:00');
        await move(chat, first, language, '2026-03-20 09:00');
        await desk.forges(`k:${second}:cancel`);
        await desk.says('♣');
        await remind(chat, at('16:59', 18))();
      });
      expect(heard).toEqual([]);
      const [message, ...others] = await told(franchisee, remind(chat, at('17:00', 18)));
      expect(others).toEqual([]);
      expect(message?.text).toContain(texts['call.due.what.asked']);
      expect(message?.text).toMatch(language === 'en' ? /20 March, 9–9:30 am/ : /3月20日/);
      expect(message?.text).toContain(texts['call.due.what.cancelled'].replace('{reason}', '♣'));
      expect(message?.text).not.toMatch(/24/);
      await franchisee.presses(
        texts['call.numbered'].replace('{number}', '2').replace('{line}', texts['call.button.ok']),
      );
      expect((await calls(chat)).map(({ status }) => status)).toEqual(['promised', 'cancelled']);
      expect(await told(franchisee, remind(chat, at('18:00', 18)))).toEqual([]);
      expectOnly(language, franchisee.all(), ['Ada', '♥ 1', '♥ 2', '♣', 'PHONE']);
    },
  );

  it('is told at once to whoever wrote a moment ago, and never where they have changed it themselves meanwhile', async () => {
    const { chat, first, second } = await abroad('en');
    const { franchisee } = chat;
    await franchisee.says('/callbacks');
    await franchisee.says('Are you there?');
    chat.setClock(at('13:14', 18));
    const asked = await told(franchisee, () => move(chat, first, 'en', '2026-03-20 09:00'));
    expect(asked.map(({ text }) => text)).toEqual([expect.stringMatching(/at another time than planned: .*20 March/)]);
    chat.setClock(at('13:30', 18));
    const later = await told(franchisee, () => move(chat, second, 'en', '2026-03-20 09:30'));
    expect(later).toEqual([]);
    chat.setClock(at('15:00', 18));
    await franchisee.forges(`k:${second}:drop`);
    await franchisee.presses('No reason');
    await franchisee.presses('Yes, cancel it');
    expect(await told(franchisee, remind(chat, at('17:00', 18)))).toEqual([]);
    expect(await chat.failed()).toEqual([]);
  });

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])('is no call but by a second tap, in %s', async (language) => {
    const { chat, first } = await abroad(language);
    const { desk, franchisee } = chat;
    const texts = CATALOGUES[language];
    // Its time is over, and in London they sleep again.
    chat.setClock(new Date('2026-03-19T22:30:00Z').toISOString());
    await desk.forges(`k:${first}:start`);
    expect(desk.last().text).toContain(said(texts['call.start.night']));
    expect(desk.last().text).toMatch(/22:30/);
    expect((await calls(chat))[0]?.status).toBe('promised');
    await desk.presses(texts['call.button.start.night']);
    expect((await calls(chat))[0]?.status).toBe('in-progress');
    expectOnly(language, desk.all(), ['Ada', 'Dora', '♥ 1', '♥ 2']);
    expect(franchisee.last().text).not.toContain('♦');
  });
});

/** The text of a key up to where something is put in. */
const said = (text: string): string => text.split('{')[0] ?? '';
