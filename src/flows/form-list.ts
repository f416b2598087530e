/** Which forms there are, by name: those of every part of the bot. */
import type { Form } from '../core/form/definition.ts';
import { say, type Text } from '../core/message.ts';
import { POLICY_FORMS } from './answers/policy-forms.ts';
import { APPLICATION_DESK_FORMS } from './applications/application-desk-forms.ts';
import { APPLICANT_FORMS } from './applications/application-forms.ts';
import { CALL_FORMS } from './callbacks/callback-forms.ts';
import { deliveryForm } from './callbacks/delivery-form.ts';
import { disputeForm } from './cases/dispute.ts';
import { addForm, ratingForm, reopenForm, withdrawForm } from './cases/person-forms.ts';
import { DESK_FORMS } from './desk/desk-forms.ts';
import { quickReplyForm } from './desk/quick-reply-form.ts';
import { DISCLOSURE_FORMS } from './dossier/disclosure-forms.ts';
import { DOSSIER_FORMS } from './dossier/dossier-forms.ts';
import { franchiseeDisputeForm } from './hearing/franchisee-dispute.ts';
import { HEARING_FORMS } from './hearing/hearing-forms.ts';
import { complaintForm } from './kinds/complaint.ts';
import { damageForm } from './kinds/damage.ts';
import { praiseForm } from './kinds/praise.ts';
import { serviceForm } from './kinds/service-order.ts';
import { suggestionForm } from './kinds/suggestion.ts';
import { GRANT_FORMS } from './people/grant-forms.ts';
import { PEOPLE_FORMS } from './people/people-forms.ts';

/** Forms that report something new, so that a dialog can begin one; most others are about a case and begin with it. */
const REPORTS: readonly Form[] = [
  complaintForm,
  praiseForm,
  suggestionForm,
  damageForm,
  serviceForm,
  franchiseeDisputeForm,
];

export const FORMS: ReadonlyMap<string, Form> = new Map(
  [
    ...REPORTS,
    disputeForm,
    addForm,
    withdrawForm,
    reopenForm,
    ratingForm,
    quickReplyForm,
    ...HEARING_FORMS,
    ...DESK_FORMS,
    ...GRANT_FORMS,
    ...PEOPLE_FORMS,
    ...CALL_FORMS,
    deliveryForm,
    ...POLICY_FORMS,
    ...DOSSIER_FORMS,
    ...DISCLOSURE_FORMS,
    ...APPLICANT_FORMS,
    ...APPLICATION_DESK_FORMS,
  ].map((form) => [form.name, form]),
);

export const FORM_NAMES: readonly string[] = [...FORMS.keys()];

export const DIALOG_FORMS: ReadonlyMap<string, Form> = new Map(REPORTS.map((form) => [form.name, form]));

export const titleOf = (flow: string): Text | undefined => {
  const form = FORMS.get(flow);
  return form && say(form.title);
};
