/** `/apply` and `/application`: an applicant's side, from the questions beforehand to the withdrawal, by command, button or words. */
import { atOnce, type Context, type Outcome, othersReadAlong } from '../../core/flow.ts';
import { type Reply, type ReplyButton, say, type Text } from '../../core/message.ts';
import { type Application, type ApplicationHealth, type ApplicationRefusal, isOver } from '../../domain/application.ts';
import { readApplicationWish } from '../../recognition/application.ts';
import { fold } from '../../recognition/fold.ts';
import { brandsNamed, brandsOf, brandText, codeOf, withoutBrands } from '../answers/brands.ts';
import { beginCallback } from '../callbacks/callback-request.ts';
import { openInDialog, stale, startForm } from '../forms.ts';
import { openFor, ownApplication, ownApplications, topicOf, write } from './application-access.ts';
import {
  APPLY_ID,
  appliedTo,
  applyButton,
  applyToId,
  type OwnAct,
  QUESTIONS_ID,
  questionsButton,
} from './application-buttons.ts';
import { button, ownReply, ruleText, scoreLines } from './application-card.ts';
import { factsOf, questionLines } from './application-fields.ts';
import { applyForm, hasDossier, healthForm, tellForm } from './application-forms.ts';
import { deskTold } from './application-telling.ts';

const BRANDS_MAX = 20;
const SHOWN_MAX = 5;

const notHere = (): Outcome => atOnce({ text: say('apply.not-here') });

/** `/apply`, `/apply questions`, `/apply BRAND`. */
export async function applyCommand(words: string, context: Context): Promise<Outcome> {
  if (othersReadAlong(context)) return notHere();
  const folded = fold(words).trim();
  if (/^(?:questions?|问题)$/.test(folded)) return atOnce(questions(context));
  const brands = await brandsOf(context);
  const [named, another] = brandsNamed(words, brands);
  const [only] = named !== undefined && another === undefined ? [named] : brands.length === 1 ? brands : [];
  return only === undefined ? choose(brands) : await begin(only, context);
}

function choose(brands: readonly string[]): Outcome {
  const buttons = brands
    .slice(0, BRANDS_MAX)
    .map((brand): ReplyButton => ({ id: applyToId(codeOf(brand)), label: brandText({ brand }) }));
  return atOnce({ text: say('apply.choose'), buttons });
}

/**
 * One at a time for a brand: who has one sees where it stands instead. It begins in the chat also where there are dialogs, whose fields are too short for
 * the words that consent is given to; the whole form is one tap away there.
 */
async function begin(brand: string, context: Context): Promise<Outcome> {
  const before = openFor(brand, await ownApplications(context));
  if (!before) return await startForm(applyForm, { opening: '', args: { brand } }, context);
  const state = await stateOf(before, context);
  const lead = say('apply.told.have', { brand: brandText(before) });
  return atOnce({ ...state, text: { lines: [lead, state.text] } });
}

/** What will be asked, and by which rules answers are weighed. */
function questions({ applicationRules }: Context): Reply {
  const lines: Text[] = [
    say('apply.questions'),
    ...questionLines(),
    ...(applicationRules.health ? [say('apply.questions.health')] : []),
    say('apply.questions.rules'),
    ...applicationRules.rules.map(({ id, names, points }) =>
      say('apply.questions.rule', { name: ruleText({ rule: id, names }), points }),
    ),
  ];
  return { text: { lines }, buttons: [applyButton] };
}

async function stateOf(current: Application, context: Context): Promise<Reply> {
  const { reads, applicationRules, person, zone, now } = context;
  const [withDossier, health] = await Promise.all([
    hasDossier(current.brand, context),
    reads.applicationHealth(current.id),
  ]);
  const shown = { hasDossier: withDossier, health: health !== undefined, asksHealth: applicationRules.health };
  return ownReply(current, shown, { zone: person?.zone ?? zone, now });
}

/** `/application`. */
export async function applicationCommand(context: Context): Promise<Outcome> {
  if (othersReadAlong(context)) return notHere();
  const own = (await ownApplications(context)).slice(0, SHOWN_MAX);
  if (own.length === 0) return atOnce({ text: say('apply.none'), buttons: [applyButton, questionsButton] });
  const replies = await Promise.all(own.map((one) => stateOf(one, context)));
  return { replies: [], immediate: replies.map((reply) => ({ type: 'reply', reply })), effects: [] };
}

