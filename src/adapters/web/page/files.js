/** Files on their way in: uploaded as soon as they are chosen, shown with a picture, and removable until they are sent. */
import { insist, upload } from './api.js';
import { el, fill, icon, oneLine } from './dom.js';
import { PICTURES, thumbnail } from './message.js';
import { sizeOf, word } from './words.js';

/** `max`: how many there may be. */
export function createTray({ pane, limits, max = limits.filesPerMessage, onChange = () => {}, onProblem }) {
  const node = el('ul.tray', { hidden: true });
  const pick = el('input', {
    type: 'file',
    multiple: true,
    hidden: true,
    accept: limits.accept,
    change: () => {
      add(pick.files);
      pick.value = '';
    },
  });
  let items = [];

  function draw() {
    node.hidden = items.length === 0;
    fill(node, ...items.map(row));
    onChange();
  }

  function row(item) {
    const name = oneLine(item.name);
    const size = item.size > 0 ? sizeOf(item.size) : '';
    const state = item.state === 'there' ? size : (item.problem ?? word(`files.${item.state}`));
    return el(
      `li.${item.state}`,
      {},
      item.picture ? el('span.preview', {}, thumbnail(item.picture)) : icon('file'),
      el('span.about', {}, el('bdi', {}, name), el('small', {}, state)),
      el('button.plain', { 'aria-label': word('files.remove', { name }), click: () => remove(item) }, icon('close')),
    );
  }

  function remove(item) {
    const index = items.indexOf(item);
    items = items.filter((other) => other !== item);
    draw();
    node.querySelectorAll('button')[Math.min(index, items.length - 1)]?.focus();
  }

  async function bring(item, file) {
    const onAgain = () => {
      item.state = 'waiting';
      draw();
    };
    const outcome = await insist(() => upload(pane, file), { onAgain, wanted: () => items.includes(item) });
    if (!outcome) return;
    if (outcome.type === 'ok') Object.assign(item, outcome.value.file, { state: 'there' });
    else Object.assign(item, { state: 'refused', problem: outcome.problem || word('files.refused') });
    draw();
  }

  function add(files) {
    for (const file of files) {
      if (items.length >= max) {
        onProblem(word('files.too-many', { max }));
        break;
      }
      if (file.size > limits.fileBytes) {
        onProblem(word('files.too-large', { name: oneLine(file.name), max: sizeOf(limits.fileBytes) }));
        continue;
      }
      const { name, size, type } = file;
      const item = { name, size, type, state: 'uploading' };
      if (PICTURES.has(type)) item.picture = URL.createObjectURL(file);
      items.push(item);
      item.done = bring(item, file);
    }
    draw();
  }

  return {
    node,
    pick,
    add,
    draw,
    /** Shows what has been uploaded before, or nothing any more. */
    restore(files = []) {
      items = files.map((file) => ({ ...file, state: 'there' }));
      draw();
    },
    /** When nothing is on its way any more. */
    settled: () => Promise.all(items.map(({ done }) => done)),
    /** What the server has. */
    files: () =>
      items
        .filter(({ state }) => state === 'there')
        .map(({ id, name, type, size, picture }) => ({ id, name, type, size, picture })),
    has: (...states) => items.some(({ state }) => states.includes(state)),
  };
}
