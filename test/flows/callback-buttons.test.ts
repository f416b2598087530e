/** Buttons of callbacks, old and forged: in every state, by whomever, what is done is what the domain allows, and nothing else. */
import { describe, expect, it } from 'vitest';
import {
  CALLBACK_STATUSES,
  type Callback,
  type CallbackAct,
  type CallbackActor,
  type CallbackStatus,
} from '../../src/domain/callback.ts';
import { refusalOf } from '../../src/domain/callback-refusal.ts';
import { OWN_CALL_ACTS, STAFF_CALL_ACTS } from '../../src/flows/callbacks/callback-card.ts';
import { codeOf } from '../../src/flows/callbacks/callback-times.ts';
import { aCallback, aDecision, anId, commitOptions } from '../store/rows.ts';
import { chatRoom, type Speaker } from '../support/flows.ts';

const open = chatRoom();

/** Wednesday, 18 March 2026, half past two in Shanghai: in the window, which Dora is in charge of. */
const NOW = '2026-03-18T06:30:00.000Z';
const WINDOW = { from: '2026-03-18T06:00:00.000Z', until: '2026-03-18T07:00:00.000Z', zone: 'Asia/Shanghai' };
const LATER = { from: '2026-03-19T06:00:00.000Z', until: '2026-03-19T06:30:00.000Z', zone: 'Asia/Shanghai' };

function inState(status: CallbackStatus, given: Partial<Callback>): Callback {
  const isOver = status === 'done' || status === 'not-reached' || status === 'cancelled';
  const ended = isOver ? ({ at: NOW, how: 'cancelled' } as const) : null;
  const { ownerId = null } = given;
  return aCallback({
    ...{ status, window: WINDOW, startedAt: status === 'in-progress' ? WINDOW.from : null },
    ...{ undecided: status === 'undecided' ? 'attempts' : null, endedAt: isOver ? NOW : null },
    rounds: [
      {
        from: WINDOW.from,
        until: WINDOW.until,
        confirmed: status !== 'planned',
        ownerId,
        since: '2026-03-17T06:00:00.000Z',
        ended,
      },
    ],
    ...given,
  });
}

describe('a button of a callback', () => {
  it('does in each state what may be done then, for whom it is, and nothing for anybody else', async () => {
    const chat = await open();
    const emil = chat.privately(chat.desk2);
    chat.setClock(NOW);
    const [dora, ada, bob] = [chat.desk, chat.franchisee, chat.neighbour];
    const staff = ({ personId }: Speaker): CallbackActor => ({ type: 'staff', personId, heads: false });
    const person = ({ personId }: Speaker): CallbackActor => ({ type: 'person', personId });
    const speakers: [Speaker, CallbackActor][] = [
      ...([dora, emil] as const).map((one): [Speaker, CallbackActor] => [one, staff(one)]),
      ...([ada, bob] as const).map((one): [Speaker, CallbackActor] => [one, person(one)]),
    ];
    const own = new Set<string>(OWN_CALL_ACTS);
    let done = 0;
    for (const status of CALLBACK_STATUSES)
      for (const [speaker, actor] of speakers) {
        const acts: [string, CallbackAct][] = [
          ['ok', { type: 'confirm' }],
          [`at:${codeOf(LATER)}`, { type: 'move', window: LATER, reason: '' }],
          ['claim', { type: 'hand-over', to: speaker.personId, reason: '-' }],
          ['start', { type: 'start' }],
          ['back', { type: 'put-back' }],
          ['reached', { type: 'attempt', how: 'phone', outcome: 'reached', notes: '' }],
        ];
        // What is no business of either side is tried by one of them.
        for (const [button, act] of speaker === dora || speaker === ada ? acts : acts.slice(1, 4)) {
          const current = inState(status, { id: anId(), personId: ada.personId, ownerId: dora.personId });
          await chat.store.commit([aDecision({ callbacks: [current] })], commitOptions());
          await speaker.forges(`k:${current.id}:${button}`);
          const isOwn = own.has(button.split(':')[0] ?? '');
          const isTheirs = isOwn ? speaker === ada : actor.type === 'staff';
          const isAllowed = isTheirs && refusalOf(current, act, actor, NOW) === undefined;
          const after = await chat.store.reads.callbackById(current.id);
          const isChanged = after?.seq !== current.seq;
          expect(isChanged, `${status} ${button} ${actor.type} ${speaker.author.userId}`).toBe(isAllowed);
          expect(speaker.heard().length).toBeGreaterThan(0);
          if (isChanged) done += 1;
          // The next one is not to find its time taken.
          await chat.sql(`delete from callback where id = '${current.id}'`);
          await chat.sql('delete from callback_slot');
        }
      }
    // Three beginnings, one put back, one reached; one agreement, and a move in four states.
    expect(done).toBe(10);
    expect(await chat.failed()).toEqual([]);
  });

  it('that leads to a form changes nothing by itself, whatever stands behind it', async () => {
    const chat = await open();
    chat.setClock(NOW);
    const current = inState('due', { personId: chat.franchisee.personId, ownerId: chat.desk.personId });
    await chat.store.commit([aDecision({ callbacks: [current] })], commitOptions());
    const forms = STAFF_CALL_ACTS.filter((act) => !['claim', 'start', 'back', 'reached', 'to'].includes(act));
    const forged = [...forms, 'to:000000000000', `to:${chat.franchisee.personId.replaceAll('-', '').slice(0, 12)}`];
    for (const act of [...forged, 'at:zzzzzzxzzzz', 'at:0', 'ok:1', 'nonsense']) {
      for (const one of [chat.desk, chat.franchisee, chat.neighbour]) await one.forges(`k:${current.id}:${act}`);
      await chat.desk.says('/cancel');
    }
    expect(await chat.store.reads.callbackById(current.id)).toEqual(current);
    expect(await chat.failed()).toEqual([]);
  });
});
