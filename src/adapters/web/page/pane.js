/** One of the three people: their conversation, where they write, and the forms that open for them. */
import { createChat } from './chat.js';
import { createComposer } from './composer.js';
import { createDesk } from './desk.js';
import { createDialog } from './dialog.js';
import { el, fill, oneLine } from './dom.js';
import { createSending } from './sending.js';
import { says, word } from './words.js';

const STARTERS = { prospect: ['start', 'dossier'], franchisee: ['start', 'complaint'], desk: ['help'] };

export function createPane({ person: { pane, label, name }, limits, onUnread }) {
  /** Pressed, and not answered yet. */
  const pressed = new Map();
  let ready = false;

  const sending = createSending({
    pane,
    onState: (send) => {
      if (send.state === 'refused') release(send);
      if (!isQuiet(send)) chat.sending(send);
      welcome();
    },
    onStored: (send, { key, immediate }) => {
      release(send);
      chat.stored(send, key);
      const answers = show(immediate);
      if (!isOfPage(send)) for (const { message } of answers) chat.note(message);
    },
  });
  const chat = createChat({
    name,
    onPress: (button, pressedNode) => {
      if (pressedNode.ariaBusy === 'true') return;
      pressedNode.ariaBusy = 'true';
      pressed.set(
        sending.add({ type: 'action', id: button.id }, { kind: 'action', button: button.label }),
        pressedNode,
      );
    },
    onTakeBack: (send) => {
      sending.drop(send);
      chat.drop(send);
      composer.takeBack(send);
    },
    onUnread,
    isShown: () => node.offsetParent !== null,
  });
  const dialog = createDialog({
    pane,
    limits,
    onAnswer: (immediate) => {
      for (const { message } of show(immediate)) chat.note(message);
    },
    onLeave: (input) => sending.add(input, { kind: 'dialog' }),
    // The browser gives the focus back to what opened it, unless that is gone by now.
    onClosed: () => {
      if (document.activeElement === document.body) composer.box.focus();
    },
  });
  const composer = createComposer({ pane, name, limits, onSend: sending.add });
  const desk = pane === 'desk' ? createDesk({ onAnswer: show }) : undefined;

  const labelNode = el('bdi', {}, oneLine(label));
  const monogram = el('span.monogram', { 'aria-hidden': 'true' }, [...oneLine(name)][0] ?? '');
  const heading = el('h2', { id: `${pane}-heading` }, labelNode);
  const intro = el('div.intro', { hidden: true });
  const node = el(
    `section.pane.${pane}`,
    { id: pane, 'aria-labelledby': heading.id },
    el('div.person', {}, monogram, el('div', {}, heading, el('bdi.name', {}, oneLine(name)))),
    desk?.node,
    intro,
    chat.node,
    composer.node,
    dialog.node,
  );
  says(node, 'files.drop', 'data-drop');

  /** The page speaks the new language itself: no need to say so as well. */
  const isOfPage = ({ input, said }) => input.type === 'action' && !said.button;
  /** Leaving a dialog is only worth a word when what was typed can't be kept. */
  const isQuiet = (send) => send.state !== 'refused' && (send.input.type === 'dialog' || isOfPage(send));

  function release(send) {
    pressed.get(send)?.removeAttribute('aria-busy');
    pressed.delete(send);
  }

  /** Opens dialogs; the messages are given back. */
  function show(immediate) {
    for (const answer of immediate) if (answer.dialog) dialog.open(answer.dialog);
    return immediate.filter((answer) => answer.type === 'message');
  }

  /** A few words to begin with, for as long as nothing has been said. */
  function welcome() {
    intro.hidden = !ready || !chat.isEmpty();
    if (intro.hidden) return fill(intro);
    const starters = STARTERS[pane];
    const start = (command) => {
      composer.box.focus();
      sending.add({ type: 'command', name: command, text: '' }, { kind: 'command', text: `/${command}` });
    };
    const starter = (command) => el('button.choice', { click: () => start(command) }, word(`starter.${command}`));
    fill(intro, el('p', {}, word(`intro.${pane}`)), el('div.choices', {}, ...starters.map(starter)));
  }

  node.addEventListener('dragover', () => node.classList.add('dropping'));
  // It comes for every element on the way.
  node.addEventListener('dragleave', (event) => {
    if (!node.contains(event.relatedTarget)) node.classList.remove('dropping');
  });
  node.addEventListener('drop', (event) => {
    node.classList.remove('dropping');
    const files = event.dataTransfer?.files;
    if (files?.length) composer.addFiles(files);
  });

  return {
    node,
    take(entry) {
      if (!entry.empty) chat.take(entry);
      if (ready) desk?.news();
      welcome();
    },
    ready() {
      chat.ready();
      if (!ready) sending.resume();
      ready = true;
      sending.nudge();
      welcome();
    },
    shown() {
      composer.shown();
      chat.shown();
    },
    relabel(words) {
      labelNode.textContent = oneLine(words);
      chat.redraw();
      composer.redraw();
      desk?.redraw();
      welcome();
    },
    /** As the button below "which language?" does. */
    speak: (language) => sending.add({ type: 'action', id: `l:${language}` }, { kind: 'action' }),
  };
}
