/**
 * The terminal playground: one terminal that speaks as one persona at a time, so that franchisee and desk can be tried without
 * any chat platform. It serves only the thread of the current persona; what is said to another waits in the outbox until some
 * terminal speaks as them, hence two terminals on one database can be two people.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { Adapter, Answer, Immediate, Intake, Outgoing } from '../../core/adapter.ts';
import { DeliveryError, UnavailableError } from '../../core/errors.ts';
import type { Author, Input, PersonEvent, ThreadRef } from '../../core/event.ts';
import { eventId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import type { Message } from '../../core/message.ts';
import { parseLine } from './parse.ts';
import { createPaint, renderMessage, renderProblems, type Style } from './render.ts';
import { openTerminal, type Terminal, type TerminalInput, type TerminalOutput } from './terminal.ts';

/** Someone whom the terminal can speak as. Several may share a thread, as the desk does. */
export interface Persona {
  /** What is typed after `/as`, and the prompt. */
  name: string;
  /** What to call them in a sentence. */
  label: string;
  author: Author;
  thread: ThreadRef;
}

/** The few words that are the terminal's own; the caller has them from the catalogue. */
export interface ConsoleTexts {
  welcome(label: string): string;
  unknownPersona(names: readonly string[]): string;
  nowSpeakingAs(label: string): string;
  /** What was typed can't be taken in now, and is tried again. */
  unavailable(): string;
  /** Stands above a message that takes the place of an earlier one. */
  updated(): string;
}

