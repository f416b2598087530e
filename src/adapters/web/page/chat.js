/**
 * One conversation on the screen. Entries have keys and places: one that is there already is updated where it stands, one that comes
 * late is put where it belongs. Beside them stand words that only this page has: what is on its way, and answers given at once.
 */
import { el, fill, focusIn, focusOn, icon, oneLine } from './dom.js';
import { attachmentList, messageParts, prose } from './message.js';
import { dayName, dayOf, momentOf, says, timeOf, word } from './words.js';

/** Sorts behind everything that has a place. */
const LAST = '\uffff';
/** How near to its end a reader counts as following the conversation. */
const NEAR_PX = 60;
/** An open page of a busy desk grows no further; older entries are read at the next visit. */
const ITEMS_MAX = 1000;

export function createChat({ name, onPress, onTakeBack, onUnread, isShown }) {
  /** { order, sub, at, node, type: message|said|note, … }; sorted. */
  const items = [];
  const byKey = new Map();
  /** Questions that are answered, by the key of what asked. */
  const settled = new Map();
  let counter = 0;
  let unread = 0;
  let live = false;
  let following = true;

  const content = el('div.content');
  const log = el('div.log', { role: 'log', 'aria-live': 'off', tabindex: 0 }, content);
  says(log, 'log', 'aria-label', { name: oneLine(name) });
  const pillWords = el('span');
  const pill = el('button.pill', { hidden: true }, icon('down'), pillWords);
  pill.addEventListener('click', () => {
    toEnd();
    focusOn(log);
  });

  log.addEventListener('scroll', () => {
    following = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    if (following) read();
  });
  // Pictures come late, and the composer grows: whoever reads the end goes on reading it.
  const observer = new ResizeObserver(() => {
    if (following) log.scrollTop = log.scrollHeight;
  });
  observer.observe(content);
  observer.observe(log);

  function toEnd() {
    following = true;
    log.scrollTop = log.scrollHeight;
    read();
  }

  function read() {
    if (isShown()) unread = 0;
    sayUnread();
  }

  function sayUnread() {
    pill.hidden = unread === 0 || following;
    pillWords.textContent = word('new-messages', { count: unread });
    onUnread(unread);
  }

  const isBefore = (a, b) => (a.order === b.order ? a.sub < b.sub : a.order < b.order);

  /** The place after everything that has one. */
  const lastOrder = () => items.findLast(({ order }) => order !== LAST)?.order ?? '';

  /** Puts an item where it belongs, or takes it away. */
  function place(item, gone = false) {
    const was = items.indexOf(item);
    if (was >= 0) items.splice(was, 1);
    if (gone) {
      item.node.remove();
      return seam(items[was]);
    }
    let index = items.length;
    while (index > 0 && isBefore(item, items[index - 1])) index -= 1;
    items.splice(index, 0, item);
    const next = items[index + 1]?.node ?? null;
    // Moving an element ends its focus, and a screen reader would read it once more.
    if (!item.node.isConnected || item.node.nextElementSibling !== next) content.insertBefore(item.node, next);
    for (const near of [items[was], items[was + 1], item, items[index + 1]]) seam(near);
    if (items.length > ITEMS_MAX && following) {
      for (const [key, one] of byKey) if (one === items[0]) byKey.delete(key);
      place(items[0], true);
    }
  }

  /** How an item follows the one before it: on a new day, or as the same side going on. */
  function seam(item) {
    if (!item) return;
    const previous = items[items.indexOf(item) - 1];
    const newDay = !previous || dayOf(previous.at) !== dayOf(item.at);
    item.node.querySelector('.day')?.remove();
    if (newDay) item.node.prepend(el('h3.day', {}, dayName(item.at)));
    item.node.classList.toggle('goes-on', !newDay && previous.type === item.type);
  }

  function add(made, key) {
    counter += 1;
    const item = { ...made, sub: counter, node: el('article', { tabindex: -1, 'data-key': key }) };
    if (key !== undefined) byKey.set(key, item);
    draw(item);
    place(item);
    if (live && item.type !== 'said' && !(following && isShown())) {
      unread += 1;
      sayUnread();
    }
  }

  function draw(item) {
    const { node, type, said } = item;
    const focused = focusIn(node);
    node.className = type === 'said' ? `mine ${said.kind}` : type;
    fill(node, ...(type === 'said' ? saidParts(item) : botParts(item)));
    if (items.includes(item)) seam(item);
    if (!focused) return;
    // The pressed button is gone or can't be pressed again: from its message, the next stop is the next question.
    const same = [...node.querySelectorAll('button:enabled')].find((one) => one.dataset.id === focused.dataset.id);
    focusOn(focused.dataset.id && same ? same : node);
  }

  const botParts = ({ type, message, contentKey, at }) => [
    el('span.unseen', {}, word(type === 'note' ? 'aside' : 'bot')),
    el('div.bubble', {}, ...messageParts(message, onPress, settled.get(contentKey))),
    meta(at),
  ];

  function saidParts({ said, send, stored, at }) {
    const { kind, text, button, attachments } = said;
    const words = kind === 'action' ? oneLine(button ?? '') : kind === 'dialog' ? (text ?? word('said.form')) : text;
    const state = send?.state ?? (stored && 'stored');
    return [
      el('span.unseen', {}, word('you')),
      (words || attachments?.length > 0) &&
        el('div.bubble', {}, words && prose(words), attachments?.length > 0 && attachmentList(attachments)),
      state === 'refused' &&
        el(
          'div.refusal',
          {},
          prose(send.problem || word('send.refused'), 'problem'),
          el('button.choice', { click: () => onTakeBack(send) }, word('send.take-back')),
        ),
      meta(at, state),
    ];
  }

  const meta = (at, state) =>
    el(
      'p.meta',
      {},
      el('time', { datetime: at, title: momentOf(at) }, timeOf(at)),
      state && el(`span.${state}`, {}, ` · ${word(`send.${state}`)}`),
    );

  function takeMessage({ key, order, at, message, replaces, settles }) {
    if (settles && !settled.has(settles.key)) {
      settled.set(settles.key, settles);
      const asked = byKey.get(settles.key);
      if (asked?.contentKey === settles.key) draw(asked);
    }
    const item = byKey.get(key) ?? byKey.get(replaces);
    const body = { type: 'message', message, contentKey: key, version: order };
    if (!item) return add({ order, at, ...body }, key);
    byKey.set(key, item);
    // After a reconnect an earlier state may be told again.
    if (item.version > order || JSON.stringify(item.message) === JSON.stringify(message)) return;
    draw(Object.assign(item, body));
  }

  function takeSaid({ key, order, at, ...said }) {
    const item = byKey.get(key) ?? pending(said);
    // A button of the page's own or of an answer given at once: what it was called, only the page knows that had it.
    if (said.kind === 'action') said.button ??= item?.said.button;
    if (said.kind === 'action' && !said.button) return;
    if (!item) return add({ type: 'said', order, at, said }, key);
    const moved = item.order !== order;
    if (item.send) item.stored = true;
    claim(item, key);
    draw(Object.assign(item, { order, at, said }));
    if (moved) place(item);
  }

  function claim(item, key) {
    byKey.set(key, item);
    item.node.dataset.key = key;
    delete item.send;
  }

  /** The stream may be faster than the answer to what was sent: then it is known by its words. */
  const pending = (said) => {
    const like = ({ kind, text = '', button, attachments = [] }) =>
      JSON.stringify([kind, text, button, attachments.length]);
    return items.find((item) => item.send && like(item.said) === like(said));
  };

  const itemOf = (send) => items.find((item) => item.send === send);

  return {
    node: el('div.chat', {}, log, pill),
    take(entry) {
      if (entry.type === 'message') takeMessage(entry);
      else takeSaid(entry);
    },
    /** The history is complete: from here on, what comes is read out. */
    ready() {
      if (live) return;
      live = true;
      toEnd();
      requestAnimationFrame(() => log.setAttribute('aria-live', 'polite'));
    },
    sending(send) {
      const item = itemOf(send);
      if (item) return draw(item);
      add({ type: 'said', order: LAST, at: send.at, said: send.said, send });
      toEnd();
    },
    stored(send, key) {
      const item = itemOf(send);
      if (!item) return;
      if (byKey.has(key)) return place(item, true);
      claim(item, key);
      draw(Object.assign(item, { stored: true, order: lastOrder() }));
      place(item);
    },
    drop(send) {
      const item = itemOf(send);
      if (item) place(item, true);
    },
    /** Words for now, that are nowhere kept. */
    note: (message) => add({ type: 'note', order: lastOrder(), at: new Date().toISOString(), message }),
    /** The page has another language. */
    redraw() {
      for (const item of items) draw(item);
      sayUnread();
    },
    shown() {
      if (following) toEnd();
    },
    isEmpty: () => items.length === 0,
  };
}