/** Words of someone with no form open. Undefined: they are about something else. */
export async function applicationInWords(words: string, context: Context): Promise<Outcome | undefined> {
  const wish = readApplicationWish(withoutBrands(words, await brandsOf(context)));
  switch (wish) {
    case 'apply':
      return await applyCommand(words, context);
    case 'questions':
      return othersReadAlong(context) ? notHere() : atOnce(questions(context));
    case 'state':
      return await applicationCommand(context);
    case undefined:
      return undefined;
    default:
      return wish satisfies never;
  }
}

/** What is no button of one application. Undefined: it is none of these. */
export async function pressApply(id: string, context: Context): Promise<Outcome | undefined> {
  const code = appliedTo(id);
  if (id !== APPLY_ID && id !== QUESTIONS_ID && code === undefined) return undefined;
  if (othersReadAlong(context)) return notHere();
  if (id === QUESTIONS_ID) return atOnce(questions(context));
  const brands = await brandsOf(context);
  if (code === undefined) return await applyCommand('', context);
  const brand = brands.find((one) => codeOf(one) === code);
  return brand === undefined ? stale() : await begin(brand, context);
}

export async function pressOwn(id: string, act: OwnAct, context: Context): Promise<Outcome> {
  if (othersReadAlong(context)) return notHere();
  const current = await ownApplication(id, context);
  if (!current) return stale();
  const args = { application: current.id };
  switch (act) {
    case 'state':
      return atOnce(await stateOf(current, context));
    case 'answers': {
      if (!current.answers) return stale();
      const text = say('apply.about', { brand: brandText(current) });
      return atOnce({
        text,
        facts: factsOf(current.answers),
        buttons: [button(current, 'state', say('apply.button.state'))],
      });
    }
    case 'score': {
      if (!current.score) return stale();
      return atOnce({ text: { lines: scoreLines(current, current.score) } });
    }
    case 'tell':
      return over(current) ?? (await openInDialog(tellForm, { opening: '', args }, context));
    case 'health':
      if (!context.applicationRules.health) return stale();
      return over(current) ?? (await startForm(healthForm, { opening: '', args }, context));
    case 'unhealth':
      return await takeBackHealth(current, context);
    case 'share':
    case 'unshare':
      return await share(current, act === 'share', context);
    case 'withdraw': {
      const text = say('apply.withdraw.sure', { brand: brandText(current) });
      const sure = button(current, 'sure', say('apply.button.withdraw.sure'), 'danger');
      return current.status === 'withdrawn' ? refused('over') : atOnce({ text, buttons: [sure] });
    }
    case 'sure':
      return await withdraw(current, context);
    case 'again':
      return await begin(current.brand, context);
    case 'time':
      return current.status === 'invited' ? await beginCallback(topicOf(current, context.language), context) : stale();
    default:
      return act satisfies never;
  }
}

const over = (current: Application): Outcome | undefined =>
  isOver(current) ? atOnce({ text: say('apply.no.over') }) : undefined;

const refused = (why: ApplicationRefusal): Outcome => atOnce({ text: say(`apply.no.${why}`) });

async function share(current: Application, on: boolean, context: Context): Promise<Outcome> {
  const brand = brandText(current);
  if (on && !(await hasDossier(current.brand, context)))
    return atOnce({ text: say('apply.told.no-dossier', { brand }) });
  const written = write(current, { type: 'share', on }, context.now);
  if (written.refused) return refused(written.refused);
  const text = on ? say('apply.told.shared', { brand }) : say('apply.told.unshared');
  return {
    replies: [{ text, buttons: [button(written.application, 'state', say('apply.button.state'))] }],
    effects: [written.effect],
  };
}

async function takeBackHealth(current: Application, context: Context): Promise<Outcome> {
  const gone = await healthGone(current, context);
  const written = gone && write(current, { type: 'health', given: false }, context.now, gone);
  if (!written) return stale();
  if (written.refused) return refused(written.refused);
  return { replies: [{ text: say('apply.told.unhealth') }], effects: [written.effect] };
}

const healthGone = async ({ id }: Application, { reads }: Context): Promise<ApplicationHealth | undefined> =>
  (await reads.applicationHealth(id)) && { id, words: null, consentedAt: null };

async function withdraw(current: Application, context: Context): Promise<Outcome> {
  const written = write(current, { type: 'withdraw' }, context.now, await healthGone(current, context));
  if (written.refused) return refused(written.refused);
  const text = say('apply.told.withdrawn', { brand: brandText(current) });
  return {
    replies: [{ text, buttons: [button(current, 'again', say('apply.button.again'))] }],
    effects: [written.effect, ...(await deskTold(written.application, say('application.told.withdrawn'), context))],
  };
}
