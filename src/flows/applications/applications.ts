/** Which act on applications a button means, and whether whoever presses it may. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import { isOver } from '../../domain/application.ts';
import { may } from '../../domain/rights.ts';
import { openInDialog, stale } from '../forms.ts';
import { applicationToDecide } from './application-access.ts';
import { DESK_ACTS, type DeskAct, EXPORT_ID, OWN_ACTS, parseApplicationButton } from './application-buttons.ts';
import { gone, show, showDossier, showHealth } from './application-desk.ts';
import { DESK_FORM_OF } from './application-desk-forms.ts';
import { exported } from './application-list.ts';
import { pressApply, pressOwn } from './apply.ts';

export async function pressApplication(id: string, context: Context): Promise<Outcome> {
  const begun = await pressApply(id, context);
  if (begun) return begun;
  if (id === EXPORT_ID)
    return may(context.person, 'applications.decide')
      ? exported(context)
      : atOnce({ text: say('command.not-allowed') });
  const pressed = parseApplicationButton(id);
  if (!pressed) return stale();
  const own = OWN_ACTS.find((one) => one === pressed.act);
  if (own) return await pressOwn(pressed.id, own, context);
  const act = DESK_ACTS.find((one) => one === pressed.act);
  return act ? await pressDesk(pressed.id, act, context) : stale();
}

/** Whoever may not decide is told the same whether or not there is such an application. */
async function pressDesk(id: string, act: DeskAct, context: Context): Promise<Outcome> {
  const current = await applicationToDecide(id, context);
  if (!current) return gone();
  switch (act) {
    case 'show':
      return await show(current, context);
    case 'dossier':
      return await showDossier(current, context);
    case 'told-health':
      return await showHealth(current, context);
    case 'ask':
    case 'invite':
    case 'wait':
    case 'decline': {
      if (isOver(current)) return atOnce({ text: say('apply.no.over') });
      if (act === 'ask' && current.asked) return atOnce({ text: say('apply.no.asked-already') });
      const args = {
        application: current.id,
        seq: String(current.seq),
        ...(act === 'invite' && { zone: context.zone }),
      };
      return await openInDialog(DESK_FORM_OF[act], { opening: '', args }, context);
    }
    default:
      return act satisfies never;
  }
}
