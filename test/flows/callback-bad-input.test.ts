/** What can't be taken when someone asks to be called: the reason is said, what is nearest is offered, and nothing of theirs is lost. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES, type MessageKey } from '../../src/locales/catalogue.ts';
import { aCase } from '../support/complaints.ts';
import { chatRoom, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();
const PHONE = '+86 138 0013 8000';
type Bad = readonly [words: string, reason: MessageKey];

const labels = (speaker: Speaker): string[] => (speaker.last().buttons ?? []).map(({ label }) => label);
const facts = (speaker: Speaker): string => (speaker.last().facts ?? []).map(({ value }) => value).join('\n');

const PHONES: Record<Language, readonly Bad[]> = {
  en: [
    ['12345', 'field.phone.too-short'],
    ['999', 'field.phone.emergency'],
    ['+44 909 879 0000', 'field.phone.premium'],
    ['fax 010-8888 8888', 'field.phone.fax'],
    ['ask my boss', 'field.phone.letters'],
  ],
  'zh-Hans': [
    ['1380013800', 'field.phone.too-short'],
    ['110', 'field.phone.emergency'],
    ['+1 900 555 1234', 'field.phone.premium'],
    ['传真 010-88888888', 'field.phone.fax'],
  ],
  'zh-Hant': [
    ['9123', 'field.phone.too-short'],
    ['119', 'field.phone.emergency'],
    ['+886 204 123 456', 'field.phone.premium'],
    ['傳真 +852 2123 4567', 'field.phone.fax'],
  ],
};

/** On a Wednesday at noon in March. */
const TIMES: Record<Language, readonly Bad[]> = {
  en: [
    ['yesterday at 3', 'call.when.past'],
    ['25:00', 'call.when.impossible'],
    ['31st of February', 'call.when.impossible'],
    ['Wednesday', 'call.when.which'],
    ['Sunday at 3', 'call.not.closed-weekday'],
    ['1 October at 10', 'call.not.holiday'],
    ['3 January 2027 at 10', 'call.not.uncovered'],
    ['tomorrow at 11pm', 'call.not.closed-hours'],
    ['in two years', 'call.when.too-far'],
    ['whenever you get a chance', 'call.when.vague'],
    ['any day but Thursday', 'call.when.refused'],
    ['the blue one', 'call.when.not-understood'],
  ],
  'zh-Hans': [
    ['昨天下午三点', 'call.when.past'],
    ['明天25点', 'call.when.impossible'],
    ['2月31日', 'call.when.impossible'],
    ['周三', 'call.when.which'],
    ['明天8点', 'call.when.which'],
    ['周日下午三点', 'call.not.closed-weekday'],
    ['国庆那天上午', 'call.not.holiday'],
    ['4月6号上午', 'call.not.holiday'],
    ['有空的时候', 'call.when.vague'],
    ['除了周四都行', 'call.when.refused'],
    ['蓝色的那个', 'call.when.not-understood'],
  ],
  'zh-Hant': [
    ['琴日下晝三點', 'call.when.past'],
    ['25點', 'call.when.impossible'],
    ['2月31號', 'call.when.impossible'],
    ['禮拜三', 'call.when.which'],
    ['禮拜日下晝三點', 'call.not.closed-weekday'],
    ['10月1號朝早', 'call.not.holiday'],
    ['得閒先打', 'call.when.vague'],
    ['禮拜四唔得', 'call.when.refused'],
    ['藍色嗰個', 'call.when.not-understood'],
  ],
};

/** The text of a key up to where something is put in. */
const said = (language: Language, key: MessageKey): string => CATALOGUES[language][key].split('{')[0] ?? '';

