/** English. The reference: its keys and parameters are what the other languages must have. */
import { answers } from './en/answers.ts';
import { applications } from './en/applications.ts';
import { apply } from './en/apply.ts';
import { automaticCalls } from './en/automatic-calls.ts';
import { callScripts } from './en/call-scripts.ts';
import { callbacks } from './en/callbacks.ts';
import { cases } from './en/cases.ts';
import { chat } from './en/chat.ts';
import { deliveries } from './en/deliveries.ts';
import { desk } from './en/desk.ts';
import { deskTools } from './en/desk-tools.ts';
import { disclosure } from './en/disclosure.ts';
import { dossier } from './en/dossier.ts';
import { dossierItems } from './en/dossier-items.ts';
import { dossierPrint } from './en/dossier-print.ts';
import { forms } from './en/forms.ts';
import { hearing } from './en/hearing.ts';
import { kinds } from './en/kinds.ts';
import { page } from './en/page.ts';
import { people } from './en/people.ts';
import { platforms } from './en/platforms.ts';
import { reminders } from './en/reminders.ts';
import { reports } from './en/reports.ts';
import { routing } from './en/routing.ts';

export const en = {
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
} as const;
