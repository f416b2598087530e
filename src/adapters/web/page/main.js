/** Puts the page together: the session's words and people, the stream that feeds them, the language, and which pane a phone shows. */
import { insist, loadSession } from './api.js';
import { el, kept, oneLine } from './dom.js';
import { createPane } from './pane.js';
import { openStream } from './stream.js';
import { says, useWords, word } from './words.js';

/** The first one that a phone shows. */
const FIRST = 'franchisee';

function start(session) {
  useWords(session);
  const panes = new Map();
  const tabs = new Map();
  for (const person of session.panes) {
    const words = el('bdi', {}, oneLine(person.label));
    const count = el('span.count', { hidden: true });
    const button = el('button', { click: () => choose(person.pane) }, words, count);
    const onUnread = (unread) => {
      count.hidden = unread === 0;
      count.textContent = String(unread);
    };
    tabs.set(person.pane, { button, words });
    panes.set(person.pane, createPane({ person, limits: session.limits, onUnread }));
  }

  function choose(pane) {
    kept.set('pane', pane);
    document.body.dataset.pane = pane;
    for (const [name, { button }] of tabs) button.ariaCurrent = String(name === pane);
    panes.get(pane)?.shown();
  }

  const stateWords = el('span');
  const state = el('p.connection', { role: 'status' }, el('i', { 'aria-hidden': 'true' }), stateWords);
  const reload = el('button.choice', { hidden: true, click: () => location.reload() });
  says(reload, 'reload');
  function tell(now) {
    state.dataset.state = now;
    stateWords.textContent = word(`state.${now}`);
    reload.hidden = now !== 'ended';
  }

  const choices = session.languages.map(({ value, label }) =>
    el('button', { lang: value, value, click: () => speak(value) }, label),
  );
  const markLanguage = () => {
    for (const choice of choices) choice.ariaPressed = String(choice.value === session.language);
  };

  async function speak(language) {
    for (const pane of panes.values()) pane.speak(language);
    const outcome = await loadSession(language);
    if (outcome.type !== 'ok') return tell('away');
    Object.assign(session, outcome.value);
    useWords(session);
    markLanguage();
    tell(state.dataset.state);
    for (const { pane, label } of session.panes) {
      tabs.get(pane).words.textContent = oneLine(label);
      panes.get(pane).relabel(label);
    }
  }

  const languages = says(el('div.languages', { role: 'group' }, ...choices), 'language', 'aria-label');
  const nav = el('nav.tabs', {}, ...[...tabs.values()].map(({ button }) => button));
  document
    .querySelector('.top')
    .append(
      el('div.brand', {}, says(el('h1'), 'title'), says(el('p'), 'subtitle')),
      state,
      reload,
      languages,
      says(nav, 'panes', 'aria-label'),
    );
  document.querySelector('main').append(...[...panes.values()].map(({ node }) => node));
  markLanguage();
  tell('connecting');
  choose(panes.has(kept.get('pane')) ? kept.get('pane') : FIRST);

  // A file that misses its pane would replace the page.
  for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());

  openStream({
    panes: [...panes.keys()],
    onEntry: (entry) => panes.get(entry.pane)?.take(entry),
    onReady: () => {
      for (const pane of panes.values()) pane.ready();
      document.body.dataset.ready = 'true';
    },
    onState: (now) => {
      if (state.dataset.state !== 'ended') tell(now);
    },
    onRefused: async () => {
      const outcome = await loadSession();
      if (outcome.type === 'refused' && outcome.status === 401) tell('ended');
    },
  });
}

const unreachable = document.querySelector('.unreachable');
const onAgain = () => {
  unreachable.hidden = false;
};
const ask = async () => {
  const outcome = await loadSession();
  return outcome.type === 'ok' ? outcome : { type: 'again' };
};
const { value } = await insist(ask, { onAgain });
unreachable.hidden = true;
start(value);
