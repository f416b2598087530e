/** What a dispute between franchisees adds to its card: how far it has come, and the buttons of its next steps; also those of either side. */
import { type Reply, type ReplyButton, say } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';

export const HEARING_BUTTON = 'g';

/** `tell`: the other side's account; `other`: which of several people is the other side, by their place in the list. */
export const HEARING_BUTTONS = [
  'hear',
  'other',
  'tell',
  'statement',
  'decide',
  'accept',
  'object',
  'remedied',
] as const;
export type HearingButton = (typeof HEARING_BUTTONS)[number];

export const hearingButtonId = ({ number }: Case, act: HearingButton, stamp = ''): string =>
  `${HEARING_BUTTON}:${number}:${act}${stamp && `:${stamp}`}`;

export function parseHearingButton(id: string): { number: string; act: HearingButton; stamp: string } | undefined {
  const [, number = '', name, stamp = ''] = /^g:(C-\d{1,12}):([a-z]+)(?::([0-9a-z]{1,16}))?$/.exec(id) ?? [];
  const act = HEARING_BUTTONS.find((one) => one === name);
  return act && { number, act, stamp };
}

/** On the card: what the next step of the dispute is, for whoever is in charge. */
export function hearingButtons(current: Case): ReplyButton[] {
  const { kind, hearing, status, assigneeId } = current;
  if (kind !== 'dispute' || assigneeId === null) return [];
  const step = (act: 'hear' | 'statement' | 'decide' | 'remedied', primary = false): ReplyButton => ({
    id: hearingButtonId(current, act),
    label: say(`hearing.button.${act}`),
    ...(primary && { style: 'primary' as const }),
  });
  if (status === 'assigned') {
    if (!hearing) return [step('hear', true)];
    return [step(hearing.statedAt === null ? 'statement' : 'decide', true)];
  }
  return hearing?.remedyBy ? [step('remedied')] : [];
}

/** How far it has come. */
export function hearingFacts({ hearing }: Case, zone: string): NonNullable<Reply['facts']> {
  if (!hearing) return [];
  const { statedAt, level, finding, remedyBy } = hearing;
  return [
    {
      label: say('hearing.card.other'),
      value: statedAt
        ? say('hearing.card.heard', { at: { instant: statedAt, zone } })
        : say('hearing.card.asked', { at: { instant: hearing.askedAt, zone } }),
    },
    ...(level === 2 ? [{ label: say('hearing.card.level'), value: say('hearing.card.level.second') }] : []),
    ...(finding ? [{ label: say('hearing.finding'), value: say(`hearing.finding.${finding}`) }] : []),
    ...(remedyBy ? [{ label: say('hearing.remedy'), value: { instant: remedyBy, zone, dateOnly: true } }] : []),
  ];
}
