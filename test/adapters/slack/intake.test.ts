import { describe, expect, it } from 'vitest';
import {
  eventCallback,
  messageEvent,
  messageShortcut,
  slashCommand,
  viewActions,
} from '../../doubles/slack/payloads.ts';
import { until } from '../../support/until.ts';
import { DESK } from './harness.ts';
import { withSlack } from './world.ts';

const message = (text: string) => [{ type: 'message' as const, message: { text } }];

describe('what people do in Slack', () => {
  it('is acknowledged only when the intake has taken it, and has one id however often it comes', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      world.away = true;
      await person.says('the milk was sour');
      await until('the adapter has asked who it is', () => double.calls.some(({ method }) => method === 'users.info'));
      expect(double.unacknowledged()).toHaveLength(1);
      world.away = false;
      double.redeliver(double.unacknowledged());
      double.redeliver(double.envelopes);
      const [first, second] = await world.hears(2);
      await world.acknowledged();
      expect(second?.id).toBe(first?.id);
      expect(first?.input).toEqual({ type: 'message', text: 'the milk was sour' });
      expect(first?.author).toMatchObject({ workspace: 'T0FRANCH', displayName: 'Chen Xiao', languageHint: 'en' });
    });
  });

  it('keeps its order, also when Slack is slow to say who writes', async () => {
    await withSlack({}, async (world) => {
      const gate = Promise.withResolvers<void>();
      world.double.order('users.info', { type: 'slow', gate: gate.promise });
      await world.person.says('1');
      await world.person.says('2');
      await world.desk.says('elsewhere');
      await world.hears(1);
      gate.resolve();
      const events = await world.hears(3);
      expect(events.map(({ input }) => input.type === 'message' && input.text)).toEqual(['elsewhere', '1', '2']);
    });
  });

  it('comes as they saw it: without Slack’s marks, with the thread and the files', async () => {
    await withSlack({}, async (world) => {
      const { double, person, desk } = world;
      const text =
        '<@U0BOT> till &lt;3&gt; &amp; <https://a.example/|a.example> <#C1|general> <@U2> <mailto:a@b.example|a@b.example> <https://b.example|here>';
      double.say({ user: desk.id, channel: DESK, text, threadTs: '1795200000.000100' });
      await person.sends([{ name: '照片.jpg', type: 'image/jpeg', bytes: Buffer.from('jpeg') }], 'look');
      const [first, second] = await world.hears(2);
      expect(first?.input).toEqual({
        type: 'message',
        text: 'till <3> & a.example #general @U2 a@b.example here (https://b.example)',
        under: '1795200000.000100',
      });
      const file = second?.input.type === 'message' ? second.input.files?.[0] : undefined;
      expect(file).toMatchObject({ name: '照片.jpg', type: 'image/jpeg', size: 4 });
      const bytes =
        file && (await world.adapter.fetchFile?.(file, { maxBytes: 10, signal: AbortSignal.timeout(5000) }));
      expect(String(bytes)).toBe('jpeg');
    });
  });

  it('is not what bots say, what is edited, or what is said where the bot only listens', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      double.addChannel('C0OTHER');
      const silentOnes = [
        { user: 'U0BOT', channel: person.channel, text: 'me' },
        { user: person.id, channel: 'C0OTHER', text: 'chatter' },
      ].map((said, index) => eventCallback(`Ev-silent-${index}`, messageEvent({ ...said, ts: `17953.00${index}` })));
      const edited = eventCallback('Ev-edit', {
        type: 'message',
        subtype: 'message_changed',
        channel: person.channel,
        ts: '1.1',
        hidden: true,
      });
      const bot = eventCallback(
        'Ev-bot',
        messageEvent({ user: 'U9', channel: person.channel, text: 'beep', ts: '1.2', more: { bot_id: 'B9' } }),
      );
      const odd = eventCallback('Ev-odd', {
        type: 'message',
        channel: person.channel,
        user: person.id,
        text: {},
        ts: 5,
      });
      for (const payload of [...silentOnes, edited, bot, odd]) double.deliver('events_api', payload);
      await world.acknowledged();
      expect(world.events).toEqual([]);
    });
  });

  it('is answered in their own chat when they mention the bot elsewhere', async () => {
    await withSlack({}, async (world) => {
      world.respond = () => message('hello');
      const event = {
        type: 'app_mention',
        user: world.person.id,
        channel: 'C0OTHER',
        text: '<@U0BOT> help',
        ts: '1.5',
      };
      world.double.deliver('events_api', eventCallback('Ev-mention', event));
      await until('the answer', () => world.person.screen().length === 1);
      expect(world.events[0]?.thread.address).toBe(world.person.channel);
      expect(world.events[0]?.input).toEqual({ type: 'message', text: 'help' });
    });
  });

  it('belongs to their own workspace when they come from another company', async () => {
    await withSlack({}, async (world) => {
      const said = messageEvent({
        user: 'U0GUEST',
        channel: 'D0GUEST',
        text: 'hello',
        ts: '1.6',
        more: { user_team: 'T0OTHER' },
      });
      world.double.deliver('events_api', eventCallback('Ev-guest', said));
      const [event] = await world.hears(1);
      expect(event?.author.workspace).toBe('T0OTHER');
    });
  });
});

