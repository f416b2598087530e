/** A message as elements: words, facts, files, buttons. The same in a chat and in the desk's panel. */
import { fileUrl } from './api.js';
import { el, icon, oneLine } from './dom.js';
import { word } from './words.js';

/** What people write, line by line. Its direction is its own and ends with it. */
export const prose = (text, name = 'words') => el(`p.${name}`, { dir: 'auto' }, text);

/** `settled`: the question is answered, perhaps by one of its buttons; nothing can be pressed any more. */
export const messageParts = ({ text, facts, attachments, buttons = [], print }, onPress, settled) => [
  text !== '' && prose(text),
  facts?.length && el('dl.facts', {}, ...facts.map(fact)),
  attachments?.length && attachmentList(attachments),
  (buttons.length > 0 || print) &&
    el('div.choices', {}, ...buttons.map((button) => choice(button, onPress, settled)), print && printLink(print)),
];

const printLink = ({ dossier, label }) =>
  el(
    'a.choice',
    { href: `/print/dossier/${encodeURIComponent(dossier)}`, target: '_blank', rel: 'noopener' },
    icon('print'),
    el('bdi', {}, oneLine(label)),
  );

const fact = ({ label, value }) =>
  el('div', {}, el('dt', { dir: 'auto' }, oneLine(label)), el('dd', { dir: 'auto' }, value));

function choice(button, onPress, settled) {
  const chosen = settled !== undefined && settled.chosen === button.label;
  const props = {
    disabled: settled !== undefined,
    'data-id': button.id,
    'aria-haspopup': button.opens && 'dialog',
    click: () => onPress(button, node),
  };
  const node = el(
    `button.choice${button.style ? `.${button.style}` : ''}${button.minor ? '.minor' : ''}${chosen ? '.chosen' : ''}`,
    props,
    chosen && icon('check'),
    el('bdi', {}, oneLine(button.label)),
    button.opens && icon('form'),
    chosen && el('span.unseen', {}, ` (${word('chosen')})`),
  );
  return node;
}

export const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
/** The bytes of a file may come a moment after word of it. */
const PICTURE_TRIES = 6;

export const attachmentList = (attachments) =>
  el('ul.files', {}, ...attachments.map((one) => el('li', {}, attachment(one))));

/** `picture`: shown from memory, for as long as only this page has it. */
function attachment({ fileId, name, type, picture }) {
  const shown = oneLine(name) || word('files.unnamed');
  const words = [icon('file'), el('bdi', {}, shown)];
  if (picture) return el('figure', {}, el('span.picture', {}, thumbnail(picture)), el('figcaption.file', {}, words));
  const label = word('files.download', { name: shown });
  const download = el('a.file', { href: fileUrl(fileId), download: name, 'aria-label': label }, words);
  if (!PICTURES.has(type)) return download;
  const src = fileUrl(fileId, true);
  const link = { href: src, target: '_blank', rel: 'noopener', 'aria-label': word('files.open', { name: shown }) };
  return el('figure', {}, el('a.picture', link, thumbnail(src)), el('figcaption', {}, download));
}

/** A small picture; asked for again while it is on its way, and taken away when it does not come. */
export function thumbnail(src) {
  let tries = 0;
  const error = () => {
    tries += 1;
    if (tries >= PICTURE_TRIES || src.startsWith('blob:')) image.parentElement?.remove();
    else setTimeout(() => image.setAttribute('src', src), 400 * 2 ** tries);
  };
  const image = el('img', { src, alt: '', decoding: 'async', load: () => image.classList.add('there'), error });
  return image;
}
