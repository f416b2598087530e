/** Someone begins to call. In the quiet hours of whoever is called that is asked once more. */
import { atOnce, type Context, type Outcome } from '../../core/flow.ts';
import { say } from '../../core/message.ts';
import type { Callback } from '../../domain/callback.ts';
import { isQuiet, outOfQuiet } from '../../domain/quiet-hours.ts';
import { actOnCall, callRefusal, refuseCall } from './callback-acts.ts';
import { callButtonId } from './callback-card.ts';

/** On the button of those who know how late it is there. */
const ALL_THE_SAME = 'night';

export async function startCall(current: Callback, code: string, context: Context): Promise<Outcome> {
  const { now, callRules } = context;
  const { zone } = current.window;
  const refused = callRefusal(current, { type: 'start' }, 'staff', context);
  if (refused) return await refuseCall(current, refused, context);
  if (code === ALL_THE_SAME || !isQuiet(now, zone, callRules.quiet))
    return await actOnCall(current, { type: 'start' }, 'staff', context);
  const until = { instant: outOfQuiet(now, zone, callRules.quiet), zone };
  return atOnce({
    text: say('call.start.night', { time: { instant: now, zone }, until }),
    buttons: [
      { id: callButtonId(current.id, 'start', ALL_THE_SAME), label: say('call.button.start.night') },
      { id: callButtonId(current.id, 'move'), label: say('call.button.move'), opens: 'form' },
    ],
  });
}
