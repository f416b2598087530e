/** How the waiting period before signing is said, in chats and in files alike. */
import { addDays } from '../domain/business-time.ts';
import { countryNames } from '../domain/country.ts';
import { type Disclosure, PLANS, tooEarly, type Waiting, waitingDaysIn } from '../domain/disclosure.ts';
import type { Dossier } from '../domain/dossier.ts';
import type { DossierRules } from '../domain/dossier-rules.ts';
import { noonOf } from '../domain/periods.ts';
import { say, type Text } from './message.ts';

/** A day, YYYY-MM-DD, as it is said. */
export const dayText = (day: string): Text => ({ instant: noonOf(day, 'UTC'), zone: 'UTC', dateOnly: true });

export const countryText = (code: string): Text => ({ names: countryNames(code) });

/** How it stands; the last day on which one waits is the one before the earliest. */
export function waitingText({ state, earliest }: Waiting): Text {
  if (earliest === null) return say(`waiting.${state === 'running' || state === 'over' ? 'no-rule' : state}`);
  const days = { earliest: dayText(earliest), last: dayText(addDays(earliest, -1)) };
  return say(state === 'running' ? 'waiting.running' : 'waiting.over', days);
}

/** How it stood when something was answered. */
export function waitingThen({ state, earliest }: Waiting): Text {
  if (state === 'undisclosed') return say('waiting.then.undisclosed');
  if (earliest === null) return say('waiting.then.unknown');
  const days = { earliest: dayText(earliest), last: dayText(addDays(earliest, -1)) };
  return say(state === 'running' ? 'waiting.then.running' : 'waiting.then.over', days);
}

/** What is noted for a day that is too early, and what is noted besides. */
export function plannedLines({ planned }: Pick<Dossier, 'planned'>, waiting: Waiting): Text[] {
  const early = tooEarly(planned, waiting);
  return PLANS.flatMap((plan) => {
    const day = planned?.[plan] ?? null;
    if (day === null) return [];
    const told = { plan, day: dayText(day) };
    if (!early.includes(plan)) return [say('disclosure.planned', told)];
    const { earliest } = waiting;
    return [
      earliest === null
        ? say('disclosure.early.undisclosed', told)
        : say('disclosure.early', { ...told, earliest: dayText(earliest) }),
    ];
  });
}

function receivedLines(
  { receivedOn, country, confirmedAt }: Disclosure,
  rules: DossierRules,
  isTheirs: boolean,
): Text[] {
  const days = country === null ? undefined : waitingDaysIn(country, rules);
  return [
    say('disclosure.received', {
      day: dayText(receivedOn),
      confirmed: confirmedAt === null ? 'no' : 'yes',
      reader: isTheirs ? 'prospect' : 'staff',
    }),
    ...(country === null
      ? []
      : [
          days === undefined
            ? say('disclosure.country.is', { country: countryText(country) })
            : say('disclosure.country.days', { country: countryText(country), days }),
        ]),
  ];
}

/** All that is noted, without the word that it is no advice. `isTheirs`: the reader is the prospect. */
export const disclosureLines = (
  dossier: Pick<Dossier, 'disclosure' | 'planned'>,
  waiting: Waiting,
  rules: DossierRules,
  isTheirs: boolean,
): Text[] => [
  ...(dossier.disclosure ? receivedLines(dossier.disclosure, rules, isTheirs) : []),
  waitingText(waiting),
  ...plannedLines(dossier, waiting),
];
