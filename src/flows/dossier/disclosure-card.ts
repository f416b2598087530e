/** How the waiting period is said, and what the prospect and staff see of the disclosure document. Of the dossier itself staff see nothing. */
import type { Context } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text } from '../../core/message.ts';
import { dayText, disclosureLines, waitingText } from '../../core/waiting-text.ts';
import type { Disclosure, Waiting } from '../../domain/disclosure.ts';
import type { Dossier } from '../../domain/dossier.ts';
import type { Person } from '../../domain/person.ts';
import { brandText } from '../answers/brands.ts';
import { nameOf } from '../cases/person-names.ts';
import { type Clocked, momentFor } from './dossier-access.ts';
import { dossierButtonId } from './dossier-card.ts';

const facts = (dossier: Dossier, waiting: Waiting, isTheirs: boolean, { dossierRules }: Clocked): Text[] => [
  ...disclosureLines(dossier, waiting, dossierRules, isTheirs),
  say('waiting.advice'),
];

/** For the prospect. */
export function disclosureReply(dossier: Dossier, context: Clocked): Reply {
  const { disclosure } = dossier;
  const { waiting } = momentFor(dossier, context);
  const lines = [say('disclosure.title', { brand: brandText(dossier) }), ...facts(dossier, waiting, true, context)];
  return { text: { lines: [...lines, say('disclosure.seen')] }, buttons: buttonsFor(dossier, disclosure) };
}

const buttonsFor = (dossier: Dossier, disclosure: Disclosure | null): ReplyButton[] => [
  ...(disclosure && disclosure.confirmedAt === null ? confirmButtons(dossier) : []),
  {
    id: dossierButtonId(dossier, 'receipt'),
    label: say(disclosure ? 'disclosure.button.change' : 'disclosure.button.note'),
    opens: 'form',
    ...(disclosure === null && { style: 'primary' as const }),
  },
  { id: dossierButtonId(dossier, 'plan'), label: say('disclosure.button.plan'), opens: 'form' },
  { id: dossierButtonId(dossier, 'show'), label: say('dossier.button.show') },
];

const confirmButtons = (dossier: Dossier): ReplyButton[] => [
  { id: dossierButtonId(dossier, 'received'), label: say('disclosure.button.received'), style: 'primary' },
];

/** Asked of the prospect when headquarters has noted the day. */
export function confirmReply(dossier: Dossier, disclosure: Disclosure, waiting: Waiting): Reply {
  const told = { brand: brandText(dossier), day: dayText(disclosure.receivedOn) };
  return {
    text: { lines: [say('disclosure.told.person', told), waitingText(waiting), say('waiting.advice')] },
    buttons: [
      ...confirmButtons(dossier),
      { id: dossierButtonId(dossier, 'receipt'), label: say('disclosure.button.other-day'), opens: 'form' },
    ],
  };
}

export const STAFF_ACTS = ['show', 'receipt', 'plan'] as const;
export type StaffAct = (typeof STAFF_ACTS)[number];

const STAFF_BUTTON = /^x:of:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([a-z]+)$/;

const staffId = ({ id: dossier }: Pick<Dossier, 'id'>, act: StaffAct): string => `x:of:${dossier}:${act}`;

export function parseStaffButton(button: string): { dossier: string; act: StaffAct } | undefined {
  const [, dossier = '', name] = STAFF_BUTTON.exec(button) ?? [];
  const act = STAFF_ACTS.find((one) => one === name);
  return act && { dossier, act };
}

export const staffCardButton = (dossier: Dossier): ReplyButton => ({
  id: staffId(dossier, 'show'),
  label: say('disclosure.button.show'),
});

/** For staff. */
export function disclosureCard(dossier: Dossier, owner: Person, context: Context): Reply {
  const { waiting } = momentFor(dossier, context, owner);
  const title = say('disclosure.title.staff', { name: nameOf(owner), brand: brandText(dossier) });
  return {
    text: { lines: [title, ...facts(dossier, waiting, false, context)] },
    buttons: [
      {
        id: staffId(dossier, 'receipt'),
        label: say(dossier.disclosure ? 'disclosure.button.change' : 'disclosure.button.note'),
        opens: 'form',
      },
      { id: staffId(dossier, 'plan'), label: say('disclosure.button.plan'), opens: 'form' },
    ],
  };
}
