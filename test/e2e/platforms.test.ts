/** The real program on the doubles of the three platforms: people on Telegram and Discord, headquarters in Slack. */
import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { phrase } from '../../src/locales/catalogue.ts';
import { playgroundSeed } from '../../src/playground.ts';
import { openStore } from '../../src/store/index.ts';
import { contractUser } from '../adapters/discord/harness.ts';
import { aPerson as aSlackPerson, DESK } from '../adapters/slack/harness.ts';
import { userOf } from '../adapters/telegram/harness.ts';
import type { ContractUser, Seen } from '../contracts/adapter/harness.ts';
import { TOKEN as DISCORD_TOKEN, type DiscordDouble, openDiscord } from '../doubles/discord/index.ts';
import { openSlackDouble } from '../doubles/slack/double.ts';
import { eventCallback, messageEvent } from '../doubles/slack/payloads.ts';
import type { SlackDouble } from '../doubles/slack/shape.ts';
import { aMessage, aPerson as aTelegramPerson, privateChat } from '../doubles/telegram/people.ts';
import { openTelegramServer, TOKEN as TELEGRAM_TOKEN, type TelegramServer } from '../doubles/telegram/server.ts';
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
  const answers = async (answers: Readonly<Record<string, string>>, words: string) => {
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
      if (answer.startsWith('[')) await presses(answer.slice(1, -1));
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

const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Person = ReturnType<typeof at>;

/** Sends a photo with words, makes a complaint of it and files it; the answer is its number. */
async function complains(person: Person): Promise<string> {
  const words = 'The till charged me 20 yuan too much yesterday at 3 pm in the Chaoyang Road store';
  await person.sends([{ name: 'receipt.png', type: 'image/png', bytes: PHOTO }], words);
  await person.presses('Report a complaint');
  await person.answers(
    {
      'Who is complaining?': '[A shopper in person]',
      'Who was involved?': 'A cashier in a red shirt',
      'How did it go': '[I have said everything]',
      'What is it mainly about?': '[Goods]',
      'Which fits best?': '[Price not clear, two prices]',
      'Are there photos': '[That is all]',
      'On which number': '13800138000',
    },
    'please check everything',
  );
  await person.presses('Send to headquarters');
  return /C-\d+/.exec((await person.sees('Your complaint is')).text)?.[0] ?? '';
}

async function asksInDiscord(person: Person): Promise<void> {
  await person.says('/help');
  await person.sees('/complaint – report a complaint');
  await person.says('/language');
  await person.presses('繁體中文');
  await person.sees('繁體中文');
  await person.says('店裡的冷氣一直在漏水');
  await person.presses(phrase('zh-Hant', 'front.button.person'));
  await person.sees('C-');
}

/** Presses “Resolve” on the card and fills in the modal. */
async function resolves(desk: Person, text: string): Promise<void> {
  const before = desk.screen().length;
  await desk.presses('Resolve');
  await until('the modal', () => desk.dialog?.(), { now: desk.now });
  await desk.submits?.({ outcome: 'return', text });
  await until(
    'the preview',
    () =>
      desk
        .screen()
        .slice(before)
        .some((one) => one.text.includes(text)),
    { now: desk.now },
  );
  await desk.presses('Send it');
}

describe('the program on three platforms', { concurrent: true, skip: !hasPostgres }, () => {
  it('takes a complaint from Telegram through Slack and back, serves Discord beside it, and ends in time', () =>
    withDoubles((doubles) =>
      withStores(async (url) => {
        const { telegram, slack, discord } = doubles;
        const chen = aTelegramPerson(1001, 'Chen Xiao', { language_code: 'en' });
        telegram.addChat(privateChat(chen));
        const franchisee = at('the franchisee', userOf(telegram, chen));
        const wang = aSlackPerson(slack, { id: 'U0DESK', name: 'Wang Min', channel: DESK });
        const desk = at('the desk', wang);
        const prospect = at('the prospect', contractUser(discord, discord.addUser('Mia')));
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
          await until(
            'the platforms',
            () => telegram.isListening() && slack.connections() > 0 && discord.connected() > 0,
          );
          const [number] = await Promise.all([complains(franchisee), asksInDiscord(prospect)]);
          await desk.sees('店裡的冷氣一直在漏水');

          const card = await desk.sees(number);
          expect(card.text).toContain('A cashier in a red shirt');
          await until('the photo in Slack', () =>
            [...slack.uploads.values()].some(({ sharedIn }) => sharedIn === DESK),
          );
          expect(slack.uploads.values().next().value?.bytes.equals(PHOTO)).toBe(true);
          await desk.presses('Claim');
          await franchisee.sees(`Wang Min is now looking after ${number}`);
          expect((await desk.sees('In charge\nWang Min')).id).toBe(card.id);
          slack.say({ user: wang.id, channel: DESK, threadTs: card.id, text: 'Asked the bank' });
          await desk.sees(`Noted on ${number}`);

          await desk.presses('Reply');
          await until('the modal', () => desk.dialog?.(), { now: desk.now });
          await desk.submits?.({ text: 'We look into it' });
          const preview = await desk.sees('please check everything before it is sent');
          expect(preview.text).toContain('We look into it');
          expect(franchisee.screen().some(({ text }) => text.includes('We look into it'))).toBe(false);
          await desk.presses('Send it');
          await franchisee.sees('We look into it');
          await desk.sees(`Your reply on ${number} has been sent`);

          await resolves(desk, 'The money comes back to you today');
          await franchisee.sees('The money comes back to you today');
          await franchisee.presses('No, not yet');
          await franchisee.sees('What is still missing?');
          await franchisee.says('Nothing has come so far');
          await desk.sees(`${number} is not settled for the person: Nothing has come so far`);
          await resolves(desk, 'It is on its way now');
          await franchisee.sees('It is on its way now');
          await franchisee.presses('Yes, it is settled');
          await franchisee.sees(`${number} is settled`);
          await desk.sees(`${number} · complaint · settled`);

          const asked = performance.now();
          program.kill('SIGTERM');
          expect(await program.ended).toEqual({ code: 0, signal: null });
          expect(performance.now() - asked).toBeLessThan(10_000);
        });
      }),
    ));

  it('runs on without Telegram when its token is wrong, and says what is on and what is off', () =>
    withDoubles((doubles) =>
      withDatabase(async (url) => {
        const { slack, telegram } = doubles;
        const wang = aSlackPerson(slack, { id: 'U0DESK', name: 'Wang Min', channel: DESK });
        const desk = at('the desk', wang);
        const wrong = { ...telegramEnv(doubles), TELEGRAM_BOT_TOKEN: '987654321:AAF-a_token_that_was_revoked' };
        const env = { DATABASE_URL: url, DEFAULT_LANGUAGE: 'en', ...wrong, ...slackEnv(doubles) };
        const secrets = [...TOKENS, 'a_token_that_was_revoked'];
        await withProgram({ args: SERVICE, env, secrets }, async (program) => {
          await program.told(/^Telegram: TELEGRAM_BOT_TOKEN is not accepted; .* Telegram is off, all else runs on\.$/m);
          await program.told('Slack is on (Socket Mode).');
          await program.told('Discord is off: DISCORD_BOT_TOKEN is not set.');
          await until('Slack', () => slack.connections() > 0);
          await desk.says('/queue');
          await desk.sees('No open cases.');
          expect(program.stderr().match(/TELEGRAM_BOT_TOKEN is not accepted/g)).toHaveLength(1);
          expect(telegram.callsOf('getUpdates')).toEqual([]);
        });
      }),
    ));

  it('takes what Telegram and Slack push: 503 while it starts, 401 for strangers, 200 when it is safe', () =>
    withDoubles((doubles) =>
      withDatabase((url) =>
        withProxy(url, async (proxy) => {
          const { telegram, slack } = doubles;
          proxy.refuse();
          const { SLACK_APP_TOKEN: _, ...overHttp } = slackEnv(doubles);
          const env = {
            DATABASE_URL: proxy.through(url),
            DEFAULT_LANGUAGE: 'en',
            ...telegramEnv(doubles),
            TELEGRAM_WEBHOOK_URL: 'https://bot.example.com/telegram',
            TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
            ...overHttp,
            SLACK_SIGNING_SECRET: SIGNING_SECRET,
          };
          const chen = aTelegramPerson(1001, 'Chen Xiao', { language_code: 'en' });
          telegram.addChat(privateChat(chen));
          const person = at('the franchisee', userOf(telegram, chen));
          const wang = at('the desk', aSlackPerson(slack, { id: 'U0DESK', name: 'Wang Min', channel: DESK }));
          const secrets = [...TOKENS, WEBHOOK_SECRET, SIGNING_SECRET];
          await withProgram({ args: SERVICE, env, secrets }, async (program) => {
            const address = await addressOf(program);
            await program.told('Telegram is on (webhook).');
            await program.told('Slack is on (HTTP).');
            const update = { update_id: 1, message: aMessage(telegram, chen, privateChat(chen), { text: 'hello' }) };
            const event = eventCallback(
              'Ev1',
              messageEvent({ user: 'U0DESK', channel: DESK, ts: '1.1', text: 'hello' }),
            );
            const push = async (secret: string, body: object) =>
              await post(`${address}/telegram`, body, { 'x-telegram-bot-api-secret-token': secret });
            const deliver = async (secret: string) =>
              await post(`${address}/slack/events`, event, signed(event, secret));
            expect([await push(WEBHOOK_SECRET, update), await deliver(SIGNING_SECRET)]).toEqual([503, 503]);
            await proxy.restore();
            await until('Telegram to be taken in', async () => (await push(WEBHOOK_SECRET, update)) === 200);
            await until('Slack to be taken in', async () => (await deliver(SIGNING_SECRET)) === 200);
            expect(telegram.webhook()).toEqual({ url: 'https://bot.example.com/telegram', secret: WEBHOOK_SECRET });
            expect(await push('another', update)).toBe(401);
            expect(await deliver('another')).toBe(401);
            expect(await post(`${address}/telegram`, update, {})).toBe(401);
            await person.sees('Complaint, praise, suggestion');
            await wang.sees('Plain text goes to nobody');
            expect(await push(WEBHOOK_SECRET, update)).toBe(200);
            expect(telegram.messages(chen.id)).toHaveLength(1);
          });
        }),
      ),
    ));
});

const WEBHOOK_SECRET = 'a-secret-for-the-webhook';
const SIGNING_SECRET = 'a-secret-to-sign-with';

async function post(url: string, body: object, headers: Record<string, string>): Promise<number> {
  const init = {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  };
  const response = await fetch(url, init);
  await response.arrayBuffer();
  return response.status;
}

function signed(body: object, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const digest = createHmac('sha256', secret)
    .update(`v0:${timestamp}:${JSON.stringify(body)}`)
    .digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}