describe('commands', () => {
  it('come after the app’s one command, and only their author sees the answer', async () => {
    await withSlack({}, async (world) => {
      world.respond = (event) => message(`you said ${JSON.stringify(event.input)}`);
      const { double, desk } = world;
      for (const text of ['case C-1042', 'MINE', '', '/queue']) await desk.says(`/${text}`);
      await until('four answers', () => desk.screen().length === 4);
      const names = world.events.map(({ input }) =>
        input.type === 'command' ? `${input.name} ${input.text}`.trim() : '',
      );
      expect(names.sort()).toEqual(['case C-1042', 'help', 'mine', 'queue']);
      expect(double.messages.every(({ only }) => only === desk.id)).toBe(true);
      expect(world.events[0]?.thread.address).toBe(DESK);
    });
  });

  it('typed elsewhere belong to the person’s own chat', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      double.addChannel('C0OTHER');
      const responseUrl = double.responseUrl(person.id, 'C0OTHER');
      const triggerId = double.triggerId(person.id);
      double.deliver(
        'slash_commands',
        slashCommand({ user: person.id, channel: 'C0OTHER', text: 'cases', triggerId, responseUrl }),
      );
      const [event] = await world.hears(1);
      expect(event?.thread.address).toBe(person.channel);
    });
  });

  it('of someone whom the bot can’t write to are let go', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      double.order('conversations.open', { type: 'error', error: 'cannot_dm_bot' });
      const answered = {
        triggerId: double.triggerId(person.id),
        responseUrl: double.responseUrl(person.id, 'C0OTHER'),
      };
      double.deliver(
        'slash_commands',
        slashCommand({ user: person.id, channel: 'C0OTHER', text: 'cases', ...answered }),
      );
      await world.acknowledged();
      expect(world.events).toEqual([]);
    });
  });

  it('make a case of someone’s message', async () => {
    await withSlack({}, async (world) => {
      const { double, person } = world;
      const triggerId = double.triggerId(person.id);
      const responseUrl = double.responseUrl(person.id, person.channel);
      double.deliver(
        'interactive',
        messageShortcut({ user: person.id, channel: 'C0OTHER', text: 'till &amp; milk', triggerId, responseUrl }),
      );
      const [event] = await world.hears(1);
      expect(event?.input).toEqual({ type: 'command', name: 'complaint', text: 'till & milk' });
      expect(event?.author.userId).toBe(person.id);
    });
  });

  it('are answered in the channel when the address for answers is used up', async () => {
    await withSlack({}, async (world) => {
      world.respond = () => message('here');
      const { double, desk } = world;
      const responseUrl = `${double.url}/respond/none`;
      double.deliver(
        'slash_commands',
        slashCommand({
          user: desk.id,
          channel: DESK,
          text: 'queue',
          triggerId: double.triggerId(desk.id),
          responseUrl,
        }),
      );
      await until('the answer', () => desk.screen().length === 1);
      expect(double.calls.some(({ method }) => method === 'chat.postEphemeral')).toBe(true);
    });
  });

  it('never send an answer to an address that is not Slack’s', async () => {
    await withSlack({}, async (world) => {
      world.respond = () => message('secret');
      const { double, desk } = world;
      const command = slashCommand({
        user: desk.id,
        channel: DESK,
        text: 'queue',
        triggerId: 't',
        responseUrl: 'http://evil.invalid/steal',
      });
      double.deliver('slash_commands', command);
      await until('the answer', () => desk.screen().length === 1);
    });
  });
});

