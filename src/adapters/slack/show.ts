/** Answers that belong to a request: shown at once by whatever Slack has for it, and never an error of the event. */
import type { webApi } from '@slack/bolt';
import type { Immediate } from '../../core/adapter.ts';
import type { Log } from '../../core/log.ts';
import type { Dialog, Message } from '../../core/message.ts';
import type { Pace } from '../shared/pace.ts';
import { CALL_MS } from './capabilities.ts';
import { asksTheSame, type DialogView, renderDialog, renderMessageView } from './dialog.ts';
import { describe } from './errors.ts';
import type { OpenView, Window } from './interaction.ts';
import type { Place } from './parse.ts';
import { renderMessage } from './render.ts';
import { LITERAL } from './send.ts';
import { clip, escapeText } from './text.ts';

/** Where the answer to a request can be seen. */
export interface Spot {
  user: string;
  place: Place & { channel: string };
  /** The address of the thread: what a dialog belongs to. */
  thread: string;
  window?: Window;
  /** A dialog that waits for its content. */
  loadingView?: string | undefined;
  home?: boolean;
  title: string;
  /** Said when a dialog could not be opened in time. */
  tooLate: string;
}

export interface ShowOptions {
  client: webApi.WebClient;
  pace: Pace;
  /** Where addresses of answers may lead. */
  answerOrigins: ReadonlySet<string>;
  log: Log;
}

export interface Show {
  answers(immediate: readonly Immediate[], spot: Spot): Promise<void>;
  /** Opens a view; undefined when Slack does not. */
  open(view: DialogView, window: Window | undefined): Promise<string | undefined>;
  update(viewId: string, view: DialogView, hash?: string): Promise<void>;
  message(message: Message, spot: Spot): Promise<void>;
}

/** Slack's own: `response_url` (interactivity/handling-user-interaction). */
export const ANSWER_ORIGIN = 'https://hooks.slack.com';
/** What the pace knows messages by that only one person sees: they do not count for their channel. */
export const EPHEMERALS = 'ephemerals';
/** A problem's text beside an input. */
const PROBLEM_MAX = 1000;

export function createShow({ client, pace, answerOrigins, log }: ShowOptions): Show {
  const failed = (what: string) => (error: unknown) => {
    log.warn({ reason: describe(error) }, what);
    return undefined;
  };

  /** True when it was said by way of the address that came with the request. */
  async function byAddress(address: string, body: object): Promise<boolean> {
    if (!URL.canParse(address) || !answerOrigins.has(new URL(address).origin)) return false;
    try {
      const response = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(CALL_MS),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      return false;
    }
  }

  async function say(message: Message, { user, place, window }: Spot): Promise<void> {
    for (const rendered of renderMessage(message)) {
      const under = place.under === undefined ? {} : { thread_ts: place.under };
      if (window?.responseUrl !== undefined) {
        const body = { response_type: 'ephemeral', replace_original: false, ...rendered, ...under };
        if (await byAddress(window.responseUrl, body)) continue;
      }
      const posting = { channel: place.channel, ...rendered, ...LITERAL, ...under };
      await pace.turn(place.direct ? place.channel : EPHEMERALS);
      // In their own chat a person would not see why a word vanishes with the next start of Slack.
      if (place.direct) await client.chat.postMessage({ ...posting, unfurl_links: false, unfurl_media: false });
      else await client.chat.postEphemeral({ ...posting, user });
    }
  }

  async function open(view: DialogView, window: Window | undefined): Promise<string | undefined> {
    if (window?.triggerId === undefined) return undefined;
    const opened = await client.views
      .open({ trigger_id: window.triggerId, view })
      .catch(failed('a dialog could not be opened'));
    return opened?.view?.id;
  }

  async function update(viewId: string, view: DialogView, hash?: string): Promise<void> {
    await client.views
      .update({ view_id: viewId, view, ...(hash !== undefined && hash !== '' && { hash }) })
      .catch(failed('a dialog could not be changed'));
  }

  async function message(one: Message, spot: Spot): Promise<void> {
    if (spot.loadingView !== undefined) return await update(spot.loadingView, renderMessageView(spot.title, one));
    if (spot.home && (await open(renderMessageView(spot.title, one), spot.window)) !== undefined) return;
    await say(one, spot).catch(failed('an answer could not be shown'));
  }

  async function dialog(one: Dialog, spot: Spot): Promise<void> {
    const view = renderDialog(one, spot.thread);
    if (spot.loadingView !== undefined) return await update(spot.loadingView, view);
    if ((await open(view, spot.window)) === undefined)
      await say({ text: spot.tooLate }, spot).catch(failed('no answer'));
  }

  return {
    open,
    update,
    message,
    async answers(immediate, spot) {
      for (const one of immediate) {
        switch (one.type) {
          case 'message':
            await message(one.message, spot);
            break;
          case 'dialog':
            await dialog(one.dialog, spot);
            break;
          case 'problems':
            await message({ text: one.problems.map(({ text }) => text).join('\n') }, spot);
            break;
          default:
            one satisfies never;
        }
      }
    },
  };
}

/** What a submitted dialog is told: problems beside its inputs, another dialog in its place, a word, or the end. */
export function submissionAnswer(
  immediate: readonly Immediate[],
  shown: OpenView,
  title: string,
): Record<string, unknown> {
  const update = (view: DialogView) => ({ response_action: 'update', view });
  for (const one of immediate) {
    switch (one.type) {
      case 'problems': {
        const view = one.dialog && renderDialog(one.dialog, shown.thread);
        const names = new Set(shown.inputs.map((input) => input.slice(0, input.lastIndexOf('/'))));
        const here = one.problems.every(({ field }) => names.has(field));
        if (view && !(here && asksTheSame(view, shown))) return update(view);
        const errors = one.problems.map(({ field, text }) => [
          names.has(field) ? field : ([...names][0] ?? ''),
          escapeText(clip(text, PROBLEM_MAX)),
        ]);
        return { response_action: 'errors', errors: Object.fromEntries(errors) };
      }
      case 'dialog':
        return update(renderDialog(one.dialog, shown.thread));
      case 'message':
        return update(renderMessageView(title, one.message));
      default:
        one satisfies never;
    }
  }
  return { response_action: 'clear' };
}
