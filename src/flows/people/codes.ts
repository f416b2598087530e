/** Handing out one-time codes, and taking one that someone sent back. What is wrong with a code is counted, for the code and for the account. */
import { CODE_MASK } from '../../core/codes.ts';
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, say, verbatim } from '../../core/message.ts';
import {
  CODE_MS,
  CODE_TRIES,
  type Code,
  type CodePurpose,
  guessedWrong,
  isLocked,
  standingOf,
} from '../../domain/code.ts';
import { readCode } from '../../recognition/code.ts';

/** Others read along: whatever is typed or shown there is no secret. */
export const notHere = (): Outcome => atOnce({ text: say('code.not-here') });

/** The account that is written from; also of whoever writes for the first time. */
export const accountIdOf = ({ account, conversation }: Context): string => account?.id ?? conversation?.accountId ?? '';

const NAMES_TRIED = 20;

/** A code for the person, shown to them at once where the platform can, and in no case kept. */
export async function handOut(purpose: CodePurpose, context: Context): Promise<Outcome> {
  const { person, thread, now, language } = context;
  const made = await unusedCode(context);
  const code: Code = {
    id: context.id('code'),
    seq: 1,
    name: made.name,
    hash: made.hash,
    purpose,
    personId: person?.id ?? null,
    accountId: accountIdOf(context),
    threadId: thread?.id ?? null,
    language,
    expiresAt: new Date(Date.parse(now) + CODE_MS).toISOString(),
    tries: 0,
    state: 'open',
    takenBy: null,
  };
  const reply: Reply = { text: say('link.code', { code: verbatim(CODE_MASK) }), code: made.seed };
  return {
    replies: [],
    immediate: [{ type: 'reply', reply }],
    effects: [{ type: 'code', code, entry: 'made' }],
  };
}

/** Two codes at a time must not have the same name; of two that are made at once, the second is decided again. */
async function unusedCode(context: Context) {
  for (let tried = 1; ; tried += 1) {
    const made = await context.code(`code ${tried}`);
    if (tried === NAMES_TRIED || !(await context.reads.codeByName(made.name))) return made;
  }
}

export type Taken = { code: Code; refused?: undefined } | { refused: Outcome; code?: undefined };

/** The code that someone sent, if it is good for one of these purposes; it is not used up by that. */
export async function takeCode(words: string, purposes: readonly CodePurpose[], context: Context): Promise<Taken> {
  const { reads, now } = context;
  const accountId = accountIdOf(context);
  const guesses = await reads.guesses(accountId);
  if (isLocked(guesses, now)) return { refused: atOnce({ text: say('code.locked-out') }) };
  const read = readCode(words);
  if (!read) return { refused: atOnce({ text: say('code.unreadable') }) };
  const code = await reads.codeByName(read.name);
  // Compared also where there is none, so that the answer takes as long.
  const fits = await context.fitsCode(read.secret, code?.hash ?? '');
  if (code && fits) {
    const standing = standingOf(code, now);
    if (standing !== 'good') return { refused: atOnce({ text: say(`code.${standing}`) }) };
    return purposes.includes(code.purpose) ? { code } : { refused: atOnce({ text: say('code.other-use') }) };
  }
  return { refused: wrong(code, guessedWrong(guesses, accountId, now), context) };
}

/** An account that guesses is shut out for a while, and a code that was guessed at is good for nothing. */
function wrong(code: Code | undefined, guesses: ReturnType<typeof guessedWrong>, context: Context): Outcome {
  const effects: Effect[] = [{ type: 'guesses', guesses }];
  if (code?.state === 'open' && code.tries < CODE_TRIES)
    effects.push({ type: 'code', code: { ...code, seq: code.seq + 1, tries: code.tries + 1 }, entry: 'missed' });
  const left = CODE_TRIES - guesses.tries;
  if (left > 0) return { replies: [{ text: say('code.wrong', { left }) }], effects };
  const channel = context.thread?.channel ?? '';
  effects.push(
    { type: 'audit', kind: 'lockout', body: { account: guesses.accountId, channel } },
    { type: 'post', to: 'desk', reply: { text: say('desk.told.lock-out', { channel }) } },
  );
  return { replies: [{ text: say('code.locked-out') }], effects };
}

export const codeAs = (code: Code, change: Partial<Pick<Code, 'state' | 'takenBy'>>, entry: string): Effect => ({
  type: 'code',
  code: { ...code, seq: code.seq + 1, ...change },
  entry,
});
