/** When headquarters has answered a question that came from a dossier. */
import type { Context, Effect } from '../../core/flow.ts';
import type { Case, CaseAct } from '../../domain/case.ts';

export const DOSSIER_TIMER = 'dossier.answer';

/** The dossier is another conversation's, so a timer that is due at once brings the answer there. */
export function dossierAfter({ id, seq, facts, takenOverBy }: Case, act: CaseAct, { now }: Context): Effect[] {
  // While a colleague chats with the person, not every line is an answer.
  const answers = act.type === 'resolve' || (act.type === 'reply' && !takenOverBy);
  if (!answers || typeof facts.dossier !== 'string') return [];
  const ids = { case: id, dossier: facts.dossier, entry: String(seq) };
  return [{ type: 'timer', timer: { key: `${DOSSIER_TIMER}:${id}:${seq}`, dueAt: now, kind: DOSSIER_TIMER, ids } }];
}
