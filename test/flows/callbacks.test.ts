/** Requested callbacks (F12): a wish with its time, the promise, and the call with all that can come in between. */

import { describe, expect, it } from 'vitest';
import type { Callback } from '../../src/domain/callback.ts';
import type { Language } from '../../src/domain/person.ts';
import { codeOf } from '../../src/flows/callbacks/callback-times.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { tell } from '../support/calls.ts';
import { type Chat, type ChatOptions, chatRoom, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();
const PHONE = '+86 138 0013 8000';
/** Thursday, three o'clock in Shanghai. */
const THREE = '2026-03-19T07:00:00.000Z';

async function calls(chat: Chat): Promise<Callback[]> {
  const people = [chat.franchisee, chat.neighbour, chat.prospect, chat.desk];
  const found = await Promise.all(people.map(({ personId }) => chat.store.reads.callbacksOf(personId, 20)));
  return found.flat();
}

async function theCall(chat: Chat): Promise<Callback> {
  const [only, other] = await calls(chat);
  if (!only || other) throw new Error('there is not exactly one callback');
  return only;
}

const taken = async (chat: Chat): Promise<string[]> =>
  Object.keys(await chat.store.reads.slotsTaken('2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'));

/** Ada is promised a call on Thursday at three. */
async function promised(options: ChatOptions = {}): Promise<Chat> {
  const chat = await open(options);
  const { 'call.submit': submit } = CATALOGUES[options.language ?? 'en'];
  await tell(chat.franchisee, '/callback', '4242 ♥♥', PHONE, '2026-03-19 15:00');
  await chat.franchisee.presses(submit);
  return chat;
}

/** The time of the call has come, and Dora has begun to call. */
async function calling(options: ChatOptions = {}): Promise<Chat> {
  const chat = await promised(options);
  await chat.desk.presses(CATALOGUES[options.language ?? 'en']['call.button.claim']);
  chat.setClock(THREE);
  await chat.desk.presses(CATALOGUES[options.language ?? 'en']['call.button.start']);
  return chat;
}

describe('whoever wants to be called back', () => {
  it.each(['/callback Thursday afternoon about the lease', '/callback 周四下午聊一下租约'])(
    'says when and what about in one line: %s',
    async (words) => {
      const chat = await open({ language: 'en' });
      await tell(chat.franchisee, words, PHONE);
      await chat.franchisee.presses(CATALOGUES.en['call.submit']);
      const { topic, window } = await theCall(chat);
      expect(topic).toBe(words.replace('/callback ', ''));
      expect(window).toMatchObject({ from: '2026-03-19T05:00:00.000Z', until: '2026-03-19T10:00:00.000Z' });
    },
  );

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'is promised a time in %s, with date, time and zone',
    async (language) => {
      const chat = await promised({ language });
      const { franchisee, desk } = chat;
      const call = await theCall(chat);
      expect(call).toMatchObject({ kind: 'requested', status: 'promised', topic: '4242 ♥♥', ownerId: null });
      expect(call.window).toEqual({ from: THREE, until: '2026-03-19T07:30:00.000Z', zone: 'Asia/Shanghai' });
      expect(await taken(chat)).toEqual([THREE]);
      const zone = { 'zh-Hans': '上海时间', 'zh-Hant': '上海時間', en: 'Shanghai time' }[language];
      expect(franchisee.last().text).toContain(zone);
      expect(franchisee.last().text).toContain(PHONE);
      expect(desk.hears() + desk.last().text).toContain(CATALOGUES[language]['call.status.promised']);
      expect(
        desk
          .last()
          .facts?.map(({ value }) => value)
          .join(),
      ).toContain(PHONE);
      await franchisee.says('/callbacks');
      await franchisee.presses(CATALOGUES[language]['call.button.drop']);
      await franchisee.presses(CATALOGUES[language]['call.drop.skip']);
      await franchisee.presses(CATALOGUES[language]['call.drop.submit']);
      expect((await theCall(chat)).status).toBe('cancelled');
      expect(await taken(chat)).toEqual([]);
      for (const speaker of [franchisee, desk]) expectOnly(language, speaker.all(), ['Ada', 'Dora', '4242 ♥♥']);
    },
  );

  it.each([
    ['请给我回电话', 'What would you like to talk about?'],
    ['Call me back tomorrow after three', 'What would you like to talk about?'],
    ['/callback 明天下午三点', 'What would you like to talk about?'],
    ['Please call me about the opening documents', 'On which number can we reach you?'],
  ])('“%s” is asked what is missing', async (words, question) => {
    const { franchisee } = await open();
    await franchisee.says(words);
    expect(franchisee.last().text).toContain(question);
  });

  it.each(['Nobody called me back, this is unacceptable', '昨天你们打电话给我了', 'Please do not call me'])(
    '“%s” is no wish for a call',
    async (words) => {
      const { franchisee } = await open();
      await franchisee.says(words);
      expect(franchisee.hears()).not.toContain('What would you like to talk about?');
    },
  );

  it('need not say again when, once it stood in the first words', async () => {
    const chat = await open();
    await tell(chat.franchisee, 'Call me back tomorrow after three', 'The opening', PHONE);
    expect(
      chat.franchisee
        .last()
        .facts?.map(({ value }) => value)
        .join(),
    ).toContain('19 March');
    await chat.franchisee.presses('Book the call');
    expect((await theCall(chat)).window).toMatchObject({ from: THREE, until: '2026-03-19T10:00:00.000Z' });
  });

  it.each([
    ['2026-03-21 15:00', 'Nobody is in the office on that day of the week', 'The nearest free times'],
    ['2026-04-06 15:00', 'public holiday: Qingming Festival', 'The nearest free times'],
    ['2026-03-19 20:00', 'The office is closed at that time', 'The nearest free times'],
    ['2026-03-17 15:00', 'That time has gone by', ''],
    ['soonish perhaps', 'That leaves the time open', ''],
  ])('at %s hears why not, and what is nearest', async (when, reason, nearest) => {
    const chat = await open();
    await tell(chat.franchisee, '/callback', 'The opening', PHONE, when);
    expect(chat.franchisee.last().text).toContain(reason);
    expect(chat.franchisee.last().text).toContain(nearest);
    expect(await calls(chat)).toEqual([]);
  });

  it('takes one of the nearest times by one tap', async () => {
    const chat = await promised();
    await tell(chat.neighbour, '/callback', 'The same hour', PHONE, '2026-03-19 15:00');
    expect(chat.neighbour.last().text).toContain('That time is taken already');
    const [nearest] = chat.neighbour.last().buttons ?? [];
    await chat.neighbour.presses(nearest?.label ?? '');
    await chat.neighbour.presses('Book the call');
    expect(await taken(chat)).toEqual(['2026-03-19T06:30:00.000Z', THREE]);
  });

  it('loses nothing when someone else is quicker, and has another time by one tap', async () => {
    const chat = await open();
    await tell(chat.franchisee, '/callback', 'First', PHONE, '2026-03-19 15:00');
    await tell(chat.neighbour, '/callback', 'Second', PHONE, '2026-03-19 15:00');
    await chat.franchisee.presses('Book the call');
    await chat.neighbour.presses('Book the call');
    expect(chat.neighbour.last().text).toContain('That time is taken already');
    expect((await calls(chat)).map(({ status }) => status)).toEqual(['promised', 'planned']);
    const [nearest] = chat.neighbour.last().buttons ?? [];
    await chat.neighbour.presses(nearest?.label ?? '');
    expect((await calls(chat)).map(({ status }) => status)).toEqual(['promised', 'promised']);
    expect(await taken(chat)).toHaveLength(2);
  });

  it('gets the place alone when two book it at the same moment', async () => {
    const chat = await open();
    const both = [chat.franchisee, chat.neighbour];
    for (const one of both) await tell(one, '/callback', 'At once', PHONE, '2026-03-19 15:00');
    await Promise.all(both.map((one) => one.presses('Book the call')));
    expect((await calls(chat)).map(({ status }) => status).toSorted()).toEqual(['planned', 'promised']);
    expect(await taken(chat)).toEqual([THREE]);
    expect(await chat.failed()).toEqual([]);
  });

  it('from abroad is asked once for their zone, by which their times are meant', async () => {
    const chat = await open();
    await tell(chat.franchisee, '/callback', 'The opening', '+61 2 9374 4000');
    expect(chat.franchisee.last().text).toContain('Whose clock');
    await tell(chat.franchisee, 'Australia');
    expect(chat.franchisee.last().text).toContain('has several clocks');
    await chat.franchisee.presses('Sydney time');
    await tell(chat.franchisee, 'tomorrow at 14:30');
    await chat.franchisee.presses('Book the call');
    expect((await theCall(chat)).window).toMatchObject({ from: '2026-03-19T03:30:00.000Z', zone: 'Australia/Sydney' });
    expect((await chat.store.reads.person(chat.franchisee.personId))?.zone).toBe('Australia/Sydney');
    await tell(chat.franchisee, '/callback', 'Once more');
    expect(chat.franchisee.last().text).toContain('When may we call you?');
  });

  it('moves it, and the place goes with it; their own place is in nobody’s way', async () => {
    const chat = await promised();
    await chat.franchisee.presses('Another time');
    await chat.franchisee.says('2026-03-19 15:00 to 15:20');
    expect((await theCall(chat)).window).toMatchObject({ from: THREE, until: '2026-03-19T07:20:00.000Z' });
    expect(await taken(chat)).toEqual([THREE]);
    await chat.franchisee.presses('Another time');
    await chat.franchisee.says('2026-03-20 10:00');
    expect(chat.franchisee.last().text).toContain('Noted: we will call you');
    expect(await taken(chat)).toEqual(['2026-03-20T02:00:00.000Z']);
    expect(
      chat.desk
        .all()
        .map(({ text }) => text)
        .join(),
    ).toContain('Moved by the person');
  });

  it('has three ahead at most', async () => {
    const chat = await open();
    for (const hour of ['10', '11', '14']) {
      await tell(
        chat.franchisee,
        '/callback',
        `At ${hour}`,
        ...(hour === '10' ? [PHONE] : []),
        `2026-03-19 ${hour}:00`,
      );
      await chat.franchisee.presses('Book the call');
    }
    await chat.franchisee.says('/callback');
    expect(chat.franchisee.hears()).toContain('You have 3 callbacks booked already');
  });
});

