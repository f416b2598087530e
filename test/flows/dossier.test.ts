/** A dossier (F01 to F04), as a suspicious prospect works through it: asked, answered, doubted, verified, and what a later change of a policy shows. */
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/domain/person.ts';
import { CATALOGUES, type MessageKey } from '../../src/locales/catalogue.ts';
import { APPROVED_AT, aShop, entryIn } from '../support/dossiers.ts';
import { type Chat, chatRoom } from '../support/flows.ts';

const open = chatRoom();
const en = CATALOGUES.en;
const shop = aShop(open);
const entry = entryIn;

async function finds(chat: Chat, text: string, source: MessageKey, worrying: MessageKey): Promise<void> {
  await chat.prospect.presses(en['dossier.button.find']);
  await chat.prospect.says(text);
  await chat.prospect.presses(en[source]);
  await chat.prospect.presses(en[worrying]);
}

describe('a dossier', () => {
  it.each(LANGUAGES.map((language): [Language] => [language]))(
    'begins by itself in %s, with progress by part and the next item',
    async (language) => {
      const chat = await shop({ language });
      await chat.prospect.says('/dossier');
      const said = chat.prospect.hears();
      expect(said).toContain('林溪家居');
      expect(said).toContain(CATALOGUES[language]['dossier.part.contract']);
      await chat.prospect.presses(CATALOGUES[language]['dossier.button.next']);
      expect(chat.prospect.hears()).toContain(CATALOGUES[language]['dossier.ask.hq-profit']);
      await chat.prospect.says('/dossier');
      expect(await chat.store.reads.dossiersOf(chat.prospect.personId, 5)).toHaveLength(1);
      await chat.prospect.says(CATALOGUES[language]['dossier.button.left']);
      expect(chat.prospect.hears()).toContain(CATALOGUES[language]['dossier.item.hq-profit']);
    },
  );

  it('keeps what a policy said, with version and day, and tells that it has changed since', async () => {
    const chat = await shop();
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.says('/dossier territory');
    await prospect.presses(en['dossier.button.ask']);
    const [answer] = (await entry(chat, 'hq-territory'))?.answers ?? [];
    expect(answer).toMatchObject({ source: 'headquarters', policy: { version: 1, approvedAt: APPROVED_AT } });
    expect(prospect.hears()).toContain(answer?.text ?? '?');
    expect(prospect.hears()).not.toContain(en['dossier.answer.changed']);
    await prospect.presses(en['dossier.button.ask']);
    expect(prospect.hears()).toContain(en['dossier.same-answer']);
    expect((await entry(chat, 'hq-territory'))?.answers).toHaveLength(1);
    await prospect.presses(en['dossier.button.verify']);
    expect(await entry(chat, 'hq-territory')).toMatchObject({ state: 'verified' });
    await chat.give(chat.desk, { duties: ['supervisor'] });
    await chat.desk.forges(`z:${answer?.policy?.id}:retire:1`);
    await chat.desk.says('A new map is being drawn.');
    await prospect.says('/dossier territory');
    expect(prospect.hears()).toContain(en['dossier.answer.changed']);
    expect(prospect.hears()).toContain(answer?.text ?? '?');
  });

  it('passes on what no policy answers, and has the answer of staff come back into the item', async () => {
    const chat = await shop({}, () => []);
    const { prospect, desk } = chat;
    await prospect.says('/dossier');
    await prospect.says('/dossier lawsuits');
    await prospect.presses(en['dossier.button.ask']);
    expect(await entry(chat, 'hq-litigation')).toMatchObject({ state: 'asked', answers: [] });
    const [current] = await chat.cases();
    expect(current?.words).toBe('Which lawsuits are pending, and which judgments were there, in detail?');
    await desk.says(`/claim ${current?.number}`);
    await desk.says(`/resolve ${current?.number}`);
    await desk.presses('informed');
    await desk.says('Two lawsuits are pending.');
    await desk.presses('Send it');
    await chat.fireTimers('dossier.answer');
    expect(await entry(chat, 'hq-litigation')).toMatchObject({
      state: 'answered',
      answers: [{ text: 'Two lawsuits are pending.', source: 'headquarters', policy: null }],
    });
    await prospect.presses(en['dossier.item.hq-litigation']);
    expect(prospect.hears()).toContain('Two lawsuits are pending.');
  });

  it('is not answered with what holds for another brand', async () => {
    const chat = await shop({}, (all) => all.map((one) => (one.key === 'term' ? { ...one, brand: 'Beta' } : one)));
    await chat.prospect.says('/dossier a');
    expect(chat.prospect.hears(), 'a letter is no brand').toContain(en['dossier.choose']);
    await chat.prospect.says('/dossier beta');
    await chat.prospect.says('/dossier territory');
    await chat.prospect.presses(en['dossier.button.ask']);
    expect(await entry(chat, 'hq-territory')).toMatchObject({ state: 'asked', answers: [] });
  });

  it('puts forecast beside reported, takes findings, and names the rules that worry', async () => {
    const chat = await shop();
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.says('/dossier profit');
    await prospect.presses(en['dossier.button.profit']);
    await prospect.says('150,000');
    await prospect.says('96000');
    await prospect.presses(en['dossier.source.research']);
    expect(prospect.hears()).toContain('56.3%');
    await prospect.says('/dossier trading area');
    expect(prospect.hears()).toContain(en['dossier.risk.c-area']);
    await finds(chat, 'Sister brands are allowed.', 'dossier.source.contract', 'dossier.worrying.yes');
    await prospect.says('what worries me?');
    expect(prospect.hears()).toContain('56.3% higher');
    expect(prospect.hears()).toContain(en['dossier.rule.second-brand']);
    expect(prospect.hears()).toContain(en['dossier.risks.advice']);
  });

  it('takes notes, flags and own questions, and is nobody else’s', async () => {
    const chat = await shop();
    const { prospect } = chat;
    await prospect.says('/dossier');
    await prospect.presses(en['dossier.button.own']);
    await prospect.says('Who cleans the sign?');
    await prospect.presses(en['dossier.button.note']);
    await prospect.says('Ask the neighbour.');
    await prospect.presses(en['dossier.button.flag']);
    await prospect.says('Nobody knows.');
    expect(await entry(chat, 'own-1')).toMatchObject({
      state: 'flagged',
      flag: 'Nobody knows.',
      words: 'Who cleans the sign?',
    });
    const id = prospect.button(en['dossier.button.unflag']);
    await chat.neighbour.forges(id);
    expect(chat.neighbour.hears()).toContain(en['form.stale']);
    await prospect.presses(en['dossier.button.unflag']);
    expect(await entry(chat, 'own-1')).toMatchObject({ state: 'open', notes: [{ text: 'Ask the neighbour.' }] });
    const group = chat.inGroup(prospect);
    await group.says('/dossier');
    expect(group.hears()).toContain(en['dossier.not-here']);
  });

  it('is reached beside another one of the same brand, where two chats have become one', async () => {
    const chat = await shop();
    const { prospect, neighbour } = chat;
    for (const [speaker, words] of [
      [prospect, 'Eight hundred metres.'],
      [neighbour, 'Three hundred metres.'],
    ] as const) {
      await speaker.says('/dossier');
      await speaker.says('/dossier territory');
      await speaker.presses(en['dossier.button.note']);
      await speaker.says(words);
      chat.passHours(1);
    }
    await chat.sql(`update dossier set person_id = '${prospect.personId}'`);
    const notes = new Set<boolean>();
    await prospect.says('/dossier');
    for (let at = 0; at < 2; at += 1) {
      await prospect.presses('林溪家居 · Linxi Home, begun on Wed, 18 March 2026');
      await prospect.presses(en['dossier.part.headquarters']);
      await prospect.presses(en['dossier.item.hq-territory']);
      notes.add(prospect.hears().includes('Eight hundred metres.'));
      await prospect.presses(en['dossier.button.show']);
    }
    expect([...notes].toSorted()).toEqual([false, true]);
    await prospect.says('/dossier territory');
    expect(prospect.hears()).toContain('Three hundred metres.');
  });

  it('is ordered as a text and a table, in the words of the person', async () => {
    const chat = await shop({ language: 'zh-Hant' });
    await chat.prospect.says('/dossier');
    await chat.prospect.says('/dossier export');
    const files = await chat.sql('select name, type from file order by name');
    expect(files).toEqual([
      ['考察檔案.csv', 'text/csv'],
      ['考察檔案.md', 'text/markdown'],
    ]);
  });
});
