/** The real program on the doubles of the three platforms: people on Telegram and Discord, headquarters in Slack. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { playgroundSeed } from '../../src/playground.ts';
import { openStore } from '../../src/store/index.ts';
import type { ContractUser, Seen } from '../contracts/adapter/harness.ts';
import { type DiscordDouble, openDiscord, TOKEN as DISCORD_TOKEN } from '../doubles/discord/index.ts';
import { openSlackDouble } from '../doubles/slack/double.ts';
import { eventCallback, messageEvent } from '../doubles/slack/payloads.ts';
import type { SlackDouble } from '../doubles/slack/shape.ts';
import { aPerson as aTelegramPerson, privateChat } from '../doubles/telegram/people.ts';
import { openTelegramServer, type TelegramServer, TOKEN as TELEGRAM_TOKEN } from '../doubles/telegram/server.ts';
import { contractUser } from '../adapters/discord/harness.ts';
import { aPerson as aSlackPerson, DESK } from '../adapters/slack/harness.ts';
import { userOf } from '../adapters/telegram/harness.ts';
import { postgresAnswers, withDatabase } from '../support/postgres.ts';
import { addressOf, SERVICE, withProgram } from '../support/program.ts';
import { withProxy } from '../support/proxy.ts';
import { until } from '../support/until.ts';

const hasPostgres = await postgresAnswers({ silent: true });

interface Doubles {
  telegram: TelegramServer;
  slack: SlackDouble;
  discord: DiscordDouble;
}

async function withDoubles(work: (doubles: Doubles) => Promise<void>): Promise<void> {
  const [telegram, slack, discord] = await Promise.all([openTelegramServer(), openSlackDouble(), openDiscord()]);
  slack.addChannel(DESK);
  try {
    await work({ telegram, slack, discord });
  } finally {
    await Promise.all([telegram.close(), slack.close(), discord.close()]);
  }
}

const telegramEnv = ({ telegram }: Doubles) => ({
  TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN,
  TELEGRAM_API_ROOT: telegram.root,
});
const slackEnv = ({ slack }: Doubles) => ({
  SLACK_BOT_TOKEN: slack.token,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  SLACK_DESK_CHANNEL: DESK,
});
const discordEnv = ({ discord }: Doubles) => ({
  DISCORD_BOT_TOKEN: DISCORD_TOKEN,
  DISCORD_APPLICATION_ID: discord.botId,
  DISCORD_API_URL: discord.apiUrl,
});

const TOKENS = [TELEGRAM_TOKEN, DISCORD_TOKEN, 'xoxb-double-secret-token', 'xapp-double-secret-token'];

/** A person and what they wait for. */
function at(name: string, user: ContractUser) {
  const now = () =>
    `${name} has:\n${user
      .screen()
      .map(({ text, buttons }) => `${text}\n[${buttons.map(({ label }) => label).join('] [')}]`)
      .join('\n--\n')}`;
  /** The newest message that says so. */
  const sees = async (words: string): Promise<Seen> =>
    await until(`${name} to see “${words}”`, () => user.screen().findLast(({ text }) => text.includes(words)), { now });
  const presses = async (label: string): Promise<void> => {
    const there = () => user.screen().some(({ buttons }) => buttons.some((button) => button.label === label));
    await until(`${name} to have a button “${label}”`, there, { now });
    await user.presses(label);
  };
  /** Answers the questions that come, whichever they are, until they see the words. */
  const answers = async (answers: Readonly<Record<string, string | (() => Promise<void>)>>, words: string) => {
    const open = new Map(Object.entries(answers));
    const asked = () => {
      const last = user.screen().at(-1)?.text ?? '';
      if (last.includes(words)) return 'done' as const;
      return [...open].find(([question]) => last.includes(question));
    };
    for (;;) {
      const found = await until(`${name} to be asked`, asked, { now });
      if (found === 'done') return;
      const [question, answer] = found;
      open.delete(question);
      if (typeof answer === 'function') await answer();
      else if (answer.startsWith('[')) await presses(answer.slice(1, -1));
      else await user.says(answer);
    }
  };
  return { ...user, sees, presses, answers, now };
}

async function withStores(work: (url: string) => Promise<void>): Promise<void> {
  await withDatabase(async (url) => {
    const store = await openStore({ url });
    const { outlets } = playgroundSeed(new Date().toISOString());
    await store.seed({ people: [], accounts: [], outlets, timers: [] });
    await store.close();
    await work(url);
  });
}

