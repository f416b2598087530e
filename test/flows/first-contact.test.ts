/** First contacts (F12): who is asked for one, and who makes it. */
import { describe, expect, it } from 'vitest';
import type { Language } from '../../src/domain/person.ts';
import { CATALOGUES } from '../../src/locales/catalogue.ts';
import { callsOf, openCalls, THREE, tell } from '../support/calls.ts';
import { type Chat, type ChatOptions, chatRoom, type Speaker } from '../support/flows.ts';
import { expectOnly } from '../support/language-check.ts';

const open = chatRoom();

describe('a first contact', () => {
  async function supervised(options: ChatOptions = {}): Promise<{ chat: Chat; dora: Speaker; emil: Speaker }> {
    const chat = await open(options);
    const [dora, emil] = [chat.privately(chat.desk), chat.privately(chat.desk2)];
    await chat.give(dora, { duties: ['supervisor'] });
    // Where nothing was written, nothing can be answered.
    for (const one of [emil, chat.franchisee]) {
      await one.says('/complaint');
      await one.says('/cancel');
    }
    return { chat, dora, emil };
  }

  it.each(['zh-Hans', 'zh-Hant', 'en'] as Language[])(
    'is given to an agent, who is told by when, in %s',
    async (language) => {
      const { chat, dora, emil } = await supervised({ language });
      const texts = CATALOGUES[language];
      await dora.says('/contact Ada');
      await dora.says('Emil');
      await dora.presses(texts['contact.text.skip']);
      await dora.presses(texts['contact.submit']);
      const [call, other] = await openCalls(chat);
      expect(call).toMatchObject({ kind: 'first-contact', ownerId: emil.personId, topic: '', status: 'planned' });
      expect(call?.rounds).toMatchObject([{ until: '2026-03-25T10:00:00.000Z' }]);
      expect(other).toBeUndefined();
      expect(emil.last().text).toContain('Ada');
      expect(emil.last().buttons?.map(({ label }) => label)).toContain(texts['call.button.start']);
      await chat.fireTimers('call.planned');
      for (const speaker of [dora, emil, chat.franchisee]) expectOnly(language, speaker.all(), ['Ada', 'Dora', 'Emil']);
    },
  );

  it('is open with a person once at a time, and again later', async () => {
    const { chat, dora } = await supervised();
    const giveOut = async () => {
      await dora.says('/contact Ada');
      await tell(dora, 'Dora', 'A new store');
      await dora.presses('Give it out');
    };
    await giveOut();
    await dora.says('/contact Ada');
    expect(dora.last().text).toContain('Ada is to be contacted already');
    expect(await openCalls(chat)).toMatchObject([{ topic: 'A new store' }]);
    await chat.sql(`update callback set ended_at = created_at, status = 'done'`);
    await giveOut();
    expect(await openCalls(chat)).toHaveLength(1);
    expect(await callsOf(chat)).toHaveLength(2);
  });

  it('comes first to whoever has the least to call, and is not with one of the staff', async () => {
    const { dora } = await supervised();
    await dora.says('/contact Ada');
    await tell(dora, 'Dora', 'skip');
    await dora.presses('Give it out');
    await dora.says('/contact Bob');
    expect(
      dora
        .last()
        .buttons?.slice(0, 2)
        .map(({ label }) => label),
    ).toEqual(['Emil · 0 open', 'Dora · 1 open']);
    await dora.says('/cancel');
    await dora.says('/contact Emil');
    expect(dora.last().text).toContain('is one of us');
  });

  it('comes first to whoever has the least to call, also where there are more than a draft keeps', async () => {
    const { chat, dora } = await supervised();
    await chat.sql(`insert into person (id, seq, role, name, created_at) select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid,
1, 'staff', 'Agent ' || n, now() from generate_series(1, 40) n`);
    await chat.sql(`insert into callback (id, seq, kind, status, topic, person_id, owner_id, time_window, rounds, attempts, created_at)
select gen_random_uuid(), 1, 'requested', 'planned', '', '${chat.franchisee.personId}', p.id, '{"from":"${THREE}","until":"${THREE}","zone":"Asia/Shanghai"}',
'[]', '[]', now() from person p where p.role = 'staff' and p.id <> (select max(id::text)::uuid from person where role = 'staff')`);
    const [[name] = ['']] = (await chat.sql(
      `select name from person where role = 'staff' order by id::text desc limit 1`,
    )) as string[][];
    await dora.says('/contact Bob');
    expect(dora.last().buttons?.[0]?.label).toBe(`${name} · 0 open`);
  });

  it('may be with someone who does not write with the bot', async () => {
    const { chat, dora } = await supervised();
    await chat.sql(`delete from account where person_id = '${chat.franchisee.personId}'`);
    await dora.says('/contact Ada');
    await tell(dora, 'Emil', 'skip');
    await dora.presses('Give it out');
    expect(await openCalls(chat)).toMatchObject([{ kind: 'first-contact' }]);
    await dora.says('/grant Ada');
    expect(dora.last().text).not.toContain('Ada');
  });

  it('gives back what was written to whoever has lost the right meanwhile', async () => {
    const { chat, dora } = await supervised();
    await dora.says('/contact Ada');
    await tell(dora, 'Emil', 'Likes to be called Ms A');
    await chat.give(dora, {});
    await dora.presses('Give it out');
    expect(dora.hears()).toContain('Likes to be called Ms A');
    expect(await callsOf(chat)).toEqual([]);
  });
});