export interface ConsoleOptions {
  input: TerminalInput;
  output: TerminalOutput;
  personas: readonly Persona[];
  /** A persona's name. */
  initialPersona: string;
  /** Unlike that of any other run: ids of events are made of it. */
  sessionId: string;
  colour: boolean;
  texts: ConsoleTexts;
  /** Said for each persona when the terminal first speaks as them. */
  greeting?: Input;
  /** Called once when the person leaves or the pipe is at its end. */
  onEnd: () => void;
  /** The adapter serves another thread now: its messages should not wait for the next sweep. */
  onReach: () => void;
  /** Resolves when nothing is pending for the current thread. A pipe waits for it after every line. */
  idle: () => Promise<void>;
  log?: Log;
  now?: () => Date;
  pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** After so long without an answer of the database the person is told. */
const SILENCE_MS = 3000;
const RETRY_FIRST_MS = 100;
const RETRY_MAX_MS = 2000;

/** How many sent messages are remembered, so that a repeated send is not printed twice. */
const SHOWN_MAX = 500;

/** The buttons of a message, by their numbers. */
interface Choice {
  threadId: string;
  /** Their message, and the earlier state that it took the place of: the next state may name either. */
  nativeIds: readonly string[];
  buttons: readonly string[];
}

/** Where a message is shown, and which earlier ones it changes. */
type Place = { threadId: string; nativeId?: string | null } & Partial<Pick<Outgoing, 'replaces' | 'settles'>>;

const PERSONA_STYLES: readonly Style[] = ['cyan', 'yellow', 'magenta', 'green', 'blue'];

export function createConsoleAdapter(options: ConsoleOptions): Adapter {
  const { personas, texts, sessionId, log } = options;
  const now = options.now ?? (() => new Date());
  const pause = options.pause ?? (async (ms, signal) => await wait(ms, undefined, { signal }));
  const paint = createPaint(options.colour);

  const initial = personaOf(personas, options.initialPersona);
  if (!initial) throw new RangeError(`there is no persona ${options.initialPersona}`);
  let current: Persona = initial;
  let terminal: Terminal | undefined;
  let typed = 0;
  /** By thread: what numbers stand for. */
  const choices = new Map<string, Choice>();
  /** What numbers stood for when the line was begun that is being typed, if a newer question has come since. */
  let begun: Choice | undefined;
  /** By the outbox id of what was printed here: its facts, so that a later state need not say them again. */
  const shown = new Map<string, Message['facts']>();
  const greeted = new Set<Persona>();
  const halt = new AbortController();
  let ended = false;
  /** Lines are handled one after another by hanging them on here. */
  let work: Promise<void> = Promise.resolve();

  function prompt(): string {
    const index = personas.indexOf(current);
    return `${paint(PERSONA_STYLES[index % PERSONA_STYLES.length] ?? 'cyan', current.name)}> `;
  }

  async function print(text: string): Promise<void> {
    await terminal?.print(text);
  }

  function end(): void {
    if (ended) return;
    ended = true;
    halt.abort();
    terminal?.close();
    options.onEnd();
  }

  async function speakAs(intake: Intake, name: string): Promise<void> {
    const found = personaOf(personas, name);
    if (!found) return await print(texts.unknownPersona(personas.map((persona) => persona.name)));
    current = found;
    terminal?.setPrompt(prompt());
    await print(texts.nowSpeakingAs(current.label));
    // Where they stand comes first: what was waiting for them ends with the buttons that numbers stand for.
    await greet(intake);
    options.onReach();
    await pipeWaits();
  }

  /** The flow says where the person stands: a welcome, or the question that is open. */
  async function greet(intake: Intake): Promise<void> {
    if (!options.greeting || greeted.has(current)) return;
    greeted.add(current);
    await say(intake, options.greeting);
  }

  /** A script can't see what it answers to: without this its numbers would press buttons that are not yet shown. */
  async function pipeWaits(): Promise<void> {
    if (!terminal?.interactive) await untilHalted(patiently(options.idle()));
  }

  /** Shows a message; its buttons are what numbers stand for from now on. */
  async function show(
    message: Message,
    { threadId, nativeId = null, replaces = null, settles = null }: Place,
  ): Promise<void> {
    // There are no dialogs here: such a button would lead nowhere, and the form is asked step by step anyway.
    const buttons = (message.buttons ?? []).filter(({ opens }) => opens !== 'dialog');
    // A terminal can't change what stands above: what is new is said below, without the facts that stand there.
    const known = replaces === null ? [] : (shown.get(replaces) ?? []);
    const facts = (message.facts ?? []).filter(
      ({ label, value }) => !known.some((fact) => fact.label === label && fact.value === value),
    );
    const rendered = renderMessage({ ...message, buttons, facts }, paint, {
      columns: options.output.columns,
      chosen: settles?.chosen,
      mark: replaces === null ? undefined : texts.updated(),
    });
    await print(`\n${rendered}`);
    const before = choices.get(threadId);
    const over = before?.nativeIds.some((id) => id === replaces || id === settles?.outboxId);
    if (over) choices.delete(threadId);
    if (buttons.length === 0) return;
    // Whoever is typing a number means what stood there, not what comes just before Enter; unless that is over.
    if (!over && terminal?.typing()) begun ??= before ?? { threadId, nativeIds: [], buttons: [] };
    const nativeIds = [nativeId, replaces].filter((id) => id !== null);
    choices.set(threadId, { threadId, nativeIds, buttons: buttons.map((button) => button.id) });
  }

  async function showImmediate(threadId: string, immediate: Immediate): Promise<void> {
    switch (immediate.type) {
      case 'message':
        return await show(immediate.message, { threadId });
      // A terminal has no dialogs: nothing here leads to one.
      case 'dialog':
        return;
      case 'problems':
        return await print(renderProblems(immediate.problems, paint));
      default:
        immediate satisfies never;
    }
  }

  /** Hands in an event until it is taken; undefined when the terminal stops first. Repeats are harmless: the id is the same. */
  async function takeIn(intake: Intake, event: PersonEvent): Promise<Answer | undefined> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await patiently(intake(event));
      } catch (error) {
        if (!(error instanceof UnavailableError)) log?.error({ err: error, eventId: event.id }, 'the intake failed');
        if (halt.signal.aborted) return undefined;
        if (tries === 0) await print(texts.unavailable());
        await untilHalted(pause(Math.min(RETRY_FIRST_MS * 2 ** tries, RETRY_MAX_MS), halt.signal));
        if (halt.signal.aborted) return undefined;
      }
    }
  }

  /** While the database is away, what is waited for neither comes nor fails: the person is told. */
  async function patiently<T>(waiting: Promise<T>): Promise<T> {
    const silence = setTimeout(() => {
      // When printing fails too, the end of the terminal is under way.
      if (!halt.signal.aborted) print(texts.unavailable()).catch(() => {});
    }, SILENCE_MS);
    try {
      return await waiting;
    } finally {
      clearTimeout(silence);
    }
  }

  async function say(intake: Intake, input: Input): Promise<void> {
    typed += 1;
    const { thread, author } = current;
    const id = eventId('console', `${sessionId}:${typed}`);
    const answer = await takeIn(intake, { type: 'person', id, at: now().toISOString(), thread, author, input });
    for (const immediate of answer?.immediate ?? []) await showImmediate(thread.id, immediate);
    await pipeWaits();
  }

  /** Waits, but not for longer than the terminal is in use. */
  async function untilHalted(waiting: Promise<void>): Promise<void> {
    const { promise: halted, resolve } = Promise.withResolvers<void>();
    const onAbort = () => resolve();
    halt.signal.addEventListener('abort', onAbort, { once: true });
    if (halt.signal.aborted) resolve();
    const waited = waiting.catch((error: unknown) => {
      if (!halt.signal.aborted) log?.warn({ err: error }, 'waiting failed');
    });
    await Promise.race([waited, halted]);
    halt.signal.removeEventListener('abort', onAbort);
  }

  /** On a terminal a number means what stood there when it was typed, however long the lines before it take. */
  function meantNow(): Choice | undefined {
    const meant = begun ?? choices.get(current.thread.id);
    begun = undefined;
    return terminal?.interactive ? (meant ?? { threadId: current.thread.id, nativeIds: [], buttons: [] }) : undefined;
  }

  async function handle(intake: Intake, line: string, meant: Choice | undefined): Promise<void> {
    const parsed = parseLine(line);
    switch (parsed.type) {
      case 'as':
        return await speakAs(intake, parsed.name);
      case 'quit':
        return end();
      case 'number': {
        const { id: threadId } = current.thread;
        const choice = meant?.threadId === threadId ? meant : choices.get(threadId);
        const id = choice?.buttons[parsed.number - 1];
        return await say(intake, id === undefined ? { type: 'message', text: parsed.text } : { type: 'action', id });
      }
      case 'input':
        return await say(intake, parsed.input);
      default:
        parsed satisfies never;
    }
  }

  function enqueue(task: () => Promise<void>): void {
    work = work.then(async () => {
      if (halt.signal.aborted) return;
      try {
        await task();
      } catch (error) {
        // Only printing can fail here, and then there is nobody left to tell.
        log?.error({ err: error }, 'the terminal failed');
      }
    });
  }

  return {
    channel: 'console',
    capabilities: { edit: false, immediate: true, dialogs: false },

    reach: () => (terminal ? [current.thread.id] : []),

    async send({ outboxId, thread, message, replaces, settles }: Outgoing) {
      if (!terminal || thread.id !== current.thread.id) {
        throw new DeliveryError('unreachable', 'this terminal speaks as someone else now');
      }
      if (!shown.has(outboxId)) {
        try {
          await show(message, { threadId: thread.id, nativeId: outboxId, replaces, settles });
        } catch (error) {
          throw new DeliveryError('unreachable', 'the terminal is gone', { cause: error });
        }
        shown.set(outboxId, message.facts);
        // Whatever replaces it names the first state or the last.
        if (replaces !== null && shown.has(replaces)) shown.set(replaces, message.facts);
        forgetOldest(shown, SHOWN_MAX);
      }
      return { nativeId: outboxId };
    },

    async start(intake) {
      terminal = openTerminal({
        input: options.input,
        output: options.output,
        onLine(line) {
          const meant = meantNow();
          enqueue(() => handle(intake, line, meant));
        },
        onBlank: () => {
          begun = undefined;
        },
        onEnd(reason) {
          if (reason !== 'eof') return end();
          enqueue(async () => {
            await pipeWaits();
            end();
          });
        },
      });
      await print(renderMessage({ text: texts.welcome(current.label) }, paint, { columns: options.output.columns }));
      terminal.setPrompt(prompt());
      enqueue(() => greet(intake));
    },

    async stop() {
      halt.abort();
      terminal?.close();
      await work;
    },
  };
}

function personaOf(personas: readonly Persona[], name: string): Persona | undefined {
  const wanted = name.normalize('NFKC').toLowerCase();
  return personas.find((persona) => persona.name.toLowerCase() === wanted);
}

function forgetOldest(map: Map<string, unknown>, max: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= max) return;
    map.delete(oldest);
  }
}
