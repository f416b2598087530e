/** What those who decide do with an application: look at it, ask, invite, wait, decline. Each act is written with who did it, and told to the applicant. */
import { orderDocument } from '../../core/files.ts';
import { atOnce, type Context, type Effect, type Outcome } from '../../core/flow.ts';
import { type Reply, say, type Text, verbatim } from '../../core/message.ts';
import type { Application, ApplicationAct, DecisionType } from '../../domain/application.ts';
import type { Window } from '../../domain/callback-rules.ts';
import type { Dossier } from '../../domain/dossier.ts';
import type { Person } from '../../domain/person.ts';
import { phrase } from '../../locales/catalogue.ts';
import { brandText } from '../answers/brands.ts';
import { requestCall } from '../callbacks/requesting.ts';
import { dossiersOf } from '../dossier/dossier-access.ts';
import { applicationToDecide, topicOf, write } from './application-access.ts';
import { button, dayText, fullCard } from './application-card.ts';
import { deskTold, resumeTimer, toApplicant, unansweredTimer } from './application-telling.ts';

type Told = Pick<Outcome, 'replies' | 'effects'>;

export const gone = (): Outcome => atOnce({ text: say('application.told.gone') });

export const show = async (current: Application, context: Context): Promise<Outcome> =>
  atOnce(await cardOf(current, context));

async function cardOf(current: Application, context: Context): Promise<Reply> {
  const health = await context.reads.applicationHealth(current.id);
  return await fullCard(current, health !== undefined, context);
}

type Deciding = Extract<ApplicationAct, { type: 'ask' | DecisionType }>;

/** What an act needs beside itself. `words`: of staff's own, to the applicant; `written`: all that they wrote, shown again if nothing came of it. */
interface Decided {
  act: (byId: string) => Deciding;
  words: string | null;
  written: readonly (string | null)[];
  when?: Window;
}

/** `seq`: the state that whoever acts has read. */
export async function decide(
  id: string,
  seq: string,
  { act: actOf, words, written: typed, when }: Decided,
  context: Context,
): Promise<Told> {
  const { person, reads, now } = context;
  const lost = typed.flatMap((one) => (one ? [verbatim(one)] : []));
  const only = (text: Text): Told => ({
    replies: [{ text: { lines: [text, ...lost] }, confidential: [] }],
    effects: [],
  });
  const current = await applicationToDecide(id, context);
  if (!person || !current) return only(say('application.told.gone'));
  if (String(current.seq) !== seq) {
    const { replies } = only(say('application.told.changed'));
    return { replies: [...replies, await cardOf(current, context)], effects: [] };
  }
  const act = actOf(person.id);
  const written = write(current, act, now);
  if (written.refused) return only(say(`apply.no.${written.refused}`));
  const { application, effect } = written;
  const applicant = await reads.person(application.personId);
  const call = when && applicant ? await callWith(application, applicant, person, when, context) : undefined;
  return {
    replies: [{ text: doneText(act, call !== undefined, context) }],
    effects: [
      effect,
      { type: 'needs-rights', person },
      ...(act.type === 'ask'
        ? []
        : [{ type: 'audit' as const, kind: act.type, body: { person: application.personId, application: id } }]),
      toApplicant(application, applicantReply(application, act, words, call?.replies ?? [], applicant, context)),
      ...(call?.effects ?? []),
      ...(await deskTold(application, undefined, context)),
      ...resumeTimer(application, context),
      ...unansweredTimer(application, applicant, context),
    ],
  };
}

function doneText(act: Deciding, withCall: boolean, { zone }: Context): Text {
  if (act.type === 'wait') return say('application.told.wait', { day: dayText(act.until, zone) });
  return act.type === 'invite' && withCall ? say('application.told.invite.when') : say(`application.told.${act.type}`);
}

/** The call that the invitation comes with, in charge of whoever invites. */
const callWith = async (
  application: Application,
  applicant: Person,
  owner: Person,
  wished: Window,
  context: Context,
): Promise<Told> => {
  const known = { ...applicant, phone: application.answers?.phone ?? applicant.phone };
  const topic = topicOf(application, application.language);
  const asked = { topic, wished, caseId: null, known, ownerId: owner.id };
  return await requestCall(asked, { ...context, person: applicant });
};

/** What the applicant reads: always kind, never the reason; what staff wrote to them below it. */
function applicantReply(
  application: Application,
  act: Deciding,
  words: string | null,
  called: readonly Reply[],
  applicant: Person | undefined,
  { zone }: Context,
): Reply {
  const own = words ? [verbatim(words)] : [];
  const lines = [toldText(application, act, applicant?.zone ?? zone), ...own, ...called.map(({ text }) => text)];
  const buttons = [
    ...(act.type === 'ask' ? [button(application, 'tell', say('apply.button.answer'), 'primary')] : []),
    ...(act.type === 'invite' && called.length === 0
      ? [button(application, 'time', say('apply.button.time'), 'primary')]
      : []),
    ...called.flatMap((reply) => reply.buttons ?? []),
    button(application, 'state', say('apply.button.state')),
  ];
  return { text: { lines }, buttons };
}

export function toldText(
  current: Application,
  act: { type: Deciding['type']; until?: string; text?: string },
  zone: string,
): Text {
  const told = {
    brand: brandText(current),
    day: act.until ? dayText(act.until, zone) : '',
    text: verbatim(act.text ?? ''),
  };
  return say(`application.applicant.${act.type}`, told);
}

/** Told with consent, so it is written down who has read it. */
export async function showHealth(current: Application, context: Context): Promise<Outcome> {
  const { reads, zone, person } = context;
  const health = await reads.applicationHealth(current.id);
  if (!health?.words || !health.consentedAt || !person) return atOnce({ text: say('application.health.none') });
  const title = say('application.health.title', { day: { instant: health.consentedAt, zone, dateOnly: true } });
  return {
    replies: [],
    immediate: [{ type: 'reply', reply: { text: { lines: [title, verbatim(health.words)] }, confidential: [] } }],
    effects: [readBy('health', current), { type: 'needs-rights', person }],
  };
}

const readBy = (kind: 'health' | 'dossier', { id, personId }: Application): Effect => ({
  type: 'audit',
  kind,
  body: { person: personId, application: id },
});

/** As its owner would export it; whether it is still shared is looked at again when the file is made. */
export async function showDossier(current: Application, context: Context): Promise<Outcome> {
  const { person, language, zone, now, id } = context;
  const shared = current.shared ? await dossierOf(current, context) : undefined;
  if (!shared || !person) return atOnce({ text: say('application.dossier.none') });
  const { effect, attachment } = orderDocument({
    ...{
      id: id('dossier'),
      name: `${phrase(language, 'dossier.file')}.md`,
      mediaType: 'text/markdown',
      personId: person.id,
    },
    source: { type: 'dossier', dossier: shared.id, reader: person.id, zone: person.zone ?? zone, language, now },
  });
  const reply: Reply = { text: say('application.dossier.text'), attachments: [attachment], confidential: [] };
  return { replies: [reply], effects: [effect, readBy('dossier', current), { type: 'needs-rights', person }] };
}

const dossierOf = async ({ personId, brand }: Application, { reads }: Context): Promise<Dossier | undefined> =>
  (await dossiersOf({ personId, reads })).find((one) => one.brand === brand);
