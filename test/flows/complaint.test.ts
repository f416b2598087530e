/** A complaint from the first word to the last, once in each language: the person, the desk, and back. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES, type MessageKey } from '../../src/locales/catalogue.ts';
import { chatRoom, NOON } from '../support/flows.ts';
import { expectOnly, progress } from '../support/language-check.ts';

const open = chatRoom();

interface Script {
  opening: string;
  /** The time, the store and the phone as they are read back. */
  when: string;
  outlet: string;
  who: string;
  course: string;
  /** Typed to correct the time. */
  laterTime: string;
  laterWhen: string;
  newCourse: string;
  note: string;
  reply: string;
  answer: string;
  stillWrong: string;
  better: string;
  submit: string;
  change: string;
}

const SCRIPTS: Record<Language, Script> = {
  'zh-Hans': {
    opening: '我要投诉：昨天下午3点在朝阳路店，收银员多收了我二十元，请打13800138000',
    when: '2026年3月17日周二 15:00',
    outlet: '朝阳路店 (BJ001)',
    who: '戴眼镜的收银员',
    course: '我指出来以后她不理我',
    laterTime: '昨天下午四点',
    laterWhen: '2026年3月17日周二 16:00',
    newCourse: '我指出来以后她说没时间',
    note: '先调监控',
    reply: '我们正在核实监控',
    answer: '多收的二十元今天退回',
    stillWrong: '钱还没有收到',
    better: '已经补退二十元，并致歉',
    submit: '确认',
    change: '修改',
  },
  'zh-Hant': {
    opening: '我要投訴：昨天下午3點在信義店，收銀員多收了我二十元，請打13800138000',
    when: '2026年3月17日週二 15:00',
    outlet: '信義店 (TP001)',
    who: '戴眼鏡的收銀員',
    course: '我指出來以後她不理我',
    laterTime: '昨天下午四點',
    laterWhen: '2026年3月17日週二 16:00',
    newCourse: '我指出來以後她說沒時間',
    note: '先調監控',
    reply: '我們正在核實監控',
    answer: '多收的二十元今天退回',
    stillWrong: '錢還沒有收到',
    better: '已經補退二十元，並致歉',
    submit: '確認',
    change: '修改',
  },
  en: {
    opening:
      'I want to complain: the till charged me 20 yuan too much yesterday at 3 pm in the Chaoyang Road store, call 13800138000',
    when: 'Tue, 17 March 2026 at 15:00',
    outlet: '朝阳路店 (BJ001)',
    who: 'A cashier with glasses',
    course: 'I told her and she looked away',
    laterTime: 'yesterday at 4 pm',
    laterWhen: 'Tue, 17 March 2026 at 16:00',
    newCourse: 'I told her and she had no time',
    note: 'Look at the camera first',
    reply: 'We are looking at the camera',
    answer: 'The 20 yuan are paid back today',
    stillWrong: 'The money has not come',
    better: 'The 20 yuan are paid now, with apologies',
    submit: 'yes',
    change: 'Change an answer',
  },
};