describe.each(['en', 'zh-Hans', 'zh-Hant'] as Language[])('bad input in %s', (language) => {
  const { 'call.pick': pick, 'call.submit': submit } = CATALOGUES[language];

  it('has its reason and the nearest choices, and nothing is lost', async () => {
    const chat = await open({ language });
    const { franchisee } = chat;
    await franchisee.says('/callback');
    await franchisee.says('4242 ♥♥');
    for (const [words, reason] of PHONES[language]) {
      await franchisee.says(words);
      expect(franchisee.last().text, words).toContain(said(language, reason));
    }
    await franchisee.says('010-8888 8888 ext. 8001');
    for (const [words, reason] of TIMES[language]) {
      await franchisee.says(words);
      expect(franchisee.last().text, words).toContain(said(language, reason));
      expect(labels(franchisee), words).toContain(pick);
      expect(labels(franchisee)[0], words).toMatch(/\d/);
    }
    const [nearest = ''] = labels(franchisee);
    await franchisee.presses(nearest);
    expect(labels(franchisee)).toContain(submit);
    expect(facts(franchisee)).toContain('4242 ♥♥');
    expect(facts(franchisee)).toContain('+86 10 8888 8888 #8001');
    expectOnly(language, franchisee.all(), ['Ada', '4242 ♥♥']);
  });

  it('beside the command is asked anew, and what was written before it is what the call is about', async () => {
    const { franchisee } = await open({ language });
    await franchisee.says('4242 ♥♥');
    await franchisee.says(
      `/callback ${{ en: 'Monday 25:00', 'zh-Hans': '周一25点', 'zh-Hant': '禮拜一25點' }[language]}`,
    );
    expect(franchisee.last().text).toContain(said(language, 'call.when.impossible'));
    expect(labels(franchisee)).toContain(pick);
    const [nearest = ''] = labels(franchisee);
    await franchisee.presses(nearest);
    await franchisee.says(PHONE);
    expect(labels(franchisee)).toContain(submit);
    expect(franchisee.last().facts?.[0]?.value).toBe('4242 ♥♥');
    expectOnly(language, franchisee.all(), ['Ada', '4242 ♥♥']);
  });

  it('beside a subject is asked anew, and the subject stays', async () => {
    const { franchisee } = await open({ language });
    const time = { en: 'Monday 25:00 about ', 'zh-Hans': '周一25点给我回电，', 'zh-Hant': '禮拜一25點打俾我，' }[
      language
    ];
    await franchisee.says(`/callback ${time}4242 ♥♥`);
    expect(franchisee.last().text).toContain(said(language, 'call.when.impossible'));
    const [nearest = ''] = labels(franchisee);
    await franchisee.presses(nearest);
    await franchisee.says(PHONE);
    expect(franchisee.last().facts?.[0]?.value).toBe('4242 ♥♥');
  });

  it('is said of places, too, that have no clock', async () => {
    const { neighbour } = await open({ language });
    await neighbour.says('/callback');
    await neighbour.says('4242');
    await neighbour.says('+61 412 345 678');
    for (const words of ['Mars/Phobos', '火星时间', 'my time', 'time', '時間']) {
      await neighbour.says(words);
      expect(neighbour.last().text, words).toContain(said(language, 'call.zone.unknown'));
    }
    await neighbour.says({ en: 'UK', 'zh-Hans': '英国', 'zh-Hant': '倫敦時間' }[language]);
    await neighbour.says('tomorrow');
    // The office is open from one to ten in London, where nobody is called before nine.
    expect(facts(neighbour)).toContain(
      { en: '9–10 am', 'zh-Hans': '上午9:00–10:00', 'zh-Hant': '上午9:00–10:00' }[language],
    );
  });
});

