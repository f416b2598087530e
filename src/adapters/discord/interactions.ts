/** Commands, buttons, selects and modals: what was done is handed in, and what is answered at once is shown the way Discord wants. */
import type { Answer, Immediate } from '../../core/adapter.ts';
import { UnavailableError } from '../../core/errors.ts';
import type { Input, PersonEvent, ThreadRef } from '../../core/event.ts';
import { eventId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { Dialog } from '../../core/message.ts';
import { phrase } from '../../locales/catalogue.ts';
import { DEFER_AFTER_MS, DEFER_DIALOG_AFTER_MS, INTERACTION_MS } from './capabilities.ts';
import type { Client } from './client.ts';
import { type OutletChoice, suggest } from './commands.ts';
import { afterPage, choiceValues, noProgress, offerDialog, type Progress, renderModal } from './dialog.ts';
import { DiscordError } from './errors.ts';
import type { Hands } from './intake.ts';
import type { Outcomes } from './outcomes.ts';
import { type Interaction, type PageRef, parseInteraction } from './parse-interaction.ts';
import { CHANNEL, timeOf } from './payloads.ts';
import { type Language, type People, remember } from './people.ts';
import { renderMessage } from './render.ts';
import { createResponder, type Responder } from './responder.ts';
import { partsOf, type Shown } from './shown.ts';

export interface InteractionsOptions {
  client(): Client;
  hands(): Hands;
  people: People;
  outcomes: Outcomes;
  shown: Shown;
  log: Log;
  language: Language;
  /** Stores to be offered while someone types. */
  outlets(): Promise<readonly OutletChoice[]>;
  /** Makes words alike that mean the same, whatever their script, width and case. */
  fold(text: string): string;
  deferAfterMs?: number;
}

export interface Interactions {
  /** An INTERACTION_CREATE. */
  arrived(given: unknown): Promise<void>;
}

/** One that is being dealt with. */
interface Turn {
  interaction: Interaction;
  responder: Responder;
  language: Language;
}

export function createInteractions(options: InteractionsOptions): Interactions {
  const { client, hands, people, outcomes, shown, log } = options;
  /** By person and dialog. Lost with the process; what was good is stored. */
  const progresses = new Map<string, Progress>();
  /** Discord takes one first answer only. */
  const answered = new Map<string, true>();
  const keyOf = ({ user }: Interaction, { form, draft }: Pick<PageRef, 'form' | 'draft'>): string =>
    `${user.id}:${form}:${draft}`;

  async function threadOf({ at, user }: Interaction): Promise<ThreadRef> {
    return at.direct ? people.learn(user.id, at.channelId) : await people.thread(user.id);
  }

  async function take({ interaction }: Turn, input: Input, thread: ThreadRef, signal: AbortSignal): Promise<Answer> {
    const { at, user } = interaction;
    const event: PersonEvent = {
      type: 'person',
      id: eventId(CHANNEL, `interaction:${at.id}`),
      at: timeOf(at.id),
      thread,
      author: people.author(user),
      input,
    };
    return await hands().take(event, signal);
  }

  /** Commands and buttons. In a server the answer goes to the person's own chat, and here stands where it is. */
  async function act(turn: Turn, input: Input, leftFiles: number): Promise<void> {
    const { interaction, responder, language } = turn;
    const thread = await threadOf(interaction);
    const outcome = interaction.at.direct ? undefined : outcomes.next(thread.address);
    const { immediate } = await take(turn, input, thread, AbortSignal.timeout(INTERACTION_MS));
    const note = leftFiles > 0 ? renderMessage({ text: phrase(language, 'discord.files-left') }) : [];
    const dialog = immediate.find((one) => one.type === 'dialog')?.dialog;
    if (dialog && (await openDialog(turn, dialog, '', true))) return;
    if (immediate.length > 0) await responder.say([...partsOf(immediate, language), ...note]);
    else if (outcome) {
      const key = (await outcome) === 'closed' ? 'discord.closed' : 'discord.written';
      await responder.say([...renderMessage({ text: phrase(language, key) }), ...note]);
    } else if (note.length > 0) await responder.say(note);
    else await responder.end();
  }

  /** `anew`: from the first page, as it is stored. */
  async function openDialog(turn: Turn, dialog: Dialog, first: string, anew = false): Promise<boolean> {
    const key = keyOf(turn.interaction, dialog);
    if (anew) progresses.delete(key);
    const modal = renderModal(dialog, first, progresses.get(key) ?? noProgress);
    return modal !== undefined && (await turn.responder.open(modal));
  }

  /** What a dialog looks like now is asked of the program, so that its buttons work after a restart as well. */
  async function openPage(turn: Turn, page: PageRef): Promise<void> {
    const { responder, language, interaction } = turn;
    const typed = progresses.get(keyOf(interaction, page))?.typed ?? {};
    // biome-ignore lint/suspicious/noThenProperty: the name is the contract's
    const input: Input = { ...dialogInput(page, typed), then: 'refresh' };
    const { immediate } = await take(turn, input, await threadOf(interaction), AbortSignal.timeout(INTERACTION_MS));
    const dialog = immediate.find((one) => one.type === 'dialog')?.dialog;
    if (dialog && (await openDialog(turn, dialog, page.field))) return;
    if (dialog) await responder.say(offerDialog(dialog, language));
    else if (immediate.length > 0) await responder.replace(partsOf(immediate, language));
    else await responder.end();
  }

  async function submit(turn: Turn, submitted: Interaction & { type: 'submit' }): Promise<void> {
    const { responder, language } = turn;
    const { page, files, inPlace } = submitted;
    const before = progresses.get(keyOf(submitted, page)) ?? noProgress;
    const input: Input = {
      ...dialogInput(page, submitted.values),
      ...(Object.keys(files).length > 0 && { files }),
    };
    const { immediate } = await take(turn, input, await threadOf(submitted), AbortSignal.timeout(INTERACTION_MS));
    const show = inPlace ? responder.replace : responder.say;
    const problems = immediate.find((one) => one.type === 'problems');
    if (problems?.dialog) {
      const { dialog } = problems;
      const progress = proceed(before, submitted, problems);
      remember(progresses, keyOf(submitted, dialog), progress);
      const next = afterPage(dialog, progress, language);
      if (next) return await show(next);
    } else {
      progresses.delete(keyOf(submitted, page));
    }
    const rest = immediate.filter((one) => one !== problems || !one.dialog);
    if (rest.length > 0) return await show(partsOf(rest, language));
    if (inPlace) return await show(renderMessage({ text: phrase(language, 'discord.dialog.done') }));
    await responder.end();
  }

  async function complete({ responder }: Turn, words: string): Promise<void> {
    const outlets = await options.outlets().catch((error: unknown) => {
      log.debug({ err: error }, 'there were no stores to offer');
      return [];
    });
    await responder.choices(suggest(words, outlets, options.fold));
  }

  async function dispatch(turn: Turn): Promise<void> {
    const { interaction } = turn;
    switch (interaction.type) {
      case 'input':
        return await act(turn, await withStore(interaction.input), interaction.files);
      case 'press':
        return await act(turn, interaction.input, 0);
      case 'page':
        return await openPage(turn, interaction.page);
      case 'submit':
        return await submit(turn, interaction);
      case 'complete':
        return await complete(turn, interaction.words);
      case 'nothing':
        return await turn.responder.end();
      default:
        interaction satisfies never;
    }
  }

  /** The value of a store that was chosen is its code, which its name makes clear. */
  async function withStore(input: Input): Promise<Input> {
    if (input.type !== 'command' || input.name !== 'complaint' || input.text === '') return input;
    const lines = input.text.split('\n');
    const last = lines.at(-1) ?? '';
    const outlets = await options.outlets().catch(() => []);
    const outlet = outlets.find(({ code }) => code === last);
    return outlet ? { ...input, text: [...lines.slice(0, -1), `${outlet.name} (${outlet.code})`].join('\n') } : input;
  }

  return {
    async arrived(given) {
      const interaction = parseInteraction(given);
      if (!interaction || answered.has(interaction.at.id)) return;
      remember(answered, interaction.at.id, true);
      const language = people.author(interaction.user).languageHint ?? options.language;
      const opens = interaction.type === 'page' || (interaction.type === 'press' && interaction.opens);
      const responder = createResponder({
        client: client(),
        at: interaction.at,
        pressed: opens || interaction.type === 'press' || (interaction.type === 'submit' && interaction.inPlace),
        deferAfterMs:
          interaction.type === 'complete'
            ? undefined
            : (options.deferAfterMs ?? (opens ? DEFER_DIALOG_AFTER_MS : DEFER_AFTER_MS)),
        otherwise: async (parts) => {
          const thread = await threadOf(interaction).catch(() => undefined);
          if (thread) await shown.inChat(thread.address, parts);
        },
        log,
      });
      try {
        await dispatch({ interaction, responder, language });
      } catch (error) {
        const closed = error instanceof DiscordError && error.code === 'refused';
        if (!closed && !(error instanceof UnavailableError)) {
          log.error({ err: error }, 'an interaction could not be dealt with');
        }
        const text = phrase(language, closed ? 'discord.closed' : 'discord.unavailable');
        await responder.say(renderMessage({ text }));
      }
    },
  };
}

function dialogInput({ form, draft }: PageRef, values: Record<string, string>): Input & { type: 'dialog' } {
  return { type: 'dialog', form, ...(draft !== '' && { draft }), values };
}

/** What was typed and could not be taken is kept, to be corrected; what was taken stands in the dialog. */
function proceed(
  before: Progress,
  { values, files }: Interaction & { type: 'submit' },
  { problems, dialog }: Immediate & { type: 'problems' },
): Progress {
  const typed = { ...before.typed, ...(dialog ? choiceValues(dialog, values) : values) };
  const wrong = new Set(problems.map(({ field }) => field));
  const shown = [...Object.keys(values), ...Object.keys(files)];
  const earlier = before.problems.filter(({ field }) => !shown.includes(field) && !wrong.has(field));
  const all = [...earlier, ...problems];
  return {
    typed: Object.fromEntries(Object.entries(typed).filter(([name]) => all.some(({ field }) => field === name))),
    seen: new Set([...before.seen, ...shown]),
    problems: all,
  };
}
