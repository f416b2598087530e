/** Buttons that are old, foreign, forged or pressed by two at once: no effect, and a friendly word. */
import { describe, expect, it } from 'vitest';
import { BUTTON_ID_MAX_BYTES } from '../../src/core/message.ts';
import type { Store } from '../../src/core/store.ts';
import { aCase, anAnsweredCase, answerUpTo } from '../support/complaints.ts';
import { type Chat, chatRoom } from '../support/flows.ts';
import { withoutEffect } from '../support/without-effect.ts';

const open = chatRoom();

describe('a button', () => {
  it('of an earlier question has no effect, and the open question comes again', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says('/complaint');
    await franchisee.says('The milk was sour');
    const old = franchisee.button('A shopper in person');
    await franchisee.forges(old);
    const heard = await withoutEffect(chat, franchisee, () => franchisee.forges(old));
    expect(heard).toBe(
      'That button belongs to an earlier question, so nothing has changed.\n(3 of 10) When did it happen?\n[Back]',
    );
    // The buttons that came with the word work.
    await franchisee.presses('Back');
    expect(franchisee.last().text).toContain('Who is complaining?');
  });

  it('pressed when nothing is open has no effect', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says('/complaint');
    await franchisee.says('The milk was sour');
    const old = franchisee.button('A shopper in person');
    await franchisee.says('cancel');
    await franchisee.says('yes');
    expect(await withoutEffect(chat, franchisee, () => franchisee.forges(old))).toContain('earlier question');
  });

  it('to send, pressed twice, sends once', async () => {
    const chat = await open();
    await aCase(chat);
    await withoutEffect(chat, chat.franchisee, () => chat.franchisee.presses('Send to headquarters'));
    expect(await chat.cases()).toHaveLength(1);
  });

  it('to send, pressed twice at the same moment, sends once', async () => {
    const chat = await open();
    const { franchisee } = chat;
    await answerUpTo(franchisee);
    const send = franchisee.button('Send to headquarters');
    await Promise.all([franchisee.forges(send), franchisee.forges(send), franchisee.forges(send)]);
    expect(await chat.cases()).toHaveLength(1);
  });

  it('delivered twice by the platform acts once', async () => {
    const chat = await open();
    await chat.franchisee.says('/complaint');
    await chat.franchisee.says('The milk was sour');
    const id = chat.franchisee.button('A shopper in person');
    const eventId = '11111111-1111-8111-8111-111111111111';
    await chat.franchisee.does({ type: 'action', id }, eventId);
    const before = await chat.stored();
    const again = await chat.franchisee.does({ type: 'action', id }, eventId);
    expect(again.status).toBe('known');
    expect(await chat.stored()).toBe(before);
  });

  it('of someone else’s form has no effect', async () => {
    const chat = await open();
    await chat.franchisee.says('/complaint The milk was sour');
    const theirs = chat.franchisee.button('A shopper in person');
    await chat.neighbour.says('/complaint The bread was hard');
    const heard = await withoutEffect(chat, chat.neighbour, () => chat.neighbour.forges(theirs));
    expect(heard).toContain('Who is complaining?');
  });

  const FORGED: [string, (id: string) => string][] = [
    ['random', () => 'x7:zz'],
    ['empty', () => ''],
    ['huge', () => `f:${'a'.repeat(64_000)}`],
    ['of control characters', () => '\u0000\u0001f:\u001b'],
    ['for another draft', (id) => id.replace(/^f:[0-9a-f]{8}/, 'f:00000000')],
    ['for a turn to come', (id) => id.replace(/:\d+:/, ':999999999999:')],
    ['with a value that is none', (id) => id.replace(/v:.*/, 'v:president')],
    ['with a value of an object’s', (id) => id.replace(/v:.*/, 'v:constructor')],
    ['that sends too early', (id) => id.replace(/v:.*/, 'ok')],
    ['that edits too early', (id) => id.replace(/v:.*/, 'e:phone')],
    ['that edits what does not exist', (id) => id.replace(/v:.*/, 'e:__proto__')],
    ['that skips what is needed', (id) => id.replace(/v:.*/, 's')],
    ['that keeps what is not there', (id) => id.replace(/v:.*/, 'k')],
    ['that says yes to nothing', (id) => id.replace(/v:.*/, 'y')],
    ['that picks too early', (id) => id.replace(/v:.*/, 'p')],
    ['with an unknown code', (id) => id.replace(/v:.*/, 'zz')],
    ['with more behind it', (id) => `${id}:x`],
    ['of the front door, of another turn', () => 'm:77:person'],
    ['of the front door, without words', () => 'm:0:add'],
    ['of the front door, unknown', () => 'm:0:fire'],
    ['of a language that is none', () => 'l:klingon'],
    ['of a case that does not exist', () => 'c:C-999999:claim'],
    ['of a case, with a number too long', () => `c:C-${'9'.repeat(40)}:confirm`],
    ['of a case, with an unknown act', () => 'c:C-1001:delete'],
    ['of an event that is none', () => 'e:nope:replay'],
    ['of a message that is none', () => 'o:nope:resend'],
  ];
  it.each(FORGED)('forged, %s, has no effect', async (_, forge) => {
    const chat = await open();
    const { franchisee } = chat;
    await franchisee.says('/complaint The milk was sour');
    const id = forge(franchisee.button('A shopper in person'));
    const heard = await withoutEffect(chat, franchisee, () => franchisee.forges(id));
    expect(heard.length).toBeLessThan(500);
    await franchisee.presses('A shopper in person');
    expect(franchisee.last().text).toContain('When did it happen?');
  });

  it.each(['claim', 'show', 'note', 'reply', 'resolve'])(
    'of staff (%s), forged by someone else, is refused',
    async (act) => {
      const chat = await open();
      const number = await aCase(chat);
      for (const person of [chat.franchisee, chat.neighbour, chat.prospect]) {
        const heard = await withoutEffect(chat, person, () => person.forges(`c:${number}:${act}`));
        expect(heard).toContain('for headquarters’ staff');
      }
    },
  );

  it.each(['/claim', '/note', '/reply', '/resolve', '/case', '/queue', '/failed', '/replay', '/resend'])(
    'is no way round, nor is the command %s',
    async (command) => {
      const chat = await open();
      const number = await aCase(chat);
      const heard = await withoutEffect(chat, chat.franchisee, () => chat.franchisee.says(`${command} ${number} x`));
      expect(heard).toContain('for headquarters’ staff');
    },
  );

  it.each(['Yes, it is settled', 'No, not yet'])('“%s” of another person’s case has no effect', async (label) => {
    const chat = await open();
    await anAnsweredCase(chat);
    const id = chat.franchisee.button(label);
    for (const person of [chat.neighbour, chat.desk]) {
      // Nor does it tell whether there is such a case.
      expect(await withoutEffect(chat, person, () => person.forges(id))).toContain('earlier question');
    }
  });

  it('of an answer that was taken back does not settle the next one', async () => {
    const chat = await open();
    const number = await anAnsweredCase(chat);
    const { franchisee, desk } = chat;
    const old = franchisee.button('Yes, it is settled');
    await franchisee.presses('No, not yet');
    await franchisee.presses('Just reopen it');
    expect(await withoutEffect(chat, franchisee, () => franchisee.forges(old))).toContain('nothing has changed');
    chat.passHours(1);
    await desk.says(`/resolve ${number} Really`);
    await desk.says('other');
    await desk.presses('Send it');
    await withoutEffect(chat, franchisee, () => franchisee.forges(old));
    await franchisee.presses('Yes, it is settled');
    expect((await chat.cases())[0]?.status).toBe('confirmed');
    await withoutEffect(chat, franchisee, () => franchisee.presses('Yes, it is settled'));
    await withoutEffect(chat, franchisee, () => franchisee.presses('No, not yet'));
  });

  it('never has an id longer than platforms take', async () => {
    const chat = await open();
    await anAnsweredCase(chat);
    const buttons = [chat.franchisee, chat.desk].flatMap((person) =>
      person.all().flatMap((shown) => shown.buttons ?? []),
    );
    for (const { id } of buttons) expect(Buffer.byteLength(id)).toBeLessThanOrEqual(BUTTON_ID_MAX_BYTES);
  });
});

