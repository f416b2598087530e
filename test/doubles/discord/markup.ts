/** What Discord's app makes of a message's content, as far as words of people must not be made into anything. */

/** Escaped characters stand in a private corner of Unicode while the rest is looked at. */
const HIDDEN = 0xf0000;

const ACTIVE: readonly RegExp[] = [
  /<@[!&]?\d+>/g,
  /<#\d+>/g,
  /<a?:\w+:\d+>/g,
  /<t:-?\d+(?::\w)?>/g,
  /<\/[^>]+:\d+>/g,
  /@(?:everyone|here)/g,
  /https?:\/\/[^\s<]+/g,
  /discord(?:\.gg|(?:app)?\.com\/invite)\/\w+/gi,
  /\[[^\]]+\]\([^)]+\)/g,
  /\*[^*]+\*/g,
  /(?<!\w)_[^_]+_(?!\w)/g,
  /__[^_]+__/g,
  /~~[^~]+~~/g,
  /\|\|[^|]+\|\|/g,
  /`[^`]+`/g,
  /^\s*-?#{1,3} .+/gm,
  /^\s*>(?:>>)? .+/gm,
  /^\s*[-*+] .+/gm,
  /^\s*\d+[.)] .+/gm,
];

export function readMarkup(content: string): { text: string; active: string[] } {
  const hidden = content.replaceAll(/\\([!-/:-@[-`{-~])/g, (_, character: string) =>
    String.fromCodePoint(HIDDEN + character.charCodeAt(0)),
  );
  const show = (text: string) =>
    text.replaceAll(/[\u{F0000}-\u{F00FF}]/gu, (one) => String.fromCharCode((one.codePointAt(0) ?? HIDDEN) - HIDDEN));
  return { text: show(hidden), active: ACTIVE.flatMap((pattern) => (hidden.match(pattern) ?? []).map(show)) };
}
