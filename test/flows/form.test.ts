/** A form asked step by step: moving about in it, the review, typed words instead of buttons, help. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { answerUpTo } from '../support/complaints.ts';
import { type Chat, chatRoom } from '../support/flows.ts';
import { progress } from '../support/language-check.ts';

const open = chatRoom();

async function atReview(): Promise<Chat> {
  const chat = await open();
  await answerUpTo(chat.franchisee);
  return chat;
}

const REVIEW = 'Complaint: please check everything before it is sent.';

describe('moving about', () => {
  it('goes back to the question before, shows its answer, and keeps it', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.presses('Back');
    expect(franchisee.last().text).toBe('(2 of 10) Who is complaining?\nYour answer so far: A shopper in person');
    await franchisee.presses('Keep it');
    expect(franchisee.last().text).toBe('(3 of 10) When did it happen?');
  });

  it('counts down when going back', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'What is it mainly about?');
    const from = franchisee.all().length;
    for (let times = 0; times < 6; times += 1) await franchisee.says('back');
    expect(progress(franchisee.all().slice(from)).map(([position]) => position)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('says so when there is nothing before the first question', async () => {
    const { franchisee } = await open();
    await franchisee.says('/complaint');
    await franchisee.says('back');
    expect(franchisee.hears()).toBe(
      'This is the first question.\n(1 of 10) What happened? Write it as you would tell it.',
    );
  });

  it('skips what may be left out, and says so when an answer is needed', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('skip');
    expect(franchisee.hears()).toContain('This answer is needed.\n(3 of 10) When did it happen?');
    await franchisee.says('yesterday at 3 pm');
    await franchisee.says('BJ001');
    await franchisee.presses('I don’t know');
    expect(franchisee.last().text).toContain('How did it go');
  });

  it('repeats the question, and explains itself on request', async () => {
    const { franchisee } = await open();
    await franchisee.says('/complaint');
    await franchisee.says('repeat');
    expect(franchisee.hears()).toBe('(1 of 10) What happened? Write it as you would tell it.');
    await franchisee.says('help');
    expect(franchisee.hears()).toMatch(/“back” goes to the question before.*\n\(1 of 10\) What happened\?/s);
    await franchisee.says('/help');
    expect(franchisee.hears()).toMatch(/\/complaint.*“back” goes to the question before.*\(1 of 10\) What happened\?/s);
  });

  it('stops only when that is confirmed', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    await franchisee.says('/cancel');
    expect(franchisee.hears()).toContain('Complaint: really stop? Your answers will be dropped.');
    await franchisee.says('no');
    expect(franchisee.hears()).toBe('(3 of 10) When did it happen?\n[Back]');
    await franchisee.says('cancel');
    await franchisee.presses('Yes, stop');
    expect(franchisee.hears()).toBe('Stopped. Nothing was sent.');
    expect(await franchisee.frames()).toEqual([]);
    expect(await chat.cases()).toEqual([]);
  });

  it('goes on when “really stop?” is met with “back”', async () => {
    const { franchisee } = await open();
    await franchisee.says('/complaint');
    await franchisee.says('cancel');
    await franchisee.says('back');
    expect(franchisee.hears()).toContain('(1 of 10) What happened?');
  });
});

describe('the review', () => {
  const CHANGES: [label: string, answer: string, shown: string][] = [
    ['What happened', 'The bread was hard', 'The bread was hard'],
    ['Who complains', 'A franchisee (about headquarters)', 'A franchisee (about headquarters)'],
    ['When', 'yesterday at 5 pm', 'Tue, 17 March 2026 at 17:00'],
    ['Store', 'SH001', '南京路店 (SH001)'],
    ['Who was involved', 'Hal', 'Hal'],
    ['How it went', 'It broke', 'It broke'],
    ['About', 'Service', 'Service'],
    ['Main cause', 'Dearer than elsewhere', 'Dearer than elsewhere'],
    ['Complainant’s name', 'Ida', 'Ida'],
    ['Complainant’s phone', '010-88888888', '+86 10 8888 8888'],
  ];
  it.each(CHANGES)('lets “%s” be changed', async (label, answer, shown) => {
    const { franchisee } = await atReview();
    await franchisee.presses('Change an answer');
    await franchisee.presses(label);
    expect(franchisee.last().text).toContain('Your answer so far:');
    await franchisee.says(answer);
    if (label === 'About') {
      // The cause went with its group, so it is asked again.
      expect(franchisee.last().text).toContain('Which fits best?');
      expect(franchisee.last().buttons?.map((button) => button.label)).toContain('Rude staff');
      await franchisee.says('Rude staff');
    }
    expect(franchisee.last().text).toBe(REVIEW);
    expect(franchisee.last().facts).toContainEqual({ label, value: shown });
  });

  it('takes an answer back that may be left out', async () => {
    const { franchisee } = await atReview();
    await franchisee.says('Who was involved');
    await franchisee.says('Hal');
    await franchisee.says('Who was involved');
    await franchisee.presses('I don’t know');
    expect(franchisee.last().facts).toContainEqual({ label: 'Who was involved', value: 'left out' });
  });

  it('keeps the answer when an edit is left by “back” or “skip”', async () => {
    const { franchisee } = await atReview();
    for (const word of ['back', 'skip']) {
      await franchisee.says('Store');
      await franchisee.says(word);
      expect(franchisee.last().text).toBe(REVIEW);
      expect(franchisee.last().facts).toContainEqual({ label: 'Store', value: '朝阳路店 (BJ001)' });
    }
  });

  it('asks for the shopper when the complainant becomes one, and forgets nothing on the way back', async () => {
    const { franchisee } = await atReview();
    await franchisee.says('Who complains');
    await franchisee.says('A shopper (passed on by the store)');
    expect(franchisee.last().text).toContain('How did the complaint first reach you?');
    for (const [position, total] of progress([franchisee.last()])) expect(position).toBeLessThanOrEqual(total);
    for (let times = 0; times < 7; times += 1) await franchisee.says('back');
    await franchisee.says('A shopper in person');
    expect(franchisee.last().text).toBe(REVIEW);
    expect(franchisee.last().facts?.at(-1)?.value).toBe('+86 138 0013 8000');
  });

  it('says what to do when it does not understand', async () => {
    const { franchisee } = await atReview();
    await franchisee.says('Bananas');
    expect(franchisee.hears()).toMatch(/^Please choose one of these\.\nComplaint: please check/);
  });
});

describe('typed words mean buttons', () => {
  const WORDS: Record<
    Language,
    { back: string[]; skip: string[]; cancel: string[]; repeat: string[]; person: string[] }
  > = {
    'zh-Hans': {
      back: ['返回', '上一步'],
      skip: ['跳过', '不清楚'],
      cancel: ['取消', '不投诉了'],
      repeat: ['重复', '再说一遍'],
      person: ['人工', '转人工客服'],
    },
    'zh-Hant': {
      back: ['返回', '上一步'],
      skip: ['跳過', '略過'],
      cancel: ['取消', '不投訴了'],
      repeat: ['重複', '再說一遍'],
      person: ['真人', '轉人工'],
    },
    en: {
      back: ['back', 'Go back!'],
      skip: ['skip', 'I don’t know'],
      cancel: ['cancel', 'never mind'],
      repeat: ['repeat', 'say again?'],
      person: ['human', 'talk to a person'],
    },
  };

  // Whatever language a reader has, words of all of them count.
  describe.each(LANGUAGES)('for a reader of %s', (reader) => {
    const text = CATALOGUES[reader];
    it.each(LANGUAGES)('in %s', async (language) => {
      const chat = await open({ language: reader });
      const { franchisee } = chat;
      await answerUpTo(franchisee, 'Who was involved?');
      const question = franchisee.last().text;
      expect(question).toContain(text['complaint.who.ask']);
      for (const word of WORDS[language].back) {
        await franchisee.says(word);
        expect(franchisee.last().text).toContain(text['complaint.outlet.ask']);
        await franchisee.says('BJ001');
      }
      for (const word of WORDS[language].skip) {
        await franchisee.says(word);
        expect(franchisee.last().text).toContain(text['complaint.how.ask']);
        await franchisee.says('back');
      }
      for (const word of WORDS[language].repeat) {
        await franchisee.says(word);
        expect(franchisee.last().text).toContain(text['complaint.who.ask']);
      }
      for (const word of WORDS[language].cancel) {
        await franchisee.says(word);
        expect(franchisee.last().buttons?.map(({ label }) => label)).toContain(text['form.cancel.yes']);
        await franchisee.says(CATALOGUES[language]['form.cancel.no']);
      }
      for (const word of WORDS[language].person) await franchisee.says(word);
      expect(await chat.cases()).toMatchObject([{ kind: 'consultation' }]);
      expect(franchisee.last().text).toContain(text['complaint.who.ask']);
    });
  });

  it('takes a choice by number, by its label in any language, and by a part that is enough', async () => {
    for (const answer of ['2', '２', '顾客本人', '顧客本人', 'in person']) {
      const { franchisee } = await open();
      await answerUpTo(franchisee, 'Who is complaining?');
      await franchisee.says(answer);
      expect(franchisee.last().text, answer).toContain('When did it happen?');
    }
  });

  it('does not take “no” for a part of a choice', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'What is it mainly about?');
    await franchisee.says('Premises');
    for (const word of ['no', '没有']) {
      await franchisee.says(word);
      expect(franchisee.last().text).toContain('That is not one of the choices.');
    }
  });

  it('takes an offered near miss by its number, and by its label', async () => {
    for (const answer of ['1', '朝阳路店 (BJ001)']) {
      const { franchisee } = await open();
      await answerUpTo(franchisee, 'Which store is it about?');
      await franchisee.says('朝阳陆店');
      expect(franchisee.last().buttons?.[0]?.label).toBe('朝阳路店 (BJ001)');
      await franchisee.says('repeat');
      expect(franchisee.last().buttons?.[0]?.label).toBe('朝阳路店 (BJ001)');
      await franchisee.says(answer);
      expect(franchisee.last().text).toContain('Who was involved?');
    }
  });
});

describe('help from a person', () => {
  it('is offered after three answers that could not be taken', async () => {
    const { franchisee } = await open();
    await answerUpTo(franchisee, 'When did it happen?');
    for (const times of [1, 2]) {
      await franchisee.says('dunno');
      expect(franchisee.hears(), `${times}`).not.toContain('Ask a person');
    }
    await franchisee.says('dunno');
    expect(franchisee.hears()).toContain('Shall a colleague help?');
    expect(franchisee.hears()).toContain('[Ask a person]');
  });

  it('makes one case, and the form goes on', async () => {
    const chat = await open();
    const { franchisee, desk } = chat;
    await answerUpTo(franchisee, 'When did it happen?');
    for (const _ of [1, 2, 3]) await franchisee.says('dunno');
    await franchisee.presses('Ask a person');
    expect(franchisee.hears()).toMatch(/A colleague has been asked to help: C-\d+.*\(3 of 10\) When did it happen\?/s);
    expect(desk.last().text).toContain('request for help');
    expect(desk.last().facts).toContainEqual({ label: 'What happened', value: 'The milk was sour' });
    expect(desk.last().facts?.map(({ label }) => label)).not.toContain('In their own words');
    await franchisee.says('person');
    expect(franchisee.hears()).toContain('A colleague has been asked already');
    await franchisee.says('yesterday at 3 pm');
    expect(franchisee.last().text).toContain('Which store is it about?');
    expect(await chat.cases()).toMatchObject([{ kind: 'consultation', status: 'received' }]);
  });

  it('outside a form, asked twice, is still one case', async () => {
    const chat = await open();
    await chat.franchisee.says('human');
    await chat.franchisee.says('human');
    expect(chat.franchisee.hears()).toContain('A colleague has been asked already');
    expect(await chat.cases()).toHaveLength(1);
  });
});
