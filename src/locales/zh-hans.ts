/** Simplified Chinese, for readers in mainland China. Written for them, not word by word from English. */
import type { Catalogue } from './catalogue.ts';
import { answers } from './zh-hans/answers.ts';
import { applications } from './zh-hans/applications.ts';
import { apply } from './zh-hans/apply.ts';
import { automaticCalls } from './zh-hans/automatic-calls.ts';
import { callScripts } from './zh-hans/call-scripts.ts';
import { callbacks } from './zh-hans/callbacks.ts';
import { cases } from './zh-hans/cases.ts';
import { chat } from './zh-hans/chat.ts';
import { deliveries } from './zh-hans/deliveries.ts';
import { desk } from './zh-hans/desk.ts';
import { deskTools } from './zh-hans/desk-tools.ts';
import { disclosure } from './zh-hans/disclosure.ts';
import { dossier } from './zh-hans/dossier.ts';
import { dossierItems } from './zh-hans/dossier-items.ts';
import { dossierPrint } from './zh-hans/dossier-print.ts';
import { forms } from './zh-hans/forms.ts';
import { hearing } from './zh-hans/hearing.ts';
import { kinds } from './zh-hans/kinds.ts';
import { page } from './zh-hans/page.ts';
import { people } from './zh-hans/people.ts';
import { platforms } from './zh-hans/platforms.ts';
import { reminders } from './zh-hans/reminders.ts';
import { reports } from './zh-hans/reports.ts';
import { routing } from './zh-hans/routing.ts';

export const zhHans: Catalogue = {
  ...chat,
  ...forms,
  ...cases,
  ...desk,
  ...deskTools,
  ...hearing,
  ...kinds,
  ...platforms,
  ...page,
  ...routing,
  ...people,
  ...reports,
  ...callbacks,
  ...automaticCalls,
  ...callScripts,
  ...deliveries,
  ...reminders,
  ...answers,
  ...disclosure,
  ...dossier,
  ...dossierItems,
  ...dossierPrint,
  ...apply,
  ...applications,
};
