/** Questions before signing (F06): answered from approved policies alone, passed on otherwise, and kept as policies. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { playgroundPolicies } from '../../src/playground-policies.ts';
import { type Chat, type ChatOptions, chatRoom } from '../support/flows.ts';

const open = chatRoom();
const AT = '2026-03-01T02:00:00.000Z';
const texts = (language: Language = 'en') => CATALOGUES[language];

async function shop(options: ChatOptions = {}): Promise<Chat> {
  const chat = await open(options);
  const policies = await playgroundPolicies(AT);
  await chat.store.seed({ people: [], accounts: [], outlets: [], timers: [], policies });
  await chat.sql(`update person set grants = '{"duties":["supervisor"]}' where id = '${chat.desk.personId}'`);
  return chat;
}

const questions = async ({ store, prospect }: Chat) => await store.reads.questionsBy(prospect.personId, 10);

const policyNamed = async ({ store }: Chat, key: string, language: Language): Promise<Policy> => {
  const found = (await store.reads.policies()).find((one) => one.key === key && one.language === language);
  if (!found) throw new Error('no such policy');
  return found;
};

describe('a question', () => {
  it.each([
    ['en', 'How long is the contract?', 'term'],
    ['zh-Hans', '卖不掉的货能退吗？', 'exchange-goods'],
    ['zh-Hans', '合同几年', 'term'],
    ['zh-Hant', '加盟金要付多少？', 'initial-fee'],
  ] as [Language, string, string][])(
    'in %s is answered with the words of the policy, and the policy named',
    async (language, words, key) => {
      const chat = await shop({ language });
      await chat.prospect.says(words);
      const { approved } = await policyNamed(chat, key, language);
      const said = chat.prospect.last().text;
      expect(said).toContain(approved?.body);
      expect(said).toContain(approved?.title);
      expect(await questions(chat)).toMatchObject([{ outcome: 'answered', words, version: 1, caseId: null }]);
    },
  );

  it('that no policy answers goes to a person, whose answer comes back and becomes a policy in two taps', async () => {
    const chat = await shop({ language: 'en' });
    const { prospect, desk } = chat;
    await prospect.says('Do you offer parental leave to store managers?');
    expect(prospect.last().text).toContain(texts()['answer.unknown']);
    const [asked] = await questions(chat);
    expect(asked).toMatchObject({ outcome: 'passed' });
    const current = await chat.store.reads.caseById(asked?.caseId ?? '');
    await desk.says(`/claim ${current?.number}`);
    await desk.says(`/resolve ${current?.number}`);
    await desk.presses('informed');
    await desk.says('Store managers are your own staff, so that is for you to decide.');
    await desk.presses('Send it');
    expect(prospect.last().text).toContain('for you to decide');
    await desk.says(`/case ${current?.number}`);
    await desk.presses(texts()['policy.button.keep']);
    await desk.presses(texts()['policy.button.approve']);
    await prospect.says('Do store managers get parental leave?');
    expect(prospect.last().text).toContain('so that is for you to decide');
  });

  it('needs no question mark, and may sound like a complaint', async () => {
    const chat = await shop({ language: 'en' });
    const { prospect } = chat;
    await prospect.says('half the plates came smashed, what then');
    expect(prospect.last().text).toContain((await policyNamed(chat, 'damaged-on-arrival', 'en')).approved?.body);
    await prospect.says('which hotel has the best pool');
    expect(prospect.last().text).toContain(texts()['answer.unknown']);
  });

  it('that is asked often is shown with those like it, and one text answers them all', async () => {
    const chat = await shop({ language: 'zh-Hans' });
    const { prospect, desk } = chat;
    for (const words of ['员工宿舍由谁负责？', '員工宿舍是誰負責？', '停车位有几个？']) await prospect.says(words);
    for (const words of ['卖不掉的货能退吗？', 'Can I return unsold goods?']) await prospect.says(words);
    await desk.says('/questions');
    const { approved } = await policyNamed(chat, 'exchange-goods', 'zh-Hans');
    expect(desk.last().text).toContain(`${approved?.title}：2 次`);
    await desk.presses('“員工宿舍是誰負責？”');
    const group = desk.last();
    expect(group.text).toContain('员工宿舍由谁负责');
    expect(group.text).not.toContain('停车位');
    const other = (await questions(chat)).find(({ words }) => words === '員工宿舍是誰負責？');
    const number = (await chat.store.reads.caseById(other?.caseId ?? ''))?.number;
    await desk.presses(`认领 ${number}`);
    await desk.says('/questions');
    await desk.presses('“員工宿舍是誰負責？”');
    expect(desk.button(`答复 ${number}`)).toBeDefined();
    await desk.presses('为这些问题写一份政策');
    await desk.says('员工宿舍由加盟商自己安排。');
    await desk.presses(texts('zh-Hans')['policy.earnings.no']);
    await desk.presses(texts('zh-Hans')['policy.save']);
    await desk.presses(texts('zh-Hans')['policy.button.approve']);
    await prospect.says('员工宿舍由谁负责？');
    expect(prospect.last().text).toContain('由加盟商自己安排');
    const [first] = await questions(chat);
    await prospect.forges(`y:${first?.id}:group`);
    expect(prospect.last().text).toContain(texts('zh-Hans')['form.stale']);
  });

  it('about earnings is answered when staff have agreed, and not before', async () => {
    const chat = await shop({ language: 'en' });
    const { prospect, desk } = chat;
    const { approved } = await policyNamed(chat, 'earnings', 'en');
    await prospect.says('What is the profit of an average shop?');
    expect(prospect.hears()).not.toContain('96,000');
    expect(desk.hears() + desk.all().join()).toContain(texts()['answer.button.send']);
    await desk.presses(texts()['answer.button.send']);
    expect(prospect.hears()).not.toContain('96,000');
    await desk.presses(texts()['answer.button.send']);
    expect(prospect.last().text).toContain(approved?.body);
    expect(await questions(chat)).toMatchObject([{ outcome: 'released' }]);
  });
});

describe('policies', () => {
  it('change only when someone approves what they have read', async () => {
    const chat = await shop({ language: 'en' });
    const { desk } = chat;
    const { approved, id } = await policyNamed(chat, 'term', 'en');
    await desk.says('/policies how long is the contract');
    await desk.presses(approved?.title ?? '');
    await desk.presses(texts()['policy.button.edit']);
    await desk.presses(texts()['form.button.change']);
    await desk.presses(texts()['policy.body']);
    await desk.says('The contract runs for six years.');
    await desk.presses(texts()['policy.save']);
    expect((await chat.store.reads.policy(id))?.approved).toEqual(approved);
    const card = desk.last();
    // A colleague writes another draft meanwhile.
    await desk.presses(texts()['policy.button.edit']);
    await desk.presses(texts()['form.button.change']);
    await desk.presses(texts()['policy.body']);
    await desk.says('The contract runs for seven years.');
    await desk.presses(texts()['policy.save']);
    await desk.forges(card.buttons?.find(({ id }) => id.includes(':approve:'))?.id ?? '');
    expect(desk.hears()).toContain(texts()['policy.no.changed-since']);
    await desk.presses(texts()['policy.button.approve']);
    const after = await chat.store.reads.policy(id);
    expect(after).toMatchObject({ draft: null, approved: { version: 2, body: 'The contract runs for seven years.' } });
    await chat.prospect.says('How long is the contract?');
    expect(chat.prospect.last().text).toContain('seven years');
  });

  it('are written over by nobody who has not seen what a colleague wrote meanwhile', async () => {
    const chat = await shop({ language: 'en' });
    const { desk, desk2 } = chat;
    await chat.sql(`update person set grants = '{"duties":["supervisor"]}' where id = '${desk2.personId}'`);
    const { id } = await policyNamed(chat, 'term', 'en');
    const edits = async (one: typeof desk, body: string) => {
      await one.presses(texts()['form.button.change']);
      await one.presses(texts()['policy.body']);
      await one.says(body);
    };
    const seq = (await chat.store.reads.policy(id))?.seq;
    await desk2.forges(`z:${id}:edit:${seq}`);
    await edits(desk2, 'The contract runs for seven years. '.repeat(80).trim());
    const save = desk2.button(texts()['policy.save']);
    await desk.forges(`z:${id}:edit:${seq}`);
    await edits(desk, 'The contract runs for six years.');
    await desk.presses(texts()['policy.save']);
    expect(desk.last().facts?.at(-1)?.value).toMatch(/^− [\s\S]*\n\+ The contract runs for six years\.$/);
    await desk2.forges(save);
    expect(desk2.hears()).toContain('has changed this text since you opened it');
    expect((await chat.store.reads.policy(id))?.draft?.body).toContain('six');
    await desk2.presses(texts()['policy.save']);
    expect((await chat.store.reads.policy(id))?.draft?.body).toContain('seven');
    await desk2.forges(`z:${id}:discard:${seq}`);
    expect(desk2.hears()).toContain(texts()['policy.no.changed-since']);
    expect((await chat.store.reads.policy(id))?.draft).not.toBeNull();
  });

  it('have one text for each language and region, and are listed by these and by state', async () => {
    const chat = await shop({ language: 'en' });
    const { desk, store } = chat;
    const { id, key, brand } = await policyNamed(chat, 'insurance', 'en');
    const writes = async (...answers: string[]) => {
      for (const one of answers) await desk.says(one);
    };
    await desk.forges(`z:${id}:also:1`);
    await desk.presses('English');
    await desk.presses(texts()['policy.region.skip']);
    await writes('Insurance', 'Two million yuan.');
    await desk.presses(texts()['policy.asked.skip']);
    await desk.presses(texts()['policy.earnings.no']);
    await desk.presses(texts()['policy.save']);
    expect(desk.hears()).toContain(texts()['policy.no.there-already']);
    await desk.presses(texts()['form.button.change']);
    await desk.presses(texts()['policy.region']);
    await desk.says('华东');
    await desk.presses(texts()['policy.save']);
    const drafted = (await store.reads.policiesOf({ brand, key })).find(({ region }) => region === '华东');
    expect(drafted).toMatchObject({ language: 'en', approved: null, draft: { body: 'Two million yuan.' } });
    await desk.says('/policies 华东');
    expect(desk.last().text).toContain('Insurance · 华东 · English · draft');
    await desk.forges(`z:${drafted?.id}:approve:1`);
    await desk.forges(`z:${drafted?.id}:retire:2`);
    await desk.says('A slip.');
    await desk.says('/policies');
    await desk.presses('Retired (1)');
    expect(desk.last().text).toContain('Insurance');
    await desk.says('/policies retired');
    await desk.presses('Insurance');
    await desk.presses(texts()['policy.button.restore']);
    expect((await store.reads.policy(drafted?.id ?? ''))?.retiredAt).toBeNull();
  });

  it('that are retired answer nobody', async () => {
    const chat = await shop({ language: 'en' });
    const { desk, prospect } = chat;
    for (const language of LANGUAGES) {
      const { id } = await policyNamed(chat, 'insurance', language);
      const seq = (await chat.store.reads.policy(id))?.seq;
      await desk.forges(`z:${id}:retire:${seq}`);
      await desk.says('A new insurer is being looked for.');
    }
    await prospect.says('What insurance is needed?');
    expect(await questions(chat)).not.toMatchObject([{ outcome: 'answered' }]);
    expect(prospect.hears()).not.toContain('one million yuan');
  });

  it('are nobody else’s to read or change', async () => {
    const chat = await shop({ language: 'en' });
    const { id } = await policyNamed(chat, 'term', 'en');
    await chat.prospect.says('/policies');
    expect(chat.prospect.last().text).toContain(texts()['command.not-allowed']);
    await chat.prospect.forges(`z:${id}:show`);
    expect(chat.prospect.last().text).toContain(texts()['command.not-allowed']);
    await chat.prospect.forges(`z:${id}:retire:1`);
    expect(chat.prospect.last().text).toContain(texts()['command.not-allowed']);
    expect((await chat.store.reads.policy(id))?.retiredAt).toBeNull();
  });
});

describe('sample policies', () => {
  it('are there in every language', async () => {
    const policies = await playgroundPolicies(AT);
    const keys = (language: Language) => policies.filter((one) => one.language === language).map(({ key }) => key);
    for (const language of LANGUAGES) expect(keys(language).sort()).toEqual(keys('en').sort());
    expect(new Set(policies.map(({ id }) => id)).size).toBe(policies.length);
  });
});