describe('the home and the chat', () => {
  it('shows what is a person’s own, and anew when they have done something', async () => {
    await withSlack({}, async (world) => {
      let shown = 0;
      world.respond = ({ input }) => {
        const home = input.type === 'command' && input.name === 'home';
        if (home) shown += 1;
        return home ? [...message(`Your cases, ${shown}`), ...message('The queue')] : [];
      };
      const event = {
        type: 'app_home_opened',
        user: world.person.id,
        channel: world.person.channel,
        tab: 'home',
        event_ts: '1.1',
      };
      world.double.deliver('events_api', eventCallback('Ev-home', event));
      const home = await until('the home', () => world.double.homes.get(world.person.id));
      const words = JSON.stringify(home.blocks);
      expect(words).toContain('Your cases, 1');
      expect(words).toContain('The queue');
      world.double.deliver(
        'interactive',
        viewActions({
          user: world.person.id,
          view: { id: 'V0', type: 'home', callback_id: '', blocks: [] },
          action: { type: 'button', action_id: 'c:complaint', block_id: 'x', action_ts: '1.2' },
          triggerId: world.double.triggerId(world.person.id),
        }),
      );
      const events = await world.hears(3);
      expect(events[1]?.input).toEqual({ type: 'command', name: 'complaint', text: '' });
      expect(events[1]?.thread.address).toBe(world.person.channel);
      await until('the home anew', () =>
        JSON.stringify(world.double.homes.get(world.person.id)?.blocks).includes('Your cases, 2'),
      );
    });
  });

  it('greets whoever opens the chat for the first time, once', async () => {
    await withSlack({}, async (world) => {
      world.respond = () => message('Hello');
      const opened = (id: string) =>
        eventCallback(id, {
          type: 'app_home_opened',
          user: world.person.id,
          channel: world.person.channel,
          tab: 'messages',
        });
      world.double.deliver('events_api', opened('Ev-1'));
      await until('the greeting', () => world.person.screen().length === 1);
      world.double.deliver('events_api', opened('Ev-2'));
      await world.acknowledged();
      expect(world.events.map(({ input }) => input)).toEqual([{ type: 'command', name: 'start', text: '' }]);
    });
  });

  it('greets who joins the desk, and nobody else', async () => {
    await withSlack({}, async (world) => {
      const joined = (id: string, user: string, channel: string) =>
        eventCallback(id, { type: 'member_joined_channel', user, channel, event_ts: '1.1' });
      world.double.deliver('events_api', joined('Ev-1', 'U0BOT', DESK));
      world.double.deliver('events_api', joined('Ev-2', world.person.id, 'C0OTHER'));
      world.double.deliver('events_api', joined('Ev-3', world.desk.id, DESK));
      await world.acknowledged();
      expect(world.events.map(({ author }) => author.userId)).toEqual([world.desk.id]);
    });
  });
});