describe('whoever calls', () => {
  it('claims it, calls at the time and not before, and enters what came of it', async () => {
    const chat = await promised();
    const { desk } = chat;
    await desk.says('/calls');
    expect(desk.hears()).toContain('0 yours, 1 nobody’s');
    await desk.presses('I will call');
    expect((await theCall(chat)).ownerId).toBe(desk.personId);
    await desk.presses('Call now');
    expect(desk.last().text).toContain('too early');
    chat.setClock(THREE);
    await desk.presses('Call now');
    await desk.presses('Reached');
    await desk.presses('What came of it');
    await tell(desk, 'Settled', 'All explained');
    expect(await theCall(chat)).toMatchObject({ status: 'done', result: 'well' });
    expect(await taken(chat)).toEqual([]);
    await desk.says('/calls');
    expect(desk.last().text).toContain('nobody to call back');
  });

  it('tries again in another part of the day when nobody answers, and the person hears when', async () => {
    const chat = await calling();
    await chat.desk.presses('No answer');
    await chat.desk.says('Rang twice');
    const call = await theCall(chat);
    expect(call).toMatchObject({ status: 'planned', attempts: [{ outcome: 'no-answer', notes: 'Rang twice' }] });
    expect(call.window.from.slice(0, 10)).toBe('2026-03-20');
    expect(await taken(chat)).toEqual([expect.stringMatching(/^2026-03-20/)]);
    expect(chat.franchisee.last().text).toContain('could not reach you');
  });

  it('has someone decide when the number is wrong', async () => {
    const chat = await calling();
    await chat.desk.presses('Wrong number');
    await chat.desk.presses('Nothing to note');
    expect(await theCall(chat)).toMatchObject({ status: 'undecided', undecided: 'wrong-number' });
    expect(chat.franchisee.last().text).toContain('seems to be wrong');
    await chat.desk.presses('Leave it');
    await chat.desk.says('No other number is known');
    expect((await theCall(chat)).status).toBe('not-reached');
  });

  it('is given the right number with another time', async () => {
    const chat = await calling();
    await chat.desk.presses('Wrong number');
    await chat.desk.presses('Nothing to note');
    await chat.franchisee.presses('Another time');
    await tell(chat.franchisee, '+86 139 0013 9000', '2026-03-20 10:00');
    expect(await theCall(chat)).toMatchObject({ status: 'promised', undecided: null });
    expect((await chat.store.reads.person(chat.franchisee.personId))?.phone).toBe('+8613900139000');
    const shown = chat.desk.all().flatMap(({ facts = [] }) => facts.map(({ value }) => value));
    expect(shown.join()).toContain('+86 139 0013 9000');
  });

  it('asks for another time, to which the person agrees by one tap', async () => {
    const chat = await promised();
    await chat.desk.presses('Move');
    await tell(chat.desk, '2026-03-19 16:00', 'Not asked yet', 'Dora is in a meeting');
    expect((await theCall(chat)).status).toBe('planned');
    await chat.franchisee.presses('That suits me');
    expect(await theCall(chat)).toMatchObject({ status: 'promised', window: { from: '2026-03-19T08:00:00.000Z' } });
    expect(await taken(chat)).toEqual(['2026-03-19T08:00:00.000Z']);
  });

  it('has agreement only to the time that stood above the button', async () => {
    const chat = await promised();
    const ask = async (clock: string) => {
      await chat.desk.presses('Move');
      await tell(chat.desk, `2026-03-19 ${clock}`, 'Not asked yet', 'Dora is in a meeting');
    };
    await ask('16:00');
    const old = chat.franchisee.button('That suits me');
    await ask('17:00');
    await chat.franchisee.forges(old);
    expect((await theCall(chat)).status).toBe('planned');
    expect(chat.franchisee.last().text).toContain('5–5:30 pm');
    await chat.franchisee.presses('That suits me');
    const agreed = await theCall(chat);
    expect(agreed).toMatchObject({ status: 'promised', window: { from: '2026-03-19T09:00:00.000Z' } });
    await chat.franchisee.forges(`k:${agreed.id}:at:${codeOf(agreed.window)}`);
    expect(chat.franchisee.last().text).toContain('agreed already');
    expect(await theCall(chat)).toEqual(agreed);
  });

  it('is begun by one of two who press at the same moment', async () => {
    const chat = await promised();
    const [emil] = [chat.privately(chat.desk2)];
    const { id, window } = await theCall(chat);
    chat.setClock(window.from);
    await Promise.all([chat.desk, emil].map((one) => one.forges(`k:${id}:start`)));
    const journal = await chat.store.reads.journalOf(id);
    expect(journal.filter(({ kind }) => kind === 'start')).toHaveLength(1);
    expect((await theCall(chat)).status).toBe('in-progress');
    expect(await chat.failed()).toEqual([]);
  });

  it('hands it over, or cancels it with a reason that the person reads', async () => {
    const chat = await promised();
    await chat.desk.presses('Hand over');
    await tell(chat.desk, 'Emil', 'Knows the topic');
    expect((await theCall(chat)).ownerId).toBe(chat.desk2.personId);
    await chat.desk2.presses('Cancel');
    await chat.desk2.says('Already settled by mail');
    expect((await theCall(chat)).cancelled).toEqual({ by: 'staff', reason: 'Already settled by mail' });
    expect(chat.franchisee.last().text).toContain('Already settled by mail');
  });

  it('may not act on what is a colleague’s', async () => {
    const chat = await calling();
    const emil = chat.privately(chat.desk2);
    const before = await theCall(chat);
    await emil.forges(`k:${before.id}:cancel`);
    expect(emil.last().text).toContain('Dora is in charge');
    await emil.forges(`k:${before.id}:reached`);
    expect(await theCall(chat)).toEqual(before);
  });
});

