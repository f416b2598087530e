/** A form filled in all at once. It asks anew when an answer changes what is asked, and keeps what was typed when it is closed. */
import { act, insist } from './api.js';
import { el, fill, focusIn, icon, oneLine, uuid } from './dom.js';
import { createTray } from './files.js';
import { sizeOf, word } from './words.js';

/** More choices than that are a list to open. */
const RADIOS_MAX = 6;

/** `onAnswer`: what was answered besides the dialog. `onLeave`: closed with something typed. */
export function createDialog({ pane, limits, onAnswer, onLeave, onClosed }) {
  const id = `${pane}-dialog`;
  const title = el('h2', { id: `${id}-title` });
  const status = el('p.notice', { role: 'status' });
  const about = el('p.ask', { id: `${id}-about` });
  const fields = el('div.fields');
  const send = el('button.choice.primary', { type: 'submit' });
  const shut = el('button.plain', { click: leave }, icon('close'));
  const hint = el('p.hint');
  const form = el('form', { novalidate: true, submit }, el('header', {}, title, shut), about, fields);
  form.append(el('footer', {}, status, hint, send));
  const node = el('dialog.form', { 'aria-labelledby': title.id, 'aria-describedby': about.id, cancel: leave }, form);

  let current;
  /** By the field's name: { field, node, control, value, tray }. */
  const shown = new Map();
  /** What stood there when it was opened. */
  let untouched = '';
  let busy = false;
  /** Only the answer to the latest question about the form counts. */
  let asked = 0;

  function input(then) {
    const values = {};
    const files = {};
    for (const [name, { tray, value, moment }] of shown) {
      if (tray) files[name] = tray.files().map((file) => file.id);
      else values[name] = value();
      if (moment)
        values[`${name}.pick`] = moment
          .map((part) => part.value)
          .join(' ')
          .trim();
    }
    return { type: 'dialog', form: current.form, draft: current.draft, values, files, then };
  }

  function open(dialog) {
    if (node.open && current.draft !== dialog.draft) leave();
    if (node.open) return show(dialog);
    show(dialog);
    status.textContent = '';
    untouched = JSON.stringify(input());
    node.showModal();
    focusFirst();
  }

  function show(dialog) {
    current = dialog;
    title.textContent = oneLine(dialog.title);
    about.textContent = dialog.about ?? '';
    about.hidden = !dialog.about;
    send.textContent = oneLine(dialog.submit);
    shut.setAttribute('aria-label', word('dialog.close'));
    hint.textContent = word('dialog.hint');
    const focused = focusIn(node)?.id;
    const before = new Map(shown);
    shown.clear();
    for (const field of dialog.fields) {
      const known = before.get(field.name);
      const same = known?.field.type === field.type && known.field.filled === field.filled;
      const typed = same ? known.value() : undefined;
      const one = known && shapeOf(known.field) === shapeOf(field) ? known : make(field, typed, known?.moment);
      shown.set(field.name, { ...one, field });
    }
    // What stays where it is keeps its focus and an open input method.
    const nodes = [...shown.values()].map((one) => one.node);
    for (const child of [...fields.children]) if (!nodes.includes(child)) child.remove();
    for (const [index, child] of nodes.entries())
      if (fields.children[index] !== child) fields.insertBefore(child, fields.children[index] ?? null);
    for (const { name, problem } of dialog.fields) complain(name, problem);
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  }

  /** What a field looks like; its value and problem aside. */
  const shapeOf = ({ value: _, problem: __, attachments: ___, ...shape }) => JSON.stringify(shape);

  function make(field, typed, chosen) {
    const { name, type, choices = [], optional } = field;
    const fieldId = `${id}-${name}`;
    const value = typed ?? field.value ?? '';
    const changed = () => {
      complain(name);
      if (field.refreshes) refresh();
    };
    const common = {
      id: fieldId,
      name: fieldId,
      dir: 'auto',
      'aria-describedby': `${fieldId}-ask ${fieldId}-example ${fieldId}-problem`,
      'aria-required': optional ? undefined : 'true',
      change: changed,
      input: () => complain(name),
    };
    const made =
      type === 'files'
        ? fileInput(field, common)
        : type === 'choice' && choices.length <= RADIOS_MAX
          ? radios(field, common, value)
          : { control: type === 'choice' ? select(choices, common, value) : textInput(type, common, value) };
    const { control, group, tray } = made;
    const label = [oneLine(field.label), optional && el('small', {}, ` ${word('dialog.optional')}`)];
    const picked = field.pick ? pickers(field.pick, common, chosen) : undefined;
    const node = el(
      `${group ? 'fieldset' : 'div'}.field`,
      { 'data-field': name, ...(group && { 'aria-describedby': common['aria-describedby'] }) },
      group ? el('legend', {}, ...label) : el('label', { for: fieldId }, ...label),
      field.ask !== field.label && el('p.ask', { id: `${fieldId}-ask`, dir: 'auto' }, field.ask),
      field.example && el('p.example', { id: `${fieldId}-example`, dir: 'auto' }, field.example),
      group ?? control,
      picked?.row,
      el('p.problem', { id: `${fieldId}-problem`, dir: 'auto', hidden: true }),
    );
    return {
      node,
      tray,
      moment: picked?.parts,
      control: () =>
        control ?? group.querySelector('input:checked') ?? group.querySelector('input:not([hidden]), button'),
      value: () => (group ? (group.querySelector('input:checked')?.value ?? '') : control.value),
    };
  }

  function textInput(type, common, value) {
    const control =
      type === 'text' ? el('textarea', { ...common, rows: 3 }) : el('input', { ...common, autocomplete: 'off' });
    control.value = value;
    return control;
  }

  /** A day and a time beside the words. What was chosen stays when their zone changes. */
  function pickers({ day, time, first, last }, { id: fieldId, 'aria-describedby': describedBy, input }, chosen = []) {
    const shared = { 'aria-describedby': describedBy, input };
    const parts = [
      el('input', { ...shared, id: `${fieldId}-day`, type: 'date', min: first, max: last }),
      el('input', { ...shared, id: `${fieldId}-time`, type: 'time', step: 1800 }),
    ];
    for (const [index, part] of parts.entries()) part.value = chosen[index]?.value ?? '';
    const [onDay, atTime] = parts;
    const row = el('div.moment', {}, el('label', {}, oneLine(day), onDay), el('label', {}, oneLine(time), atTime));
    return { parts, row };
  }

  const select = (choices, common, value) =>
    el(
      'select',
      common,
      ...[{ value: '', label: word('dialog.choose') }, ...choices].map((choice) =>
        el('option', { value: choice.value, selected: choice.value === value }, oneLine(choice.label)),
      ),
    );

  function radios({ choices, optional }, { id: first, name, change }, value) {
    // What may be left out can be taken back.
    const all = optional ? [...choices, { value: '', label: word('dialog.none') }] : choices;
    const rows = all.map((choice, index) => {
      const checked = choice.value === value;
      const radio = { type: 'radio', id: `${first}-${index}`, name, value: choice.value, checked, change };
      return el('label', {}, el('input', radio), el('bdi', {}, oneLine(choice.label)));
    });
    return { group: el('div.radios', {}, ...rows) };
  }

  function fileInput({ name, max, attachments = [] }, { id: buttonId }) {
    const most = Math.min(max ?? limits.filesPerMessage, limits.filesPerMessage);
    const tray = createTray({ pane, limits, max: most, onProblem: (words) => complain(name, words) });
    tray.restore(attachments.map(({ fileId, ...file }) => ({ ...file, id: fileId, size: 0 })));
    const words = word('dialog.attach', { max: most, size: sizeOf(limits.fileBytes) });
    const click = () => {
      complain(name);
      tray.pick.click();
    };
    const button = el('button.choice', { id: buttonId, click }, icon('attach'), words);
    return { tray, group: el('div', {}, tray.node, button, tray.pick) };
  }

  function complain(name, words = '') {
    const one = shown.get(name);
    if (!one) return;
    const place = one.node.querySelector(':scope > .problem');
    place.textContent = words;
    place.hidden = words === '';
    one.node.classList.toggle('wrong', words !== '');
    if (one.node.matches('fieldset')) return;
    one.control().ariaInvalid = words === '' ? null : 'true';
  }

  function focusFirst() {
    const all = [...shown.values()];
    const first = all.find((one) => one.node.classList.contains('wrong')) ?? all[0];
    first?.control()?.focus();
    first?.node.scrollIntoView({ block: 'nearest' });
  }

  /** Nothing is kept by it, so one that fails is simply asked with the next change, or told by the submit. */
  async function refresh() {
    asked += 1;
    const mine = asked;
    const outcome = await act({ id: uuid(), pane, input: input('refresh') });
    if (mine !== asked || !node.open || outcome.type !== 'ok') return;
    // While it is filled in, nobody wants to hear what is not there yet.
    for (const { dialog } of outcome.value.immediate)
      if (dialog) show({ ...dialog, fields: dialog.fields.map(({ problem: _, ...field }) => field) });
  }

  async function submit(event) {
    event.preventDefault();
    if (busy) return;
    busy = true;
    asked += 1;
    send.setAttribute('aria-disabled', 'true');
    const trays = [...shown.values()].flatMap(({ tray }) => tray ?? []);
    const waits = trays.some((tray) => tray.has('uploading', 'waiting'));
    status.textContent = word(waits ? 'composer.uploading' : 'dialog.sending');
    await Promise.all(trays.map((tray) => tray.settled()));
    const sent = node.open && { id: uuid(), pane, input: input() };
    const onAgain = ({ problem }) => {
      status.textContent = problem || word('send.waiting');
    };
    const outcome = await insist(() => act(sent), { onAgain, wanted: () => node.open });
    if (outcome?.type === 'ok') submitted(outcome.value.immediate);
    else if (outcome) status.textContent = outcome.problem || word('send.refused');
    busy = false;
    send.removeAttribute('aria-disabled');
  }

  function submitted(immediate) {
    const wrong = immediate.find((answer) => answer.type === 'problems');
    if (!wrong) close();
    onAnswer(immediate.filter((answer) => answer !== wrong));
    if (!wrong) return;
    if (wrong.dialog) show(wrong.dialog);
    const astray = wrong.problems.filter(({ field }) => !shown.has(field)).map(({ text }) => text);
    for (const { field, text } of wrong.problems) complain(field, text);
    status.textContent = [word('dialog.problems'), ...astray].join('\n');
    focusFirst();
  }

  function close() {
    asked += 1;
    node.close();
    shown.clear();
    fill(fields);
    onClosed();
  }

  /** Closed by the person: what was typed is kept, and the form goes on in the chat. */
  function leave(event) {
    event?.preventDefault();
    if (current.fresh || JSON.stringify(input()) !== untouched) onLeave(input('leave'));
    close();
  }

  addEventListener('pagehide', () => {
    if (node.open) leave();
  });

  return { node, open };
}
