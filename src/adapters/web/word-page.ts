/** A page that has one thing to say, in the page's own style, and needs no script. */
import { phrase } from '../../locales/catalogue.ts';
import type { Language } from './language.ts';

/** `text`: of the catalogue, never of a person. `back`: with a way to the conversation. */
export const wordPage = (language: Language, text: string, { back = false } = {}): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${phrase(language, 'page.title')}</title>
<link rel="icon" href="/page/icon.svg"><link rel="stylesheet" href="/page/page.css">
<main class="unreachable"><h1>${phrase(language, 'page.title')}</h1><p role="status">${text}</p>${back ? `<p><a href="/">${phrase(language, 'page.back')}</a></p>` : ''}</main>
</html>
`;