describe('reminders', () => {
  const at = (clock: string): string => new Date(`2026-03-19T${clock}:00+08:00`).toISOString();
  const heard = (speaker: Speaker): string =>
    speaker
      .all()
      .map(({ text }) => text)
      .join('\n');
  const SOON = 'in a moment';
  const NOW = 'It is time to call';
  const OVER = 'nobody has called';
  const ANNOUNCE = 'As promised, we will call you';

  it('come to the person, then to the agent before and at the time, with what can be done by one tap', async () => {
    const chat = await promised();
    await chat.desk.presses('I will call');
    chat.setClock(at('12:59'));
    await chat.fireTimers('call.remind');
    expect(heard(chat.franchisee)).not.toContain(ANNOUNCE);
    chat.setClock(at('13:00'));
    await chat.fireTimers('call.remind');
    expect(heard(chat.franchisee)).toContain(ANNOUNCE);
    expect(chat.franchisee.last().buttons).toHaveLength(2);
    chat.setClock(at('14:45'));
    await chat.fireTimers('call.remind');
    expect(chat.desk.last().text).toContain(SOON);
    chat.setClock(at('15:00'));
    await chat.fireTimers('call.remind');
    expect(chat.desk.last().text).toContain(NOW);
    expect((await theCall(chat)).status).toBe('due');
    await chat.desk.presses('Call now');
    chat.setClock(at('16:00'));
    await chat.fireTimers('call.remind');
    expect(heard(chat.desk)).not.toContain(OVER);
  });

  it('go to the supervisors when nobody has begun, and to the desk as long as it is nobody’s', async () => {
    const chat = await promised();
    const emil = chat.privately(chat.desk2);
    await emil.says('/language English');
    await chat.give(emil, { duties: ['supervisor'] });
    chat.setClock(at('15:00'));
    await chat.fireTimers('call.remind');
    expect(chat.desk.last().text).toContain(NOW);
    expect(heard(emil)).not.toContain(OVER);
    chat.setClock(at('15:45'));
    await chat.fireTimers('call.remind');
    expect(heard(emil)).toContain(OVER);
  });

  it('are sorted out after a standstill: nothing stale, and of one call the most urgent', async () => {
    const chat = await promised();
    await chat.desk.presses('I will call');
    chat.setClock(at('15:10'));
    await chat.fireTimers('call.remind');
    expect(heard(chat.franchisee)).not.toContain(ANNOUNCE);
    expect(heard(chat.desk)).not.toContain(SOON);
    expect(heard(chat.desk)).toContain(NOW);
  });

  it('follow a call that is moved, and end with one that is cancelled', async () => {
    const chat = await promised();
    await chat.franchisee.presses('Another time');
    await chat.franchisee.says('2026-03-20 10:00');
    chat.setClock(at('16:00'));
    await chat.fireTimers('call.remind');
    expect(heard(chat.desk)).not.toContain(NOW);
    expect(heard(chat.desk)).not.toContain(OVER);
    await chat.franchisee.presses('Cancel the call');
    await chat.franchisee.presses('No reason');
    await chat.franchisee.presses('Yes, cancel it');
    expect(await chat.timers('call.remind')).toEqual([]);
  });
});

it('tells a stranger nothing, whatever button they forge', async () => {
  const chat = await promised();
  const before = await theCall(chat);
  const acts = [
    'show',
    'claim',
    'start',
    'reached',
    'no-answer',
    'move',
    'cancel',
    'give',
    'ok',
    'shift',
    'drop',
    'at:zzzzzxu',
  ];
  for (const act of acts) {
    await chat.neighbour.forges(`k:${before.id}:${act}`);
    const said = chat.neighbour.last().text;
    await chat.neighbour.forges(`k:00000000-0000-0000-0000-000000000000:${act}`);
    expect(chat.neighbour.last().text, act).toBe(said);
  }
  expect(await theCall(chat)).toEqual(before);
});
