/**
 * What a person sends in one pane, in order, one at a time. It is tried until the server has it, always with the same id, and it is
 * kept over a reload: the server knows an id that it has seen.
 */
import { act, insist } from './api.js';
import { kept, uuid } from './dom.js';

export function createSending({ pane, onState, onStored }) {
  const place = `sends ${pane}`;
  const sends = [];
  let busy = false;
  let wake = () => {};

  const keep = () => kept.set(place, sends.length > 0 ? sends : undefined);

  const change = (send, state, problem) => onState(Object.assign(send, { state, problem }));

  async function run() {
    if (busy) return;
    busy = true;
    for (;;) {
      const send = sends.find(({ state }) => state !== 'refused');
      if (!send) break;
      const onAgain = ({ problem }) => change(send, 'waiting', problem);
      const outcome = await insist(() => act(send), { onAgain, sleep });
      if (outcome.type === 'ok') {
        drop(send);
        onStored(send, outcome.value);
      } else {
        change(send, 'refused', outcome.problem);
        keep();
      }
    }
    busy = false;
  }

  const sleep = (ms) =>
    new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, ms);
    });

  /** It is stored, or what was refused is taken back. */
  function drop(send) {
    sends.splice(sends.indexOf(send), 1);
    keep();
  }

  return {
    add(input, said) {
      const send = { id: uuid(), pane, input, at: new Date().toISOString(), said, state: 'sending' };
      sends.push(send);
      keep();
      onState(send);
      void run();
      return send;
    },
    drop,
    /** The connection is back: no need to wait longer. */
    nudge: () => wake(),
    /** Goes on with what was under way when the page was left. */
    resume() {
      const left = kept.get(place);
      for (const send of Array.isArray(left) ? left : []) {
        sends.push({ ...send, state: 'sending' });
        onState(sends.at(-1));
      }
      void run();
    },
  };
}