describe('rivals', () => {
  it('who claim at the same moment: one has it, the other is told who', async () => {
    const chat = await open();
    const number = await aCase(chat);
    const { desk, desk2 } = chat;
    const claim = desk.button('Claim');
    await Promise.all([desk.forges(claim), desk2.forges(claim)]);
    const [claimed] = await chat.cases();
    const winner = claimed?.assigneeId === desk.personId ? desk : desk2;
    const loser = winner === desk ? desk2 : desk;
    expect(claimed).toMatchObject({ status: 'assigned', seq: 2 });
    const refusals = loser.heard().filter(({ atOnce }) => atOnce);
    const name = winner === desk ? 'Dora' : 'Emil';
    expect(refusals.map(({ text }) => text)).toEqual([`${number} is already with ${name}.`]);
    expect(chat.franchisee.all().filter(({ text }) => text.includes('is now looking after'))).toHaveLength(1);
    await desk.forges(claim);
    await desk2.forges(claim);
    expect(winner.hears()).toContain('already yours');
  });

  it('can’t answer a case that is with a colleague', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    for (const command of ['/reply', '/resolve']) {
      const heard = await withoutEffect(chat, chat.desk2, () => chat.desk2.says(`${command} ${number} x`));
      expect(heard).toContain('is already with Dora');
    }
    const heard = await withoutEffect(chat, chat.desk2, () => chat.desk2.says('/reply C-999999 x'));
    expect(heard).toContain('There is no case C-999999');
  });

  const demote = (chat: Chat) =>
    chat.sql(`update person set role = 'prospect', seq = seq + 1 where id = '${chat.desk.personId}'`);

  it('who lose their role in the middle of a reply are refused', async () => {
    const chat = await open();
    const number = await aCase(chat);
    await chat.desk.says(`/claim ${number}`);
    await chat.desk.says(`/reply ${number} The money comes`);
    await demote(chat);
    const heardBefore = chat.franchisee.all().length;
    await chat.desk.presses('Send it');
    expect(chat.desk.hears()).toContain('You no longer have the right to do this');
    expect(chat.desk.hears()).toContain('The money comes');
    expect(chat.franchisee.all().length).toBe(heardBefore);
  });

  it('who lose their role between decision and commit are refused', async () => {
    let chat: Chat | undefined;
    let armed = false;
    const wrap = (store: Store): Store => ({
      ...store,
      commit: async (decisions, options) => {
        if (armed && chat) {
          armed = false;
          await demote(chat);
        }
        return await store.commit(decisions, options);
      },
    });
    chat = await open({ wrap });
    const number = await aCase(chat);
    armed = true;
    await chat.desk.says(`/claim ${number}`);
    expect(chat.desk.hears()).toContain('for headquarters’ staff');
    expect((await chat.cases())[0]).toMatchObject({ status: 'received', assigneeId: null });
  });
});
