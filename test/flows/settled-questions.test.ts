/** A question that is answered says so to its platform, so that its buttons go. */
import { describe, expect, it } from 'vitest';
import { anAnsweredCase, answerUpTo } from '../support/complaints.ts';
import { type Chat, chatRoom, type Speaker } from '../support/flows.ts';

const open = chatRoom();

/** What the newest messages of a person's thread settle: the words of the question, and of the button that answered it. */
async function settled(chat: Chat, person: Speaker): Promise<{ question: string; chosen?: string }[]> {
  const rows = await chat.sql(
    `select id::text, message::text from outbox where thread_id = '${person.thread.id}' order by seq`,
  );
  const messages = rows.map((row) => {
    const [id, message] = row as [string, string];
    return { id, message: JSON.parse(message) as { text: string; settles?: { outboxId: string; chosen?: string } } };
  });
  return messages.flatMap(({ message: { settles } }) => {
    if (!settles) return [];
    const asked = messages.find(({ id }) => id === settles.outboxId);
    const { outboxId: _, ...rest } = settles;
    return [{ question: asked?.message.text.split('\n').at(-1) ?? 'nothing that was sent', ...rest }];
  });
}

describe('a question', () => {
  it('is settled by the next one, with the words of the button in the language of the reader', async () => {
    const chat = await open({ language: 'zh-Hant' });
    const { franchisee } = chat;
    await franchisee.says('/complaint 牛奶酸了');
    const [, first] = franchisee.last().buttons ?? [];
    await franchisee.presses(first?.label ?? '');
    const [one, ...others] = await settled(chat, franchisee);
    expect(one?.chosen).toBe(first?.label);
    expect(one?.question).toContain('誰');
    expect(others).toEqual([]);
  });

  it('is settled each time, up to what is filed, and never twice', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee);
    await franchisee.presses('Change an answer');
    await franchisee.presses('Back');
    await franchisee.presses('Send to headquarters');
    const all = await settled(chat, franchisee);
    expect(all.map(({ question }) => question)).not.toContain('nothing that was sent');
    expect(new Set(all.map(({ question, chosen }) => `${question} ${chosen}`)).size).toBe(all.length);
    expect(all.slice(-3)).toEqual([
      { question: 'Complaint: please check everything before it is sent.', chosen: 'Change an answer' },
      { question: 'Which answer would you like to change?', chosen: 'Back' },
      { question: 'Complaint: please check everything before it is sent.', chosen: 'Send to headquarters' },
    ]);
  });

  it('stays as it is when an old button is met with a word', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says('/complaint The milk was sour');
    const old = franchisee.button('A shopper in person');
    await franchisee.forges(old);
    const before = await settled(chat, franchisee);
    await franchisee.forges(old);
    expect(await settled(chat, franchisee)).toEqual(before);
  });

  it('is asked anew, and the one before settled, where all is a message of the thread', async () => {
    const chat = await open({ immediate: false });
    const { franchisee } = chat;
    await franchisee.says('/complaint The milk was sour');
    const old = franchisee.button('A shopper in person');
    await franchisee.forges(old);
    await franchisee.forges(old);
    await franchisee.presses('Back');
    const all = await settled(chat, franchisee);
    expect(all.map(({ chosen }) => chosen)).toEqual(['A shopper in person', undefined, 'Back']);
    expect(new Set(all.map(({ question }) => question))).not.toContain('nothing that was sent');
  });

  it('of a form below another is settled when it comes up again', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    const { franchisee } = chat;
    await franchisee.says('/complaint The bread was hard');
    await franchisee.presses('No, not yet');
    await franchisee.says('The money has not come');
    const all = (await settled(chat, franchisee)).slice(-3);
    expect(all.map(({ question }) => question)).toEqual([
      'Is the matter settled for you?',
      'We are sorry that it is not settled yet. What is still missing?',
      expect.stringContaining('Who is complaining?'),
    ]);
    expect(all[0]?.chosen).toBe('No, not yet');
  });

  it('whether a case is settled is settled itself, and comes again when the objection is dropped', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    const { franchisee } = chat;
    await franchisee.presses('No, not yet');
    await franchisee.says('cancel');
    await franchisee.presses('Yes, stop');
    expect(franchisee.last().text).toBe(`All right, ${number} stays as it is. Is it settled for you?`);
    await franchisee.presses('Yes, it is settled');
    expect((await chat.cases())[0]?.status).toBe('confirmed');
  });

  it('at the front door is settled by what was chosen', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says('the weather is fine in Beijing');
    await franchisee.says('and the trees are green');
    await franchisee.presses('Nothing, thanks');
    expect(await settled(chat, franchisee)).toEqual([
      { question: expect.stringContaining('What would you like to do with it?') },
      { question: expect.stringContaining('What would you like to do with it?'), chosen: 'Nothing, thanks' },
    ]);
  });

  it('for the language is settled where it was a message of the thread', async () => {
    const chat = await open({ immediate: false });
    const { franchisee } = chat;
    await franchisee.says('/language');
    await franchisee.presses('繁體中文');
    expect(await settled(chat, franchisee)).toEqual([
      { question: 'Which language would you like?', chosen: '繁體中文' },
    ]);
  });
});
