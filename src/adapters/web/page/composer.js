/** Where a person writes: growing lines, files, and a menu of the commands. Enter sends, except while characters are being composed. */
import { el, fill, kept, oneLine } from './dom.js';
import { createTray } from './files.js';
import { says, tool, word } from './words.js';

const KINDS = ['complaint', 'suggest', 'praise', 'service', 'damage', 'dispute'];
const COMMANDS = [...KINDS, 'cases', 'callback', 'language', 'cancel', 'help'];
const PROSPECT_COMMANDS = ['dossier', ...COMMANDS];
/** They want a case's number or words after them. */
const WITH_NUMBER = ['search', 'case', 'claim', 'reply', 'note', 'resolve'];
const STAFF_COMMANDS = ['queue', 'mine', ...WITH_NUMBER, 'replies', 'policies', 'questions', 'failed', ...COMMANDS];
const OFFERED = { prospect: PROSPECT_COMMANDS, franchisee: COMMANDS, desk: STAFF_COMMANDS };

/** `/word rest`; the slash of Chinese keyboards counts as well. Two slashes: a message that begins with one. */
const COMMAND = /^\s*[/／](?<name>[^\s/／]+)\s*(?<rest>.*)$/su;

function readInput(text) {
  if (/^\s*[/／]{2}/u.test(text)) return { type: 'message', text: text.replace(/[/／]/u, '') };
  const { name, rest } = COMMAND.exec(text)?.groups ?? {};
  if (name === undefined) return { type: 'message', text };
  return { type: 'command', name: name.toLowerCase(), text: rest.trimEnd() };
}

