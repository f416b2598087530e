/**
 * A host for the crash tests: the program's own parts with a bot that counts. A line "17 3 words" on stdin is event 17 of place 3;
 * "ok 17" on stdout is its acknowledgement, "no 17" says that it could not be taken. What is sent is a line in the file SENDS.
 */
import { appendFileSync } from 'node:fs';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../src/config.ts';
import type { Adapter } from '../../src/core/adapter.ts';
import type { Bot } from '../../src/core/flow.ts';
import { accountId, eventId, threadId } from '../../src/core/ids.ts';
import { verbatim } from '../../src/core/message.ts';
import { createLog } from '../../src/log.ts';
import { startProgram } from '../../src/program.ts';

const CHANNEL = 'file';
const SENDS = process.env.SENDS ?? '';
const LEASE_MS = Number(process.env.LEASE_MS ?? 300);
const SEND_MS = Number(process.env.SEND_MS ?? 1);

/** The conversation's state is how many events it has had; each is answered with its words. */
const bot: Bot = {
  async respond(event, { conversation }) {
    if (event.type !== 'person' || event.input.type !== 'message') return { replies: [], effects: [] };
    const before = Number(conversation?.frames[0]?.state ?? 0);
    const frames = [{ flow: 'count', version: 1, draft: null, state: before + 1 }];
    return { frames, replies: [{ text: verbatim(event.input.text) }], effects: [] };
  },
  apology: () => ({ text: verbatim('apology') }),
  heldBack: () => ({ author: { text: { verbatim: 'slower' } }, desk: { text: { verbatim: 'held back' } } }),
  setAside: () => ({ text: verbatim('set aside') }),
};

let lines: Interface | undefined;

const adapter: Adapter = {
  channel: CHANNEL,
  capabilities: { edit: false, immediate: false, dialogs: false },
  reach: () => undefined,
  async send({ outboxId, thread }) {
    appendFileSync(SENDS, `${thread.address} ${outboxId}\n`);
    // A platform's answer takes a while: a crash in it leaves a message that is sent and not marked.
    await pause(SEND_MS);
    return { nativeId: outboxId };
  },
  async start(intake) {
    // Only now: what it reads before somebody listens is lost.
    lines = createInterface({ input: process.stdin });
    lines.on('line', (line) => {
      const [number = '', place = '', ...words] = line.split(' ');
      const thread = { id: threadId(CHANNEL, place), channel: CHANNEL, address: place };
      const id = accountId(CHANNEL, '', place);
      const author = { accountId: id, channel: CHANNEL, workspace: '', userId: place, displayName: '' };
      const input = { type: 'message', text: words.join(' ') } as const;
      const at = new Date().toISOString();
      intake({ type: 'person', id: eventId(CHANNEL, number), at, thread, author, input }).then(
        () => process.stdout.write(`ok ${number}\n`),
        () => process.stdout.write(`no ${number}\n`),
      );
    });
  },
  async stop() {
    lines?.close();
  },
};

const program = await startProgram({
  config: readConfig(),
  log: createLog({ level: 'debug' }),
  tell: (line) => console.error(line),
  http: false,
  desks: [],
  bot,
  leaseMs: LEASE_MS,
  flood: null,
  adapters: () => Promise.resolve([adapter]),
});
process.once('SIGTERM', () => void program.stop().then(() => process.exit(0)));
console.log('serving');