describe.each(Object.entries(SCRIPTS) as [Language, Script][])('a complaint in %s', (language, script) => {
  const word = (key: MessageKey): string => CATALOGUES[language][key];
  const names = [...Object.values(script), 'Ada', 'Dora', 'Emil', 'phone'];

  it('is taken down, answered, and settled', async () => {
    const chat = await open({ language: null, deskLanguage: language });
    const { franchisee, desk, desk2 } = chat;

    await franchisee.says(script.opening);
    expect(franchisee.hears()).toContain(word('form.understood'));
    expect(franchisee.hears()).toContain(script.outlet);
    expect(franchisee.hears()).toContain('+86 138 0013 8000');
    expect(franchisee.last().text).toContain(word('complaint.complainant.ask'));

    await franchisee.presses(word('complaint.complainant.self'));
    expect(franchisee.last().text).toContain(word('complaint.who.ask'));
    await franchisee.says(script.who);
    expect(franchisee.last().text).toContain(word('complaint.how.ask'));
    await franchisee.says(script.course);
    expect(franchisee.last().text).toContain(word('complaint.group.ask'));
    await franchisee.says(word('cause.group.service'));
    expect(franchisee.last().text).toContain(word('complaint.cause.ask'));
    await franchisee.says('3');
    expect(franchisee.last().text).toContain(word('complaint.files.ask'));
    await franchisee.says(word('complaint.files.skip'));

    // Everything is read back; one answer is corrected by typing, one by button.
    expect(franchisee.last().facts?.map(({ value }) => value)).toEqual([
      script.opening,
      word('complaint.complainant.self'),
      expect.stringMatching(new RegExp(`^${script.when.replace(/[ ,]+/g, '.*')}$`)),
      script.outlet,
      script.who,
      script.course,
      word('cause.group.service'),
      word('cause.till'),
      word('form.left-out'),
      'Ada',
      '+86 138 0013 8000',
    ]);
    await franchisee.says(script.change);
    await franchisee.says(word('complaint.when'));
    expect(franchisee.last().text).toContain(word('complaint.when.ask'));
    await franchisee.says(script.laterTime);
    await franchisee.presses(word('form.button.change'));
    await franchisee.presses(word('complaint.how'));
    await franchisee.says(script.newCourse);
    expect(franchisee.last().facts?.map(({ value }) => value)).toContain(script.newCourse);

    await franchisee.says(script.submit);
    const [filed] = await chat.cases();
    expect(franchisee.hears()).toContain(filed?.number ?? '?');
    expect(filed).toMatchObject({ status: 'received', cause: 'till', words: script.opening, language });
    expect(Date.parse(filed?.dueAt ?? '') - Date.parse(NOON)).toBe(24 * 3_600_000);

    // The desk sees every fact.
    const values = desk.last().facts?.map(({ value }) => value);
    expect(values).toEqual(
      expect.arrayContaining([
        script.outlet,
        script.who,
        script.newCourse,
        word('cause.till'),
        'Ada',
        '+86 138 0013 8000',
        script.opening,
        word('card.assignee.none'),
      ]),
    );
    expect(values?.join(' ')).toMatch(new RegExp(script.laterWhen.replace(/[ ,]+/g, '.*')));

    await desk.presses(word('card.button.claim'));
    expect(franchisee.last().text).toContain('Dora');
    const before = franchisee.all().length;
    await desk.says(`/note ${filed?.number} ${script.note}`);
    expect(franchisee.all().length).toBe(before);

    await desk.presses(word('card.button.reply'));
    await desk.says(script.reply);
    expect(desk.last().facts?.map(({ value }) => value)).toEqual([script.reply]);
    expect(franchisee.all().length).toBe(before);
    await desk.presses(word('desk.send'));
    expect(franchisee.last().text).toContain(script.reply);

    await desk.presses(word('card.button.resolve'));
    await desk.presses(word('outcome.price-adjustment'));
    await desk.says(script.answer);
    await desk.presses(word('desk.send'));
    expect(franchisee.last().text).toContain(script.answer);
    expect(franchisee.last().text).toContain(word('outcome.price-adjustment'));
    expect(await chat.timers('case.due')).toEqual([]);

    // Not settled: open again, with the same colleague and the same deadline.
    await franchisee.presses(word('case.button.dispute'));
    await franchisee.says(script.stillWrong);
    expect(desk.hears()).toContain(script.stillWrong);
    expect((await chat.cases())[0]).toMatchObject({
      status: 'assigned',
      outcome: null,
      assigneeId: desk.personId,
      dueAt: filed?.dueAt,
    });
    expect(await chat.timers('case.due')).toMatchObject([{ ids: { case: filed?.id } }]);

    chat.passHours(1);
    await desk.says(`/resolve ${filed?.number} ${script.better}`);
    await desk.says(word('outcome.other'));
    await desk.presses(word('desk.send'));
    await franchisee.presses(word('case.button.confirm'));
    expect((await chat.cases())[0]).toMatchObject({
      status: 'confirmed',
      dueAt: filed?.dueAt,
      confirmedAt: chat.now(),
    });

    await desk2.says(`/case ${filed?.number}`);
    const history = desk2.last().facts?.at(-1)?.value ?? '';
    for (const said of [script.note, script.reply, script.answer, script.stillWrong, script.better]) {
      expect(history).toContain(said);
    }

    for (const reader of [franchisee, desk, desk2]) expectOnly(language, reader.all(), names);
    const shown = progress(franchisee.all());
    expect(shown.map(([position]) => position)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(shown.every(([, total]) => total === 10)).toBe(true);
    expect(franchisee.all().some(({ text }) => text.includes(script.note))).toBe(false);
    expect(await chat.failed()).toEqual([]);
  });
});

describe('a complaint', () => {
  it('is remembered with the phone number, so that the next one does not ask for it', async () => {
    const { franchisee } = await open({ language: 'en' });
    await fileComplaint(franchisee);
    await franchisee.says('/complaint');
    await franchisee.says('The milk was sour');
    for (const answer of ['self', 'yesterday at 3 pm', 'BJ001', 'skip', 'skip', 'Goods', '1', 'skip']) {
      await franchisee.says(answer === 'self' ? 'A shopper in person' : answer);
    }
    expect(franchisee.last().text).toBe('Complaint: please check everything before it is sent.');
    expect(franchisee.last().facts?.at(-1)).toEqual({ label: 'Complainant’s phone', value: '+86 138 0013 8000' });
  });

  it('by way of an authority is urgent, and the person is told who speaks', async () => {
    const chat = await open({ language: 'en' });
    await fileComplaint(chat.franchisee, 'I have already called 12315. The milk was sour.');
    expect((await chat.cases())[0]).toMatchObject({ urgent: true, intake: 'authority' });
    expect(chat.franchisee.hears()).toContain('Headquarters has been informed');
    const [card, urgent] = chat.desk.all().slice(-2);
    expect(card?.text).toMatch(/^URGENT/);
    expect(urgent?.text).toContain('operations manager, please handle it centrally and at once');
  });

  it('of a shopper asks for the shopper, not for the writer', async () => {
    const { franchisee } = await open({ language: 'en' });
    await franchisee.says('/complaint The milk was sour');
    await franchisee.says('A shopper (passed on by the store)');
    for (const answer of ['yesterday at 3 pm', 'BJ001', 'skip', 'skip', 'Goods', '1']) await franchisee.says(answer);
    expect(franchisee.last().text).toContain('How did the complaint first reach you?');
    await franchisee.says('By phone');
    await franchisee.says('skip');
    await franchisee.says('Gus');
    await franchisee.says('139 0013 9000');
    expect(franchisee.last().facts?.map(({ label }) => label)).toEqual([
      'What happened',
      'Who complains',
      'When',
      'Store',
      'Who was involved',
      'How it went',
      'About',
      'Main cause',
      'Arrived by',
      'Photos and files',
      'Shopper’s name',
      'Shopper’s phone',
    ]);
    for (const [position, total] of progress(franchisee.all())) expect(position).toBeLessThanOrEqual(total);
  });
});

async function fileComplaint(
  person: { says(text: string): Promise<unknown>; presses(label: string): Promise<unknown> },
  what = 'The milk was sour',
): Promise<void> {
  await person.says(`/complaint ${what}`);
  await person.presses('A shopper in person');
  for (const answer of ['yesterday at 3 pm', 'BJ001', 'skip', 'skip', 'Goods', '1', 'skip']) await person.says(answer);
  if (what.includes('12315')) await person.says('Through an authority');
  await person.says('13800138000');
  await person.presses('Send to headquarters');
}
