/** What to say in a call (F29): the greeting, what it is for, and the questions of its kind. */
import type { Context } from '../../core/flow.ts';
import { localise } from '../../core/localise.ts';
import { type Reply, type ReplyButton, say, type Text, verbatim } from '../../core/message.ts';
import type { Callback } from '../../domain/callback.ts';
import { colleagueText } from '../cases/case-card.ts';
import { callButtonId } from './callback-card.ts';

async function scriptText(current: Callback, { person: agent, reads }: Context): Promise<Text> {
  const name = (await reads.person(current.personId))?.name ?? '';
  const { kind, topic } = current;
  return {
    lines: [
      say('script.greeting', {
        known: name === '' ? 'no' : 'yes',
        person: verbatim(name),
        agent: colleagueText(agent?.name ?? null),
      }),
      say(`script.purpose.${kind}`, { topic: verbatim(topic) }),
      say(`script.questions.${kind}`),
      say('script.close'),
    ],
  };
}

/** In the language of whoever calls. */
export async function scriptFacts(current: Callback, context: Context): Promise<NonNullable<Reply['facts']>> {
  return [{ label: say('script.title'), value: await scriptText(current, context) }];
}

/** The wording of whoever is called, where it is another language. */
export async function scriptButtons(current: Callback, context: Context): Promise<ReplyButton[]> {
  const language = (await context.reads.person(current.personId))?.language ?? null;
  if (language === null || language === context.language) return [];
  return [{ id: callButtonId(current.id, 'script'), label: say('call.button.script'), minor: true }];
}

/** The same whoever reads it. */
export async function theirScript(current: Callback, context: Context): Promise<Reply> {
  const language = (await context.reads.person(current.personId))?.language ?? context.language;
  return { text: verbatim(localise(await scriptText(current, context), language)) };
}
