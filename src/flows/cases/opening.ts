/** A case begins: with its clock and timers, and its card at the desk. */
import type { Context, Effect } from '../../core/flow.ts';
import type { Filled } from '../../core/form/definition.ts';
import { say, type Text } from '../../core/message.ts';
import { beginClock, type Case, type CaseKind, type Intake, isUrgentIntake, NEW_CASE } from '../../domain/case.ts';
import type { Severity } from '../../domain/deadlines.ts';
import type { Language, Person } from '../../domain/person.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { recogniseIntake } from '../../recognition/signs.ts';
import { tellUrgent } from '../desk/escalating.ts';
import { firstCard, underCard } from './case-card.ts';
import { firstTimers } from './case-clock.ts';
import { unsupervised } from './case-people.ts';
import { searchOf } from './case-search.ts';

export interface NewCase {
  kind: CaseKind;
  words: string;
  facts: Case['facts'];
  outletId?: string | null;
  cause?: Case['cause'];
  intake?: Intake;
  urgent?: boolean;
  /** Whom it complains about, by person; then it goes to those who supervise, unless nobody of them reads the desk. */
  aboutIds?: string[];
  confidential?: boolean;
  /** Absent: critical when it is urgent. */
  severity?: Severity;
  /** What the desk is told of an urgent one; absent: that the press or an authority is involved. */
  told?: MessageKey;
}

/** What the person wrote first; without it, the answer that tells what it is about. */
export function wordsOf({ opening, values }: Filled, field: string): string {
  const told = values[field];
  return opening.trim() !== '' ? opening : typeof told === 'string' ? told : '';
}

/** F08: whoever asks for help is told when to expect an answer, as with any other case. */
export const personAsked = ({ number, dueAt }: Case, { person, zone }: Context): Text =>
  say('person.asked', { number, due: { instant: dueAt, zone: person?.zone ?? zone } });

/** Makes a case of the person's and tells the desk; the deadline is a timer. */
export async function openCase(given: NewCase, context: Context): Promise<{ case: Case; effects: Effect[] }> {
  const { person, thread, language } = context;
  if (!person || !thread) throw new Error('a case needs a person and a place to answer');
  return await openCaseOf(given, { person, threadId: thread.id, language }, context);
}

/** The same in someone's name, who need not be the one who writes; where they can be answered nowhere, of a thread that there is not. */
export async function openCaseOf(
  given: NewCase,
  { person, threadId, language }: { person: Person; threadId: string; language: Language },
  context: Context,
): Promise<{ case: Case; effects: Effect[] }> {
  const { now } = context;
  // A call for help tells of the press or an authority in its words only.
  const intake = given.intake ?? recogniseIntake(given.words) ?? 'chat';
  const urgent = given.urgent ?? isUrgentIntake(intake);
  const begun: Omit<Case, 'search'> = {
    ...NEW_CASE,
    id: context.id('case'),
    number: await context.caseNumber(),
    seq: 1,
    kind: given.kind,
    urgent,
    personId: person.id,
    threadId,
    language,
    outletId: given.outletId ?? null,
    facts: given.facts,
    words: given.words,
    cause: given.cause ?? null,
    intake,
    ...(given.aboutIds && { aboutIds: [...given.aboutIds].sort(), confidential: given.confidential ?? true }),
    createdAt: now,
    ...beginClock(given.kind, given.severity ?? (urgent ? 'critical' : 'general'), now, context.deadlines),
  };
  const opened: Case = { ...begun, search: await searchOf(begun, context) };
  const { number, confidential } = opened;
  const alarm = say(given.told ?? 'desk.told.urgent', { number });
  const told: { effects: Effect[]; nobody?: Text } = urgent
    ? await tellUrgent(alarm, opened, context)
    : { effects: [] };
  return {
    case: opened,
    effects: [
      { type: 'case', case: opened, entry: { kind: 'filed', body: { number, ...(confidential && { confidential }) } } },
      { type: 'post', to: 'desk', reply: await firstCard(opened, context) },
      // F08: the press and the authorities skip the steps.
      ...(urgent
        ? [
            {
              type: 'post' as const,
              to: 'desk' as const,
              reply: underCard(opened, { text: told.nobody ? { lines: [alarm, told.nobody] } : alarm }),
            },
          ]
        : []),
      ...told.effects,
      ...(await unsupervised(opened, context)),
      ...firstTimers(opened, context),
    ],
  };
}
