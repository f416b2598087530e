/** A replayed message of a form leaves the form open. */
import { expect, it } from 'vitest';
import { answerUpTo } from '../support/complaints.ts';
import { chatRoom } from '../support/flows.ts';

const open = chatRoom();

it('of an answer leaves the form open for the next one', async () => {
  let broken = false;
  const chat = await open({
    wrap: (store) => {
      const outlets = async () => {
        if (broken) throw new Error('boom');
        return await store.reads.outlets();
      };
      return { ...store, reads: { ...store.reads, outlets } };
    },
  });
  await answerUpTo(chat.franchisee, 'Which store is it about?');
  broken = true;
  await chat.franchisee.says('BJ001');
  broken = false;
  const [failed] = await chat.store.reads.failedEvents(1);
  await chat.desk.says(`/replay ${failed?.id}`);
  await chat.fireTimers('event.replay');
  expect(chat.franchisee.last().text).toContain('Who was involved?');
  await chat.franchisee.says('a tall man');
  expect(chat.franchisee.last().text).toContain('How did it go');
});
