/** The page's own words, in the language that was chosen, and how moments are written in it. */
import { el, icon } from './dom.js';

let texts = {};
let locale = 'zh-CN';

/** The regions whose way of writing dates our readers expect, as in `src/locales/catalogue.ts`. */
const LOCALES = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-HK', en: 'en-GB' };

/** Everything that is said once and stays: put into the new language with the page. */
const standing = [];

export function useWords(session) {
  texts = session.texts;
  locale = LOCALES[session.language] ?? session.language;
  document.documentElement.lang = session.language;
  document.title = word('title');
  for (const say of standing) say();
}

export function word(key, params = {}) {
  const text = texts[key] ?? key;
  return text.replaceAll(/\{(\w+)\}/g, (whole, name) => (name in params ? String(params[name]) : whole));
}

/** Says it now and in every language chosen later, as text or as an attribute. For elements that stay for as long as the page. */
export function says(node, key, attribute, params) {
  const say = () => {
    if (attribute) node.setAttribute(attribute, word(key, params));
    else node.textContent = word(key, params);
  };
  standing.push(say);
  say();
  return node;
}

/** A button that shows only a drawing, with its name. */
export function tool(key, drawing, click, props = {}) {
  const button = el('button.plain', { ...(click && { click }), ...props }, icon(drawing));
  return says(says(button, key, 'title'), key, 'aria-label');
}

const formats = new Map();

function format(options, date) {
  const id = `${locale} ${JSON.stringify(options)}`;
  const found = formats.get(id) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(id, found);
  return Number.isNaN(date.getTime()) ? '' : found.format(date);
}

export const timeOf = (at) => format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, new Date(at));

export const momentOf = (at) => format({ dateStyle: 'full', timeStyle: 'short' }, new Date(at));

/** Names the reader's day, for comparing. */
export const dayOf = (at) => new Date(at).toDateString();

export function dayName(at) {
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000);
  if (days === 0) return word('day.today');
  if (days === 1) return word('day.yesterday');
  return format({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' }, new Date(at));
}

export function sizeOf(bytes) {
  const [value, unit] = bytes < 1_000_000 ? [Math.max(bytes / 1000, 0.1), 'KB'] : [bytes / 1_000_000, 'MB'];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${unit}`;
}
