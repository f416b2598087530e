/** Words of someone with nothing open, and in which language they are answered. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { chatRoom } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();

describe('words without a form', () => {
  it('wait until it is said what they are', async () => {
    const { franchisee } = await open();
    await franchisee.says('The milk was sour');
    await franchisee.says('and the bread was hard');
    expect(franchisee.last().text).toBe('I have kept what you wrote. What would you like to do with it?');
    await franchisee.says('1');
    expect(franchisee.last().text).toContain('Who is complaining?');
    await franchisee.presses('Back');
    expect(franchisee.last().text).toContain('The milk was sour\nand the bread was hard');
  });

  it.each(['/complaint', 'yes', 'Report a complaint', '我要投诉', '我要投訴'])(
    'become a complaint by “%s”',
    async (word) => {
      const { franchisee } = await open();
      await franchisee.says('The milk was sour');
      await franchisee.says(word);
      await franchisee.presses('Back');
      expect(franchisee.last().text).toContain('Your answer so far: The milk was sour');
    },
  );

  it('become a complaint by the welcome’s button too', async () => {
    const { franchisee } = await open();
    await franchisee.says('hello');
    await franchisee.says('The milk was sour');
    const [welcome] = franchisee.all();
    await franchisee.forges(welcome?.buttons?.[0]?.id ?? '');
    await franchisee.presses('Back');
    expect(franchisee.last().text).toContain('Your answer so far: The milk was sour');
  });

  it('of a prospect’s greeting are met with what a prospect needs, and lead to the dossier', async () => {
    const { prospect } = await open();
    await prospect.says('hello');
    expect(prospect.last().text).toContain('Are you thinking of joining?');
    await prospect.presses('Check before you sign');
    expect(prospect.hears()).toContain('Your dossier is ready');
    await prospect.says('hello');
    await prospect.presses('Check before you sign');
    expect(prospect.last().text).not.toContain('Your dossier is ready');
  });

  it('go to a person', async () => {
    const chat = await open();
    await chat.franchisee.says('My till is broken');
    await chat.franchisee.presses('Talk to a person');
    expect(chat.franchisee.hears()).toMatch(
      /A colleague has been asked to help: C-\d+\. You will hear from us here by Thu, 19 March 2026 at 12:00\./,
    );
    expect(await chat.cases()).toMatchObject([{ kind: 'consultation', words: 'My till is broken' }]);
    expect(await chat.franchisee.frames()).toEqual([]);
  });

  it.each(['no', 'Nothing, thanks', '/cancel', '不用了'])('are let go by “%s”', async (word) => {
    const chat = await open();
    await chat.franchisee.says('The milk was sour');
    await chat.franchisee.says(word);
    expect(chat.franchisee.hears()).toContain('All right. Write again whenever you need us.');
    expect(await chat.franchisee.frames()).toEqual([]);
  });

  it('are asked about again when the answer is none', async () => {
    const { franchisee } = await open();
    await franchisee.says('The milk was sour');
    await franchisee.says('repeat');
    expect(franchisee.hears()).toContain('What would you like to do with it?');
    await franchisee.presses('Report a complaint');
    expect(franchisee.last().text).toContain('Who is complaining?');
  });

  it('go straight into a complaint when they say so', async () => {
    const { franchisee } = await open();
    await franchisee.says('I want to complain about the till in BJ001');
    expect(franchisee.hears()).toContain('朝阳路店 (BJ001)');
    expect(franchisee.last().text).toContain('Who is complaining?');
  });

  it.each([
    ['hello', 'Hello Ada.'],
    ['你好', 'Hello Ada.'],
    ['thanks!', 'You’re welcome.'],
    ['help', 'Hello Ada.'],
    ['back', 'Nothing is open at the moment.'],
    ['/cancel', 'Nothing is open at the moment.'],
    ['/start', 'Hello Ada.'],
    ['/cases', 'You have no cases.'],
  ])('“%s” is answered kindly, and nothing is stored', async (word, reply) => {
    const chat = await open();
    const before = await chat.stored();
    await chat.franchisee.says(word);
    expect(chat.franchisee.hears()).toContain(reply);
    expect(await chat.stored()).toBe(before);
  });

  it('of staff go to nobody, and they are told how', async () => {
    const chat = await open();
    await chat.desk.says('hello everyone, how are you');
    expect(chat.desk.hears()).toContain('Plain text goes to nobody.');
    expect(await chat.desk.frames()).toEqual([]);
  });
});

describe('a danger', () => {
  it.each([
    ['着火了', '119'],
    ['厨房有燃气味', '119'],
  ])('is answered with what to do, and headquarters hears it at once: %s', async (words, number) => {
    const chat = await open({ language: 'zh-Hans' });
    await chat.franchisee.says(words);
    const [advice, promise] = chat.franchisee.heard();
    expect(advice?.text).toContain(number);
    expect(advice?.text).toContain('总部已收到通知');
    expect(promise?.text).toMatch(/C-\d+/);
    expect(await chat.franchisee.frames()).toEqual([]);
    expect(await chat.cases()).toMatchObject([{ kind: 'consultation', urgent: true, severity: 'critical', words }]);
    const alarm = chat.desk.all().map(({ text }) => text);
    expect(alarm).toContainEqual(expect.stringMatching(/^紧急 C-\d+：/));
    await chat.franchisee.says('还在着火');
    expect(chat.franchisee.hears()).toContain(number);
    expect(await chat.cases()).toHaveLength(1);
  });
});

describe('someone who asks how it stands', () => {
  it.each(['查进度', '我的工单', 'What happened to my case?'])('sees their own cases: %s', async (words) => {
    const chat = await open();
    await chat.franchisee.says(words);
    expect(chat.franchisee.hears()).toContain('You have no cases.');
    await chat.franchisee.says('human');
    const [asked] = await chat.cases();
    await chat.franchisee.says(words);
    expect(chat.franchisee.hears()).toContain(asked?.number);
    expect(await chat.cases()).toHaveLength(1);
  });
});

describe('a call for a person', () => {
  it('is urgent when it tells of an authority', async () => {
    const chat = await open({ language: 'zh-Hans' });
    await chat.franchisee.says('市场监管局的人在店里检查');
    await chat.franchisee.says('人工');
    expect(await chat.cases()).toMatchObject([{ kind: 'consultation', urgent: true, intake: 'authority' }]);
  });
});

describe('the language', () => {
  it.each([
    ['zh-Hans', '你们的牛奶是酸的'],
    ['zh-Hant', '你們的牛奶是酸的'],
    ['en', 'Your milk was very sour'],
  ] as [Language, string][])('of a newcomer is taken from their words: %s', async (language, words) => {
    for (const defaultLanguage of ['zh-Hans', 'en'] as const) {
      const chat = await open({ defaultLanguage });
      const stranger = chat.stranger('new');
      await stranger.says(words);
      expect(stranger.hears()).toContain(CATALOGUES[language]['front.offer']);
      await stranger.says('1');
      expectOnly(language, stranger.all(), [words, 'Finn']);
    }
  });

  it('is not taken from words that both scripts write alike', async () => {
    for (const defaultLanguage of ['zh-Hans', 'zh-Hant'] as const) {
      const chat = await open({ defaultLanguage });
      const stranger = chat.stranger('new');
      await stranger.says('你好');
      await stranger.says('你們的牛奶是酸的');
      expect(stranger.hears()).toContain(CATALOGUES['zh-Hant']['front.offer']);
    }
    const chat = await open({ defaultLanguage: 'en' });
    const stranger = chat.stranger('new');
    await stranger.says('你好');
    expectOnly('zh-Hans', stranger.all(), ['你好', 'Finn']);
  });

  // `decide` speaks what is said at once in the language that it knew before the flow; drop `fails` when it does not.
  it('of a newcomer counts from the very first answer, also one said at once', async () => {
    const chat = await open({ defaultLanguage: 'zh-Hans' });
    const stranger = chat.stranger('new');
    await stranger.says('/nonsense is what I write');
    expect(stranger.hears()).toContain('I don’t know the command');
    expectOnly('en', stranger.all(), []);
  });

  it('of the platform counts until one is chosen', async () => {
    const chat = await open();
    const stranger = chat.stranger('new', { hint: 'zh-Hant' });
    await stranger.says('Your milk was very sour');
    expect(stranger.hears()).toContain(CATALOGUES['zh-Hant']['front.offer']);
    await stranger.says('/language English');
    await stranger.says('你們的牛奶是酸的');
    expect(stranger.hears()).toContain(CATALOGUES.en['front.offer']);
  });

  it('is confirmed at once where the channel can, since others read the same thread, and kept all the same', async () => {
    const { desk } = await open({ deskLanguage: 'en', immediate: true });
    await desk.says('/language 繁體');
    expect(desk.last().atOnce).toBe(true);
    await desk.says('/queue');
    expect(desk.hears()).toBe(CATALOGUES['zh-Hant']['desk.queue.empty']);
  });

  it('is chosen by button or word, and confirmed in itself', async () => {
    const { franchisee } = await open({ language: 'en' });
    await franchisee.says('/language');
    expect(franchisee.last().buttons?.map(({ label }) => label)).toEqual(['简体中文', '繁體中文', 'English']);
    await franchisee.presses('繁體中文');
    expectOnly('zh-Hant', franchisee.heard(), []);
    for (const [word, language] of [
      ['简体', 'zh-Hans'],
      ['English', 'en'],
      ['繁體', 'zh-Hant'],
      ['英文', 'en'],
    ] as [string, Language][]) {
      await franchisee.says(`/language ${word}`);
      expect(franchisee.hears()).not.toBe('');
      expectOnly(language, franchisee.heard(), []);
    }
    await franchisee.says('/language Klingon');
    expect(franchisee.last().buttons).toHaveLength(3);
  });

  it('changed in a form repeats the question in the new one', async () => {
    const { franchisee } = await open({ language: 'en' });
    await franchisee.says('/complaint The milk was sour');
    await franchisee.says('/language');
    await franchisee.presses('繁體中文');
    expect(franchisee.last().text).toContain(CATALOGUES['zh-Hant']['complaint.complainant.ask']);
    expectOnly('zh-Hant', franchisee.heard(), []);
    await franchisee.says('1');
    expect(franchisee.last().text).toContain(CATALOGUES['zh-Hant']['complaint.when.ask']);
  });

  it('of desk and person may differ; no message mixes them', async () => {
    const chat = await open({ language: 'en', deskLanguage: 'zh-Hant' });
    const { franchisee, desk } = chat;
    await franchisee.says('/complaint The milk was sour');
    for (const word of [
      'A shopper in person',
      'yesterday at 3 pm',
      'BJ001',
      'skip',
      'skip',
      'Goods',
      '1',
      'skip',
      '13800138000',
    ]) {
      await franchisee.says(word);
    }
    await franchisee.presses('Send to headquarters');
    const hant = CATALOGUES['zh-Hant'];
    await desk.presses(hant['card.button.claim']);
    await desk.presses(hant['card.button.resolve']);
    await desk.says(hant['outcome.return']);
    await desk.says('42');
    await desk.presses(hant['desk.send']);
    await franchisee.presses('No, not yet');
    await franchisee.presses('Just reopen it');
    const words = ['The milk was sour', '朝阳路店', 'Ada', 'Dora', 'Emil'];
    expectOnly('en', franchisee.all(), words);
    expectOnly('zh-Hant', desk.all(), words);
    // A later choice counts for what is said from then on.
    await franchisee.says('/language 简体');
    await desk.says('/reply 1001 43'.replace('1001', (await chat.cases())[0]?.number ?? ''));
    await desk.presses(hant['desk.send']);
    expectOnly('zh-Hans', [franchisee.last()], words);
  });

  it('is kept by a channel that can’t answer at once', async () => {
    const chat = await open({ language: 'zh-Hant', immediate: false });
    await chat.franchisee.says('/language');
    await chat.franchisee.says('hello');
    await chat.franchisee.says('/nonsense');
    await chat.franchisee.forges('junk');
    expect(chat.franchisee.all()).toHaveLength(4);
    expectOnly('zh-Hant', chat.franchisee.all(), ['Ada']);
  });
});