export function createComposer({ pane, name, limits, onSend }) {
  const place = `draft ${pane}`;
  const offered = OFFERED[pane];
  const menuId = `${pane}-commands`;
  const noticeId = `${pane}-notice`;
  /** Sent, as soon as its files have arrived. */
  let awaiting = false;
  let active = -1;

  const box = el('textarea', {
    rows: 1,
    dir: 'auto',
    enterkeyhint: 'send',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    'aria-controls': menuId,
    'aria-describedby': noticeId,
    input: typed,
    blur: hideMenu,
    keydown: pressed,
    paste: (event) => {
      const files = event.clipboardData?.files;
      if (!files?.length) return;
      event.preventDefault();
      addFiles(files);
    },
  });
  says(box, 'composer.label', 'aria-label', { name: oneLine(name) });
  says(box, pane === 'desk' ? 'composer.placeholder.desk' : 'composer.placeholder', 'placeholder');
  const notice = el('p.notice', { id: noticeId, role: 'status' });
  const tell = (words) => {
    notice.textContent = words;
  };
  const menu = says(el('ul.menu', { id: menuId, role: 'listbox', hidden: true }), 'composer.commands', 'aria-label');
  const tray = createTray({ pane, limits, onChange: changed, onProblem: tell });
  // The box keeps the focus: leaving it closes the menu.
  const stay = (event) => event.preventDefault();
  const toggle = () => (menu.hidden ? showMenu('') : hideMenu());
  const commands = tool('composer.commands', 'slash', toggle, { 'aria-expanded': 'false', pointerdown: stay });
  const send = tool('composer.send', 'send', undefined, { type: 'submit', class: 'send' });
  const attach = tool('composer.attach', 'attach', () => tray.pick.click());
  const node = el('form.composer', { submit }, menu, tray.node, notice, tray.pick);
  node.append(el('div.line', {}, attach, commands, box, send));

  function changed() {
    const files = tray.files();
    kept.set(place, box.value === '' && files.length === 0 ? undefined : { text: box.value, files });
    box.style.height = 'auto';
    box.style.height = `${box.scrollHeight + 2}px`;
    const count = [...box.value].length;
    const over = count > limits.textMax;
    if (over) tell(word('composer.too-long', { count, max: limits.textMax }));
    const empty = box.value.trim() === '' && !tray.has('there', 'uploading', 'waiting');
    send.disabled = over || empty || awaiting;
  }

  function write(text) {
    box.value = text;
    changed();
    box.focus();
  }

  function addFiles(files) {
    tell('');
    tray.add(files);
    box.focus();
  }

  async function submit(event) {
    event?.preventDefault();
    hideMenu();
    if (send.disabled) return;
    tell('');
    if (tray.has('uploading', 'waiting')) {
      awaiting = true;
      changed();
      tell(word('composer.uploading'));
      await tray.settled();
      awaiting = false;
      changed();
      tell('');
    }
    if (tray.has('refused')) return tell(word('composer.refused-files'));
    const input = readInput(box.value);
    const files = tray.files();
    tray.restore();
    write('');
    const ids = files.map(({ id }) => id);
    const attachments = files.map(({ id, name, type, picture }) => ({ fileId: id, name, type, picture }));
    const withFiles = files.length > 0;
    if (input.type === 'command') {
      onSend(input, { kind: 'command', text: `/${input.name}${input.text && ` ${input.text}`}` });
      // A command takes no files: they follow it.
      if (!withFiles) return;
    }
    const text = input.type === 'command' ? '' : input.text;
    const said = { kind: 'message', text, ...(withFiles && { attachments }) };
    onSend({ type: 'message', text, ...(withFiles && { files: ids }) }, said);
  }

  function showMenu(begun) {
    const found = offered.filter((command) => command.startsWith(begun));
    if (found.length === 0) return hideMenu();
    const row = (command, index) =>
      el(
        'li',
        {
          role: 'option',
          id: `${menuId}-${command}`,
          'data-name': command,
          pointerdown: stay,
          pointerenter: () => mark(index),
          click: () => choose(command),
        },
        el('code', {}, `/${command}`),
        el('span', {}, word(`command.${command}`)),
      );
    fill(menu, ...found.map(row));
    menu.hidden = false;
    commands.ariaExpanded = 'true';
    mark(0);
    box.focus();
  }

  function hideMenu() {
    menu.hidden = true;
    commands.ariaExpanded = 'false';
    box.removeAttribute('aria-activedescendant');
  }

  function mark(index) {
    const options = [...menu.children];
    active = (index + options.length) % options.length;
    for (const [at, option] of options.entries()) option.ariaSelected = String(at === active);
    box.setAttribute('aria-activedescendant', options[active].id);
    options[active].scrollIntoView({ block: 'nearest' });
  }

  function choose(command) {
    hideMenu();
    const goesOn = WITH_NUMBER.includes(command);
    write(`/${command}${goesOn ? ' ' : ''}`);
    if (!goesOn) submit();
  }

  function typed() {
    tell('');
    changed();
    const begun = /^[/／](\w*)$/u.exec(box.value)?.[1];
    if (begun === undefined) hideMenu();
    else showMenu(begun.toLowerCase());
  }

  function pressed(event) {
    // While an input method is open, Enter takes its proposal; Safari says so by the key code only.
    if (event.isComposing || event.keyCode === 229) return;
    const { key } = event;
    if (!menu.hidden) {
      if (key === 'ArrowDown' || key === 'ArrowUp') mark(active + (key === 'ArrowDown' ? 1 : -1));
      else if (key === 'Escape') hideMenu();
      else if (key === 'Enter' || key === 'Tab') choose(menu.children[active].dataset.name);
      else return;
      return event.preventDefault();
    }
    if (key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    submit();
  }

  const before = kept.get(place);
  if (before) {
    box.value = before.text;
    tray.restore(before.files);
  }
  changed();

  return {
    node,
    box,
    addFiles,
    /** What was refused comes back to be changed; what was begun meanwhile stays. */
    takeBack: ({ said }) => write([said.text, box.value].filter(Boolean).join('\n')),
    redraw() {
      hideMenu();
      tray.draw();
    },
    shown: changed,
  };
}