describe('someone who wants no call', () => {
  it.each([
    ['en', "Please don't call me, write"],
    ['zh-Hans', '别再给我打电话了'],
    ['zh-Hant', '唔好再打俾我啦'],
  ] as [Language, string][])('sees in %s what is booked, and keeps their words', async (language, words) => {
    const { franchisee } = await open({ language });
    const texts = CATALOGUES[language];
    await franchisee.says(words);
    expect(franchisee.hears()).toContain(texts['call.unwanted.kept']);
    await franchisee.presses(texts['front.button.no']);
    for (const answer of ['/callback', '4242', PHONE, '2026-03-19 15:00']) await franchisee.says(answer);
    await franchisee.presses(texts['call.submit']);
    await franchisee.says(words);
    expect(franchisee.hears()).toContain(texts['call.unwanted']);
    expect(franchisee.hears()).toContain(texts['front.offer']);
    await franchisee.presses(texts['call.button.drop']);
  });

  it.each([
    ['en', "don't call me any more"],
    ['zh-Hans', '别再给我打电话了'],
    ['zh-Hant', '唔好再打俾我啦'],
  ] as [Language, string][])(
    'is remembered in %s, whichever question of a call they say it to',
    async (language, words) => {
      const chat = await open({ language });
      const texts = CATALOGUES[language];
      const noCalls = async ({ personId }: Speaker) => (await chat.store.reads.person(personId))?.noCalls;
      for (const [speaker, answers] of [
        [chat.franchisee, ['/callback']],
        [chat.stranger('somebody', { hint: language }), ['/callback', '4242']],
        [chat.neighbour, ['/callback', '4242', PHONE]],
      ] as const) {
        for (const answer of answers) await speaker.says(answer);
        await speaker.says(words);
        expect(speaker.hears()).toContain(texts['call.unwanted.kept']);
        expect(speaker.last().text).toContain(texts['call.when.unwanted']);
        expect(await noCalls(speaker)).toBe(true);
      }
      const { prospect } = chat;
      for (const answer of ['/callback', '4242', PHONE, '2026-03-19 15:00']) await prospect.says(answer);
      await prospect.presses(texts['call.submit']);
      await prospect.presses(texts['call.button.drop']);
      await prospect.says(words);
      await prospect.presses(texts['call.drop.submit']);
      expect(await noCalls(prospect)).toBe(true);
      expect(await chat.store.reads.callbacksOf(prospect.personId, 1)).toMatchObject([{ status: 'cancelled' }]);
    },
  );

  it('is told, while asked for a time, how to leave', async () => {
    const { franchisee } = await open();
    for (const answer of ['/callback', '4242', PHONE, "don't call, write"]) await franchisee.says(answer);
    expect(franchisee.last().text).toContain(CATALOGUES.en['call.when.unwanted']);
  });

  it('is offered the call that a complaint asks for besides, once it is filed, about that case', async () => {
    const chat = await open();
    const { franchisee, desk } = chat;
    const number = await aCase(chat, 'I want to complain, the milk was sour. Please call me tomorrow at 3 pm');
    await franchisee.presses('Call me Thu, 19 March, 3–3:30 pm (Shanghai time)');
    const [call] = await chat.store.reads.callbacksOf(franchisee.personId, 5);
    const [filed] = await chat.cases();
    expect(call).toMatchObject({ kind: 'requested', status: 'promised', caseId: filed?.id });
    expect(call?.window.from).toBe('2026-03-19T07:00:00.000Z');
    expect(
      desk
        .last()
        .facts?.map(({ value }) => value)
        .join(),
    ).toContain(number);
    // Of somebody else's case nothing can be booked.
    await chat.neighbour.forges(`k:for:${filed?.id}:${'x'}`);
    expect(await chat.store.reads.callbacksOf(chat.neighbour.personId, 5)).toEqual([]);
  });

  it('is offered no fourth call, whichever way it is asked for', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await aCase(chat, 'I want to complain, the milk was sour. Please call me tomorrow at 3 pm');
    const third = franchisee.button('Call me Thu, 19 March, 3–3:30 pm (Shanghai time)');
    for (const at of ['10:00', '11:00']) {
      for (const answer of ['/callback', `About ${at}`, `2026-03-19 ${at}`]) await franchisee.says(answer);
      await franchisee.presses('Book the call');
    }
    for (const answer of ['/callback', 'The fourth ♥♥', '2026-03-20 10:00']) await franchisee.says(answer);
    await franchisee.forges(third);
    expect(franchisee.hears()).toContain('A colleague will call you Thu, 19 March');
    await franchisee.presses('Book the call');
    const enough = CATALOGUES.en['call.enough'].replace('{count}', '3');
    expect(franchisee.hears()).toContain(`${enough}\nThe fourth ♥♥`);
    await aCase(chat, 'I want to complain, the tea was cold. Please call me tomorrow at 4 pm');
    await franchisee.presses('Call me Thu, 19 March, 4–4:30 pm (Shanghai time)');
    expect(franchisee.hears()).toContain(enough);
    const movable = franchisee.heard().filter(({ buttons }) => buttons?.some(({ label }) => label === 'Another time'));
    expect(movable).toHaveLength(3);
    expect((await chat.store.reads.callbacksOf(franchisee.personId, 5)).length).toBe(3);
  });

  it('is not who complains and wants to be called: the complaint comes first', async () => {
    const { franchisee } = await open({ language: 'zh-Hans' });
    await franchisee.says('我要投诉朝阳路店的店员态度很差，明天下午给我打电话');
    expect(franchisee.last().text).not.toContain(CATALOGUES['zh-Hans']['call.topic.ask']);
    const frames = JSON.stringify(await franchisee.frames());
    expect(frames).toContain('complaint');
  });
});
