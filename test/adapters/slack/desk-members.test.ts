/** Who is staff: the members of the desk's channel, as Slack tells it now. */
import { describe, expect, it } from 'vitest';
import { eventCallback } from '../../doubles/slack/payloads.ts';
import { aPerson, DESK } from './harness.ts';
import { withSlack } from './world.ts';

describe('the desk’s members', () => {
  it('are staff, and others are not, wherever they write', async () => {
    await withSlack({}, async (world) => {
      world.person.says('hello');
      await world.hears(1);
      world.desk.says('hello');
      const events = await world.hears(2);
      expect(events.map(({ author }) => author.staff)).toEqual([false, true]);
    });
  });

  it('are looked at anew when someone comes or goes', async () => {
    await withSlack({}, async (world) => {
      const { double, desk } = world;
      desk.says('hello');
      await world.hears(1);
      double.leave(DESK, desk.id);
      const other = aPerson(double, { id: 'U0NEW', name: 'New', channel: DESK });
      double.deliver(
        'events_api',
        eventCallback('Ev-left', { type: 'member_left_channel', user: desk.id, channel: DESK }),
      );
      await world.acknowledged();
      await world.hears(2);
      other.says('hello');
      await world.hears(3);
      desk.says('hello again');
      const events = await world.hears(4);
      expect(events.map(({ author }) => author.staff)).toEqual([true, false, true, false]);
      expect(events[1]).toMatchObject({ author: { userId: desk.id }, input: { type: 'command', name: 'home' } });
    });
  });

  it('are those who write there, when Slack does not tell', async () => {
    await withSlack({}, async (world) => {
      world.double.order('conversations.members', { type: 'error', error: 'missing_scope' }, { always: true });
      world.desk.says('hello');
      await world.hears(1);
      world.person.says('hello');
      const events = await world.hears(2);
      expect(events.map(({ author }) => author.staff)).toEqual([true, undefined]);
      // Nor is Slack asked again for every message.
      expect(world.double.calls.filter(({ method }) => method === 'conversations.members')).toHaveLength(1);
    });
  });
});
