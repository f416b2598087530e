/** What the desk looks things up with: the queue, what failed, one case. The answer stays in a panel and is asked for anew. */
import { act } from './api.js';
import { el, fill, focusIn, focusOn, uuid } from './dom.js';
import { messageParts } from './message.js';
import { says, timeOf, tool, word } from './words.js';

/** News come in bursts; a panel that is asked for after each of them would be all that the server does. */
const REFRESH_MS = 800;
const RETRY_MS = 3000;
/** `C-1042` and `1042` are a case; a longer number may be a phone's. */
const CASE_NUMBER = /^#?(?:c-?\d{1,12}|\d{1,6})$/i;

/** `onAnswer` shows dialogs and gives back the messages. */
export function createDesk({ onAnswer }) {
  /** Where the person has been: { input, message, at }; the last one is shown. */
  const views = [];
  let asked = 0;
  let timer;

  const command = (name, text = '') => look({ type: 'command', name, text });
  const wanted = el('input', { type: 'search', autocomplete: 'off', spellcheck: 'false' });
  says(says(wanted, 'desk.search', 'aria-label'), 'desk.search', 'placeholder');
  const tools = ['queue', 'mine', 'failed', 'replies'].map((name) =>
    says(el('button', { click: () => command(name) }), `desk.${name}`),
  );
  const submit = (event) => {
    event.preventDefault();
    const words = wanted.value.trim();
    if (words === '') wanted.focus();
    else command(CASE_NUMBER.test(words) ? 'case' : 'search', words);
  };
  const search = el('form', { role: 'search', submit }, wanted, says(el('button', { type: 'submit' }), 'desk.show'));
  const bench = says(el('div.tools', { role: 'group' }, ...tools, search), 'desk.tools', 'aria-label');

  const body = says(el('div.body', { tabindex: 0, role: 'group' }), 'desk.panel', 'aria-label');
  const notice = el('p.notice', { role: 'status' });
  const asOf = el('span.as-of');
  const back = tool('desk.back', 'back', () => {
    views.pop();
    draw();
    focusOn(body);
    refresh();
  });
  const shut = tool('desk.close', 'close', () => {
    asked += 1;
    clearTimeout(timer);
    views.length = 0;
    panel.hidden = true;
    tools[0].focus();
  });
  const bar = el('div.bar', {}, back, asOf, tool('desk.refresh', 'refresh', refresh), shut);
  const panel = el('div.panel', { hidden: true }, bar, notice, body);

  /** Asks and shows the answer, as a new place or (`anew`) in place of the last. */
  async function look(input, anew = false) {
    asked += 1;
    const mine = asked;
    const outcome = await act({ id: uuid(), pane: 'desk', input });
    if (mine !== asked) return;
    panel.hidden = false;
    notice.textContent = '';
    if (outcome.type === 'ok') return take(input, onAnswer(outcome.value.immediate).at(-1)?.message, anew);
    notice.textContent = outcome.problem || word('send.waiting');
    if (outcome.type === 'again') later(outcome.afterMs ?? RETRY_MS, () => look(input, anew));
  }

  function take(input, message, anew) {
    const isCommand = input.type === 'command';
    // A few words answer a button beside what it belongs to; more than that is a place to go to.
    const isPlace = message && (isCommand || message.buttons?.length || message.facts?.length);
    if (isPlace) {
      if (anew) views.pop();
      // A command begins anew; what is opened from there can be left again.
      else if (isCommand) views.length = 0;
      views.push({ input, message, at: new Date().toISOString() });
    } else {
      notice.textContent = message?.text ?? '';
      news();
    }
    draw(anew || !isPlace);
  }

  function draw(stays = false) {
    const view = views.at(-1);
    const focused = focusIn(body);
    const top = stays ? body.scrollTop : 0;
    back.hidden = views.length < 2;
    asOf.textContent = view ? word('desk.as-of', { time: timeOf(view.at) }) : '';
    fill(body, ...(view ? messageParts(view.message, press) : []));
    body.scrollTop = top;
    if (!focused || body.contains(focused)) return;
    focusOn([...body.querySelectorAll('button')].find((one) => one.dataset.id === focused.dataset.id) ?? body);
  }

  async function press(button, pressed) {
    pressed.ariaBusy = 'true';
    await look({ type: 'action', id: button.id });
    pressed.ariaBusy = null;
  }

  function refresh() {
    const view = views.at(-1);
    if (view) look(view.input, true);
  }

  function later(ms, work) {
    clearTimeout(timer);
    timer = setTimeout(work, ms);
  }

  /** Something has happened at the desk. */
  function news() {
    if (views.length > 0 && !document.hidden) later(REFRESH_MS, refresh);
  }

  return { node: el('div.desk', {}, bench, panel), news, redraw: refresh };
}
