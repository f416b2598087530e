/** How an answer of headquarters comes to stand in a dossier: by a text that is chosen, released or replaced, and by what staff write. */
import { describe, expect, it } from 'vitest';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { aShop, dossierOf, entryIn } from '../support/dossiers.ts';
import { type Chat, chatRoom } from '../support/flows.ts';

const open = chatRoom();
const shop = aShop(open);
const en = CATALOGUES.en;

async function ask({ prospect }: Chat, words: string): Promise<void> {
  await prospect.says('/dossier');
  await prospect.says(`/dossier ${words}`);
  await prospect.presses(en['dossier.button.ask']);
}

/** Which words are vague enough to mean several texts is for the retrieval to say. The item of those that are. */
async function askVaguely({ prospect }: Chat): Promise<string> {
  await prospect.says('/dossier');
  for (const [at, words] of ['What about goods?', 'What about money?', 'goods', 'help', 'prices'].entries()) {
    await prospect.presses(en['dossier.button.own']);
    await prospect.says(words);
    await prospect.presses(en['dossier.button.ask']);
    if (prospect.hears().includes(en['answer.perhaps'])) return `own-${at + 1}`;
  }
  throw new Error('nothing was vague');
}

describe('an answer in a dossier', () => {
  it('cites the version that was in force; a new one is changed since, and asked again it stands beside', async () => {
    const chat = await shop();
    const { prospect, desk } = chat;
    await ask(chat, 'territory');
    const [first] = (await entryIn(chat, 'hq-territory'))?.answers ?? [];
    await chat.give(desk, { duties: ['supervisor'] });
    await desk.forges(`z:${first?.policy?.id}:edit:1`);
    await desk.presses('Change an answer');
    await desk.presses(en['policy.body']);
    await desk.says('Two kilometres, and no sister brand inside.');
    await desk.presses(en['policy.save']);
    await prospect.says('/dossier territory');
    expect(prospect.hears()).not.toContain(en['dossier.answer.changed']);
    await desk.presses(en['policy.button.approve']);
    await prospect.says('/dossier territory');
    expect(prospect.hears()).toContain(en['dossier.answer.changed']);
    expect(prospect.hears()).toContain(first?.text);
    await prospect.says('/dossier');
    expect(prospect.hears()).toContain('One answer cites a policy that has changed since.');
    await ask(chat, 'territory');
    expect((await entryIn(chat, 'hq-territory'))?.answers).toMatchObject([
      { text: first?.text, policy: { version: 1 } },
      { text: 'Two kilometres, and no sister brand inside.', policy: { version: 2 } },
    ]);
    expect(prospect.hears().match(new RegExp(en['dossier.answer.changed'].slice(0, 13), 'g'))).toHaveLength(1);
  });

  it('about earnings waits for staff, and what they release comes into the item with its policy', async () => {
    const chat = await shop();
    const { prospect, desk } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.button.own']);
    await prospect.says('What is the profit of an average shop?');
    await prospect.presses(en['dossier.button.ask']);
    expect(await entryIn(chat, 'own-1')).toMatchObject({ state: 'asked', answers: [] });
    await desk.presses(en['answer.button.send']);
    await desk.presses(en['answer.button.send']);
    await chat.fireTimers('dossier.answer');
    expect(await entryIn(chat, 'own-1')).toMatchObject({
      state: 'answered',
      answers: [{ source: 'headquarters', who: 'Dora', policy: { version: 1, title: 'What stores earn' } }],
    });
    expect(prospect.last().text).toContain('What is the profit of an average shop?');
  });

  it('may be chosen among several texts, or passed on from there; until then headquarters has not been asked', async () => {
    const chat = await shop();
    const { prospect, desk } = chat;
    const item = await askVaguely(chat);
    expect((await entryIn(chat, item))?.state).toBe('open');
    const [choice] = prospect.heard().find(({ text }) => text === en['answer.perhaps'])?.buttons ?? [];
    await prospect.presses(choice?.label ?? '');
    expect(await entryIn(chat, item)).toMatchObject({
      state: 'answered',
      answers: [{ policy: { title: choice?.label, version: 1 } }],
    });
    await prospect.presses(en['answer.button.person']);
    const [current] = await chat.cases();
    expect(current?.facts.dossier).toBe((await dossierOf(chat)).id);
    await desk.says(`/claim ${current?.number}`);
    await desk.says(`/reply ${current?.number}`);
    await desk.says('By our own lorries.');
    await desk.presses(en['desk.send']);
    await chat.fireTimers('dossier.answer');
    expect((await entryIn(chat, item))?.answers.at(-1)).toMatchObject({
      ...{ text: 'By our own lorries.', who: 'Dora', policy: null },
    });
    await desk.says(`/resolve ${current?.number}`);
    await desk.presses('informed');
    await desk.says('Twice a week.');
    await desk.presses(en['desk.send']);
    await chat.fireTimers('dossier.answer');
    expect((await entryIn(chat, item))?.answers.map(({ text }) => text).slice(1)).toEqual([
      ...['By our own lorries.', 'Twice a week.'],
    ]);
  });
});