const PHOTO = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

describe('the program on three platforms', { timeout: 60_000, skip: !hasPostgres }, () => {
  it('takes a complaint from Telegram through Slack and back, serves Discord beside it, and ends in time', () =>
    withDoubles((doubles) =>
      withStores(async (url) => {
        const { telegram, slack, discord } = doubles;
        const chen = aTelegramPerson(1001, 'Chen Xiao', { language_code: 'en' });
        telegram.addChat(privateChat(chen));
        const franchisee = at('the franchisee', userOf(telegram, chen));
        const wang = aSlackPerson(slack, { id: 'U0DESK', name: 'Wang Min', channel: DESK });
        const desk = at('the desk', wang);
        const mia = discord.addUser('Mia');
        const prospect = at('the prospect', contractUser(discord, mia));
        const env = {
          DATABASE_URL: url,
          DEFAULT_LANGUAGE: 'en',
          ...telegramEnv(doubles),
          ...slackEnv(doubles),
          ...discordEnv(doubles),
        };
        const said = ['The till charged me', '13800138000', 'Chen Xiao', 'Wang Min', 'Asked the bank', 'red shirt'];
        await withProgram({ args: SERVICE, env, secrets: [...TOKENS, ...said] }, async (program) => {
          await program.told('Telegram is on (long polling).');
          await program.told('Slack is on (Socket Mode).');
          await program.told('Discord is on.');
          await until('the platforms', () => telegram.isListening() && slack.connections() > 0 && discord.connected());

          await franchisee.says(
            '/complaint The till charged me 20 yuan too much yesterday at 3 pm in the Chaoyang Road store',
          );
          await franchisee.answers(
            {
              'Who is complaining?': '[A shopper in person]',
              'Who was involved?': 'A cashier in a red shirt',
              'How did it go': '[I have said everything]',
              'What is it mainly about?': '[Goods]',
              'Which fits best?': '[Price not clear, two prices]',
              'Are there photos': () => franchisee.sends([{ name: 'receipt.png', type: 'image/png', bytes: PHOTO }]),
              '1 photo': '[That is all]',
              'On which number': '13800138000',
            },
            'please check everything',
          );
          await franchisee.presses('Send to headquarters');
          const [number = ''] = (await franchisee.sees('Your complaint is')).text.match(/C-\d+/) ?? [];

          const card = await desk.sees(number);
          expect(card.text).toContain('A cashier in a red shirt');
          await until('the photo in Slack', () => [...slack.uploads.values()].some(({ sharedIn }) => sharedIn === DESK));
          const [upload] = slack.uploads.values();
          expect(Buffer.compare(upload?.bytes ?? Buffer.alloc(0), PHOTO)).toBe(0);
          await desk.presses('Claim');
          await franchisee.sees(`Wang Min is now looking after ${number}`);
          await until('the card to say so', async () => (await desk.sees('In charge\nWang Min')).id === card.id);
          slack.say({ user: wang.id, channel: DESK, threadTs: card.id, text: 'Asked the bank' });
          await desk.sees(`Noted on ${number}`);

          await desk.presses('Reply');
          await desk.sees('What would you like to write to the person?');
          await desk.says('We look into it');
          const preview = await desk.sees('please check everything before it is sent');
          expect(preview.text).toContain('We look into it');
          expect(franchisee.screen().some(({ text }) => text.includes('We look into it'))).toBe(false);
          await desk.presses('Send it');
          await franchisee.sees('We look into it');
          await desk.sees(`Sent to the person of ${number}`);

          await desk.presses('Resolve');
          await desk.sees('What did it come to?');
          await desk.presses('Fill in as a form');
          await until('the modal', () => desk.dialog?.(), { now: desk.now });
          await desk.submits?.({ outcome: 'return', text: 'The money comes back to you today' });
          await desk.presses('Send it');
          await franchisee.sees('The money comes back to you today');

          await franchisee.presses('No, not yet');
          await franchisee.sees('What is still missing?');
          await franchisee.says('Nothing has come so far');
          await desk.sees(`${number} is not settled for the person: Nothing has come so far`);
          console.log(desk.now());
        });
      }),
    ));
});
