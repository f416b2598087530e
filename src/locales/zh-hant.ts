/** Traditional Chinese, for readers in Hong Kong and Taiwan. Written for them, not converted from Simplified. */
import type { Catalogue } from './catalogue.ts';
import { answers } from './zh-hant/answers.ts';
import { applications } from './zh-hant/applications.ts';
import { apply } from './zh-hant/apply.ts';
import { automaticCalls } from './zh-hant/automatic-calls.ts';
import { callScripts } from './zh-hant/call-scripts.ts';
import { callbacks } from './zh-hant/callbacks.ts';
import { cases } from './zh-hant/cases.ts';
import { chat } from './zh-hant/chat.ts';
import { deliveries } from './zh-hant/deliveries.ts';
import { desk } from './zh-hant/desk.ts';
import { deskTools } from './zh-hant/desk-tools.ts';
import { disclosure } from './zh-hant/disclosure.ts';
import { dossier } from './zh-hant/dossier.ts';
import { dossierItems } from './zh-hant/dossier-items.ts';
import { dossierPrint } from './zh-hant/dossier-print.ts';
import { forms } from './zh-hant/forms.ts';
import { hearing } from './zh-hant/hearing.ts';
import { kinds } from './zh-hant/kinds.ts';
import { page } from './zh-hant/page.ts';
import { people } from './zh-hant/people.ts';
import { platforms } from './zh-hant/platforms.ts';
import { reminders } from './zh-hant/reminders.ts';
import { reports } from './zh-hant/reports.ts';
import { routing } from './zh-hant/routing.ts';

export const zhHant: Catalogue = {
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
