/** What was found in a call, as the card shows it. */
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Findings } from '../../domain/callback-findings.ts';
import type { MessageKey } from '../../locales/catalogue.ts';

type Facts = NonNullable<Reply['facts']>;

const fact = (label: MessageKey, value: Text): Facts => [{ label: say(label), value }];
const stars = (label: MessageKey, given: number | null): Facts =>
  given === null ? [] : fact(label, say('card.rating.stars', { stars: given }));
const wordsFact = (label: MessageKey, words: string): Facts => (words === '' ? [] : fact(label, verbatim(words)));

export function findingsFacts(findings: Findings): Facts {
  const { words } = findings;
  switch (findings.type) {
    case 'satisfaction':
      return [
        ...stars('call.people', findings.people),
        ...stars('call.product', findings.product),
        ...wordsFact('call.said', words),
      ];
    case 'after-complaint': {
      const answer = say(`call.settled.${findings.settled ? 'yes' : 'no'}`);
      return [...fact('call.settled', answer), ...wordsFact('call.said', words)];
    }
    case 'after-problem': {
      const answer = say(`call.dealt.${findings.dealtWith ? 'yes' : 'no'}`);
      return [...fact('call.dealt', answer), ...wordsFact('call.said', words)];
    }
    case 'first-contact':
      return [...wordsFact('call.introduction', words), ...wordsFact('call.needs', findings.needs)];
    case 'talk':
      return wordsFact('call.said', words);
    default:
      return findings satisfies never;
  }
}
