/** The person says whether an answer settles their case: by its buttons, or in words when nothing else is open. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { typedLabels } from '../../core/form/labels.ts';
import { type Attachment, say, type Text, withSettles } from '../../core/message.ts';
import type { Case } from '../../domain/case.ts';
import { readControl } from '../../recognition/control.ts';
import { fold } from '../../recognition/fold.ts';
import { startForm } from '../forms.ts';
import { actOnCase, refusalOf, refuse, settledAnswer } from './case-acts.ts';
import { answerStamp, caseButtonId, lineOf } from './case-card.ts';
import { disputeForm } from './dispute.ts';

export type Settling = 'confirm' | 'dispute';

const SETTLINGS: readonly Settling[] = ['confirm', 'dispute'];

/** Confirms at once; what is still missing is asked first, unless the words say it. */
export async function settleCase(
  current: Case,
  settling: Settling,
  context: Context,
  words = '',
  files: readonly Attachment[] = [],
): Promise<Outcome> {
  if (settling === 'confirm') return await actOnCase(current, { type: 'confirm' }, context);
  const refused = refusalOf(current, { type: 'dispute', text: '' }, context);
  if (refused) return await refuse(current, refused, context);
  const answers = words === '' ? undefined : { text: words };
  const beginning = { opening: '', args: { case: current.number }, files, ...(answers && { answers }) };
  const outcome = await startForm(disputeForm, beginning, context);
  return { ...outcome, replies: withSettles(outcome.replies, settledAnswer(current, settling, context)) };
}

/** As many of the person's latest cases are looked at. */
const LATEST = 10;

/** The person's, of which they are asked whether they are settled. */
export async function answeredCases({ person, reads }: Context): Promise<Case[]> {
  const latest = person ? await reads.casesOf(person.id, LATEST) : [];
  return latest.filter(({ status }) => status === 'answered');
}

/** Undefined: the words are no answer to "is it settled?", or no case waits for one. */
export async function settleInWords(words: string, context: Context): Promise<Outcome | undefined> {
  const settling = readSettling(words);
  if (!settling || !context.person) return undefined;
  const answered = await answeredCases(context);
  const [only] = answered;
  if (!only) return undefined;
  return answered.length === 1 ? await settleCase(only, settling, context) : whichCase(answered, settling, context);
}

/** As people answer "is it settled?", folded and without spaces and punctuation. */
const SAID: Readonly<Record<Settling, RegExp>> = {
  confirm:
    /^(?:好的?|谢谢您?)?(?:问题|事情)?(?:已经?|都|全部?)*(?:解决|搞定|处理好|弄好|办好)(?:了|好了|啦|咗)?(?:谢谢您?)?$|^(?:很|非常)?满意$|^(?:yes)?(?:(?:thats|its|itis|everythingis)(?:all|now)?)?(?:settled|solved|resolved)(?:now)?(?:thanks|thankyou)?$/,
  dispute:
    /^(?:问题|事情)?(?:还|仍|都|仲|根本|并)*(?:没有?|未|冇)(?:完全)?(?:解决|搞定|处理好?|弄好|好)?(?:呢|啊|呀)?$|^不太?满意$|^(?:no)?(?:(?:thats|its|itis)?(?:still)?not(?:settled|solved|resolved)?(?:yet)?)$|^(?:its|itis)?(?:still)?(?:unsettled|unsolved|unresolved)$/,
};

/** A button's label in any language, a plain yes or no, or what says the same. */
export function readSettling(words: string): Settling | undefined {
  const written = bare(words);
  const named = SETTLINGS.find((settling) =>
    typedLabels(say(`case.button.${settling}`)).some((label) => bare(label) === written),
  );
  const control = readControl(words);
  const said = SETTLINGS.find((settling) => SAID[settling].test(written));
  return named ?? said ?? (control === 'yes' ? 'confirm' : control === 'no' ? 'dispute' : undefined);
}

/** Folded, without spaces and punctuation. */
const bare = (words: string): string => fold(words).replace(/[\p{P}\p{S}\s]+/gu, '');

function whichCase(cases: readonly Case[], settling: Settling, { person, zone }: Context): Outcome {
  const lines: Text[] = cases.map((one) => lineOf(one, person?.zone ?? zone));
  return atOnce({
    text: { lines: [say(`case.which.${settling}`), ...lines] },
    buttons: cases.map((one) => ({
      id: caseButtonId(one, settling, answerStamp(one)),
      label: { verbatim: one.number },
    })),
  });
}
