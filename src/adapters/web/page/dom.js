/** Elements, made by hand: words become text nodes, so nothing that a person wrote is ever markup. */

/** An element by `tag.class`, with its attributes, listeners (functions) and children; what is false or missing is left out. */
export function el(what, props = {}, ...children) {
  const [tag, ...classes] = what.split('.');
  const node = document.createElement(tag);
  if (tag === 'button') node.type = 'button';
  if (classes.length > 0) node.className = classes.join(' ');
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name, value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  return fill(node, ...children);
}

export function fill(node, ...children) {
  node.replaceChildren(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return node;
}

/** Puts the focus somewhere without moving what is read. */
export const focusOn = (node) => node?.focus({ preventScroll: true });

export const focusIn = (node) => (node.contains(document.activeElement) ? document.activeElement : undefined);

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const SHAPES = {
  attach: 'M14.5 6.5 8 13a2.1 2.1 0 0 0 3 3l6.5-6.500a4.2 4.2 0 0 0-6-6L5 10a6.3 6.3 0 0 0 9 9l5-5',
  send: 'M4 12h15M13 6l6 6-6 6',
  slash: 'M15 5 9 19',
  close: 'm6 6 12 12M18 6 6 18',
  refresh: 'M19 12a7 7 0 1 1-2-4.900M19 4v4h-4',
  back: 'M19 12H5M11 6l-6 6 6 6',
  file: 'M7 3h7l4 4v14H7zM14 3v4h4',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  form: 'M5 5h14v14H5zM8.5 9.500h7M8.5 14h4',
  down: 'M12 5v14M6 13l6 6 6-6',
  check: 'm5 12.5 4.5 4.500L19 7.5',
};

/** A line drawing; it says nothing to a screen reader, its button has the name. */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'icon');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', SHAPES[name]);
  svg.append(path);
  return svg;
}

/** Marks that set the direction of text: in a name or a label they could only mislead ("photo, U+202E, gpj.exe"). */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x1f\x7f-\x9f\u2028\u2029]+/gu;

/** A name, a label, a file's name: on one line, in the order in which it is written. */
export const oneLine = (words) => words.replaceAll(DIRECTION, '').replaceAll(CONTROLS, ' ');

/** `crypto.randomUUID` is missing where the page comes over plain HTTP from another machine. */
export function uuid() {
  const digit = (mask) => (mask ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (mask / 4)))).toString(16);
  return '10000000-1000-4000-8000-100000000000'.replaceAll(/[018]/g, digit);
}

/** What the tab keeps over a reload. Storage may be full or forbidden: then it keeps nothing, and all else works. */
export const kept = {
  get(key) {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? 'null');
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      if (value === undefined) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Nothing is kept then.
    }
  },
};
