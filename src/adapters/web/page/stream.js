/**
 * What the server tells, in order and without gaps. The browser connects again by itself and says where it was; where it gives up
 * (an answer other than a stream) this goes on with the same place.
 */
import { pauseAfter } from './api.js';

/** A browser has six connections to one server for all its tabs; one that nobody looks at gives its own back after a while. */
const HIDDEN_MS = 60_000;
/** After so many refusals the place may be what is refused: then the history is asked for anew. Its keys keep it from doubling. */
const REFUSALS = 3;

export function openStream({ panes, onEntry, onReady, onState, onRefused }) {
  let position = '';
  let refusals = 0;
  let source;
  let timer;

  function open() {
    clearTimeout(timer);
    source?.close();
    const after = position === '' ? '' : `&after=${encodeURIComponent(position)}`;
    const made = new EventSource(`/api/stream?panes=${panes.join(',')}${after}`);
    source = made;
    made.addEventListener('open', () => {
      refusals = 0;
      onState('connected');
    });
    made.addEventListener('entry', (event) => {
      const entry = read(event.data);
      if (entry) onEntry(entry);
      if (event.lastEventId) position = event.lastEventId;
    });
    made.addEventListener('ready', (event) => {
      if (event.lastEventId) position = event.lastEventId;
      onReady();
    });
    made.addEventListener('error', () => {
      if (made !== source) return;
      onState('away');
      if (made.readyState !== EventSource.CLOSED) return;
      refusals += 1;
      if (refusals >= REFUSALS) position = '';
      onRefused();
      timer = setTimeout(open, pauseAfter(refusals));
    });
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }

  document.addEventListener('visibilitychange', () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(close, HIDDEN_MS);
    else if (source?.readyState !== EventSource.OPEN) open();
  });
  addEventListener('online', open);
  open();
}

function read(data) {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
