/** Bolt's listeners: each turns what it is given into an event, hands it in, and shows the answer. None decides anything. */
import type { App, webApi } from '@slack/bolt';
import type { Answer, Intake } from '../../core/adapter.ts';
import { DeliveryError } from '../../core/errors.ts';
import type { Author, PersonEvent, ThreadRef } from '../../core/event.ts';
import { eventId, threadId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import { phrase } from '../../locales/catalogue.ts';
import { LOADING_AFTER_MS } from './capabilities.ts';
import type { DeskMembers } from './desk-members.ts';
import { renderDialog, renderNotice } from './dialog.ts';
import { describe } from './errors.ts';
import { HOME_COMMAND, type Language, messagesOf, renderHome } from './home.ts';
import { type OpenView, parseAction, parseCommand, parseShortcut, parseView, type Window } from './interaction.ts';
import { type Heard, type Opened, parseJoined, parseLeft, parseMessage, parseOpened } from './parse.ts';
import { CHANNEL, type People } from './people.ts';
import type { Places } from './places.ts';
import { understood } from './receiver.ts';
import { type Show, type Spot, submissionAnswer } from './show.ts';

/** What auth.test says of the bot. */
export interface Identity {
  teamId: string;
  userId: string;
  botId: string;
}

export interface ListenersOptions {
  app: App;
  client: webApi.WebClient;
  identity: Identity;
  intake: Intake;
  deskChannel: string | undefined;
  people: People;
  members: DeskMembers;
  places: Places;
  show: Show;
  defaultLanguage: Language;
  log: Log;
  now?: () => Date;
  loadingAfterMs?: number;
}

export interface Listeners {
  /** Resolves when everything that was answered is shown. */
  idle(): Promise<void>;
}

/** An event waits no longer for the database than this: Slack brings it again by then. */
const INTAKE_MS = 15_000;
/** Answers to submissions that may come again. */
const ANSWERS_KEPT = 500;
const GREETED_KEPT = 5000;
/** People whose home is shown anew when they have done something. */
const HOMES_KEPT = 1000;

type AckBody = Record<string, unknown> | undefined;
/** Bolt types the answer by what is answered; here it is what `submissionAnswer` says. */
type Ack = (body?: Record<string, unknown>) => Promise<void>;

export function addListeners(options: ListenersOptions): Listeners {
  const { app, client, identity, intake, deskChannel, people, members, places, show, log } = options;
  const now = options.now ?? (() => new Date());
  const loadingAfterMs = options.loadingAfterMs ?? LOADING_AFTER_MS;
  /** By channel and person: what is being prepared, so that no message overtakes another on its way to the intake. */
  const lanes = new Map<string, Promise<unknown>>();
  const answers = new Map<string, AckBody>();
  const greeted = new Set<string>();
  const homes = new Set<string>();
  const showing = new Set<Promise<void>>();

  const teamOf = (team: string | undefined): string => (team?.startsWith('T') ? team : identity.teamId);
  const threadOf = (address: string): ThreadRef => ({ id: threadId(CHANNEL, address), channel: CHANNEL, address });

  /** Runs one after another for a key; what follows `work` is not waited for. */
  async function inOrder<T>(key: string, work: () => Promise<T>): Promise<T> {
    const before = lanes.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    lanes.set(key, mine);
    try {
      return await mine;
    } finally {
      if (lanes.get(key) === mine) lanes.delete(key);
    }
  }

  /** Whoever writes in the desk's channel belongs to it, also where Slack does not tell its members. */
  async function authorOf(user: string, team: string | undefined, channel: string | undefined): Promise<Author> {
    const [author, member] = await Promise.all([people.author(user, teamOf(team)), members.has(user)]);
    const staff = member ?? (deskChannel !== undefined && channel === deskChannel ? true : undefined);
    return { ...author, ...(staff !== undefined && { staff }) };
  }

  async function addressOf({ place, user }: Heard): Promise<string> {
    const { channel, direct } = place;
    if (channel !== undefined && (channel === deskChannel || direct)) return channel;
    // Also where a dialog says that it belongs elsewhere: what is filled in does not go into someone else's chat.
    return await places.direct(user, channel?.startsWith('D') ? channel : undefined);
  }

  interface Taken {
    answer: Answer;
    spot: Spot;
  }

  /** Undefined when the person can't be reached by the bot at all, so that there is nobody to answer. */
  async function take(heard: Heard, more: Partial<Spot> = {}): Promise<Taken | undefined> {
    const key = `${heard.place.channel ?? ''} ${heard.user}`;
    let address: string;
    let taking: { answering: Promise<Answer>; language: Language };
    try {
      [address, taking] = await inOrder(key, async () => {
        const [found, author] = await Promise.all([
          addressOf(heard),
          authorOf(heard.user, heard.team, heard.place.channel),
        ]);
        const event: PersonEvent = {
          type: 'person',
          id: eventId(CHANNEL, heard.nativeId),
          at: heard.at,
          thread: threadOf(found),
          author,
          input: heard.input,
        };
        const answering = intake(event, { signal: AbortSignal.timeout(INTAKE_MS) });
        // The rejection is met below; between the two steps nobody must think that nobody does.
        answering.catch(() => {});
        const language = author.languageHint ?? options.defaultLanguage;
        return [found, { answering, language }] as const;
      });
    } catch (error) {
      if (!(error instanceof DeliveryError) || error.code !== 'refused') throw error;
      log.warn({ reason: error.message }, 'someone can’t be answered, so they are not listened to');
      return undefined;
    }
    const { language } = taking;
    const answer = await taking.answering;
    const direct = address !== deskChannel;
    const under = address === heard.place.channel ? heard.place.under : undefined;
    const spot: Spot = {
      user: heard.user,
      place: { channel: address, direct, ...(under !== undefined && { under }) },
      thread: address,
      title: phrase(language, 'slack.title'),
      tooLate: phrase(language, 'slack.too-late'),
      ...more,
    };
    return { answer, spot };
  }

  async function takeAndShow(heard: Heard, more: Partial<Spot> = {}): Promise<void> {
    const taken = await take(heard, more);
    if (taken) display(taken.spot, () => show.answers(taken.answer.immediate, taken.spot));
  }

  /** What is safe is acknowledged without waiting for what is shown; to one person it is shown in order. */
  function display({ user, place }: Spot, work: () => Promise<void>): void {
    const shown: Promise<void> = inOrder(`show ${place.channel} ${user}`, work)
      .catch((error: unknown) => log.warn({ reason: describe(error) }, 'an answer could not be shown'))
      .finally(() => showing.delete(shown));
    showing.add(shown);
  }

  async function onMessage(body: unknown): Promise<void> {
    const heard = parseMessage(body, identity);
    if (!heard) return;
    const { channel, direct } = heard.place;
    if (channel !== undefined && direct) places.learn(heard.user, channel);
    const atDesk = channel === deskChannel;
    // At the desk a mention comes as a message too. Elsewhere only mentions are for the bot, and the answer is not for everyone.
    if (heard.mention ? atDesk || direct : !atDesk && !direct) return;
    await takeAndShow(
      heard.mention ? { ...heard, place: { channel: undefined, direct: false }, input: aside(heard) } : heard,
    );
  }

  async function onJoined(body: unknown): Promise<void> {
    const heard = parseJoined(body, identity);
    if (!heard || heard.place.channel !== deskChannel || (await people.isBot(heard.user))) return;
    await takeAndShow(heard);
  }

  /** Who has left the desk may never do anything here again: what they are sent, and what their home shows, must not wait for that. */
  async function onLeft(body: unknown): Promise<void> {
    const left = parseLeft(body, identity);
    if (left && left.channel === deskChannel) await publishHome(left, { left: true });
  }

  async function onOpened(body: unknown): Promise<void> {
    const opened = parseOpened(body);
    if (!opened) return;
    if (opened.tab === 'home') return await publishHome(opened);
    await greet(opened);
  }

  /** Who opens the chat for the first time is greeted, as by /start. */
  async function greet({ user, channel, team, nativeId, at }: Opened): Promise<void> {
    if (channel === undefined || greeted.has(user)) return;
    const history = await client.conversations.history({ channel, limit: 1 }).catch((error: unknown) => {
      log.debug({ reason: describe(error) }, 'a chat could not be looked at');
      return undefined;
    });
    if (!history || (history.messages ?? []).length > 0) return;
    places.learn(user, channel);
    const input = { type: 'command', name: 'start', text: '' } as const;
    await takeAndShow({ nativeId, at, user, team, place: { channel, direct: true }, input });
    greeted.add(user);
    const [oldest] = greeted;
    if (greeted.size > GREETED_KEPT && oldest !== undefined) greeted.delete(oldest);
  }

  async function publishHome(
    { nativeId, at, user, team }: Omit<Opened, 'tab' | 'channel'>,
    { left = false } = {},
  ): Promise<void> {
    const known = await authorOf(user, team, undefined);
    // Also where Slack does not tell who its members are. Who is back already is staff.
    const author = left ? { ...known, staff: known.staff ?? false } : known;
    const thread = threadOf(`${HOME}${user}`);
    const event: PersonEvent = {
      type: 'person',
      id: eventId(CHANNEL, `${nativeId}:${HOME_COMMAND}`),
      at,
      thread,
      author,
      input: { type: 'command', name: HOME_COMMAND, text: '' },
    };
    const { immediate } = await intake(event, { signal: AbortSignal.timeout(INTAKE_MS) });
    const language = author.languageHint ?? options.defaultLanguage;
    const view = renderHome(messagesOf(immediate), { language, staff: author.staff ?? false });
    homes.add(user);
    const [oldest] = homes;
    if (homes.size > HOMES_KEPT && oldest !== undefined) homes.delete(oldest);
    await client.views.publish({ user_id: user, view }).catch((error: unknown) => {
      log.warn({ reason: describe(error) }, 'the home could not be shown');
    });
  }

  /** What someone has done may have changed what stands there. */
  async function refreshHome({ nativeId, at, user, team }: Heard, home = false): Promise<void> {
    if (home || homes.has(user)) await publishHome({ nativeId: `${nativeId}:home`, at, user, team });
  }

  async function onAction(body: unknown): Promise<void> {
    const pressed = parseAction(body, now());
    if (!pressed) return;
    if (pressed.view) return await onRefresh(pressed, pressed.view);
    const { window, home, opensDialog } = pressed;
    const waiting = opensDialog ? openWhenSlow(window) : undefined;
    try {
      const taken = await take(pressed);
      const loadingView = await waiting?.done();
      if (taken) {
        const { answer } = taken;
        const spot: Spot = { ...taken.spot, window, home, loadingView };
        display(spot, async () => {
          await show.answers(answer.immediate, spot);
          // The view must not say “loading” for ever.
          if (loadingView !== undefined && answer.immediate.length === 0) {
            await show.update(loadingView, renderNotice(notice('slack.title'), notice('slack.in-chat')));
          }
          if (answer.status === 'done') await refreshHome(pressed, home);
        });
      }
    } catch (error) {
      const loadingView = await waiting?.done();
      if (loadingView !== undefined) {
        await show.update(loadingView, renderNotice(notice('slack.title'), notice('slack.too-late')));
      }
      throw error;
    }
  }

  const notice = (key: 'slack.title' | 'slack.loading' | 'slack.in-chat' | 'slack.too-late'): string =>
    phrase(options.defaultLanguage, key);

  /** A trigger lives three seconds: when the answer is slower, the dialog is opened first and filled later. */
  function openWhenSlow(window: Window): { done(): Promise<string | undefined> } {
    let opening: Promise<string | undefined> | undefined;
    const timer = setTimeout(() => {
      opening = show.open(renderNotice(notice('slack.title'), notice('slack.loading')), window);
    }, loadingAfterMs);
    return {
      done: async () => {
        clearTimeout(timer);
        return await opening;
      },
    };
  }

  /** An input that others depend on has changed: the dialog is asked for anew. */
  async function onRefresh(heard: Heard, view: OpenView): Promise<void> {
    const taken = await take(heard);
    for (const one of taken?.answer.immediate ?? []) {
      const dialog = one.type === 'message' ? undefined : one.dialog;
      if (dialog) await show.update(view.id, renderDialog(dialog, view.thread), view.hash);
    }
  }

  async function onView(body: unknown, ack: Ack): Promise<void> {
    const submitted = parseView(body, now());
    if (!submitted) return await ack();
    const taken = await take(submitted);
    if (submitted.input.type === 'dialog' && submitted.input.then === 'leave') {
      if (taken) display(taken.spot, () => show.answers(taken.answer.immediate, taken.spot));
      return await ack();
    }
    const { nativeId, view } = submitted;
    // The same words submitted again, because the answer was lost, are answered as before.
    const again = taken?.answer.status === 'known' && answers.has(nativeId);
    const answer = again
      ? answers.get(nativeId)
      : submissionAnswer(taken?.answer.immediate ?? [], view, taken?.spot.title ?? '');
    answers.set(nativeId, answer);
    const [oldest] = answers.keys();
    if (answers.size > ANSWERS_KEPT && oldest !== undefined) answers.delete(oldest);
    await ack(answer);
    if (taken?.answer.status === 'done') display(taken.spot, () => refreshHome(submitted));
  }

  app.event('message', understood, async ({ body }) => await onMessage(body));
  app.event('app_mention', understood, async ({ body }) => await onMessage(body));
  app.event('app_home_opened', understood, async ({ body }) => await onOpened(body));
  app.event('member_joined_channel', understood, async ({ body }) => {
    members.forget();
    await onJoined(body);
  });
  app.event('member_left_channel', understood, async ({ body }) => {
    members.forget();
    await onLeft(body);
  });
  app.command(/.*/s, understood, async ({ body, ack }) => {
    const heard = parseCommand(body, now());
    if (heard) await takeAndShow(heard, { window: heard.window });
    await ack();
  });
  app.shortcut(/.*/s, understood, async ({ body, ack }) => {
    const heard = parseShortcut(body, now());
    if (heard) await takeAndShow(heard, { window: heard.window });
    await ack();
  });
  app.action(/.*/s, understood, async ({ body, ack }) => {
    await onAction(body);
    await ack();
  });
  const view = async ({ body, ack }: { body: unknown; ack: unknown }) => await onView(body, ack as Ack);
  app.view({ callback_id: /.*/s, type: 'view_submission' }, understood, view);
  app.view({ callback_id: /.*/s, type: 'view_closed' }, understood, view);

  return {
    async idle() {
      while (showing.size > 0) await Promise.all(showing);
    },
  };
}

/** A mention is answered in the person's own chat, where the thread that it stood in is not. */
function aside({ input }: Heard): Heard['input'] {
  if (input.type !== 'message') return input;
  const { under, ...rest } = input;
  return rest;
}

/** The address of a home: nobody writes there, and what should ever be sent to it goes to the person. */
export const HOME = 'home:';
