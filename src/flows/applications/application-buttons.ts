/** What the buttons of applications are called, for whoever shows one. */
import { type ReplyButton, say } from '../../core/message.ts';
import type { Application } from '../../domain/application.ts';

export const APPLICATION_BUTTON = 'u';

/** The applicant's own. */
export const OWN_ACTS = [
  ...(['state', 'answers', 'score', 'tell', 'share', 'unshare', 'health', 'unhealth'] as const),
  ...(['withdraw', 'sure', 'again', 'time'] as const),
] as const;
export type OwnAct = (typeof OWN_ACTS)[number];

/** Of those who decide. */
export const DESK_ACTS = ['show', 'ask', 'invite', 'wait', 'decline', 'dossier', 'told-health'] as const;
export type DeskAct = (typeof DESK_ACTS)[number];

export type ApplicationAction = OwnAct | DeskAct;

export const applicationButtonId = ({ id }: Pick<Application, 'id'>, act: ApplicationAction): string =>
  `${APPLICATION_BUTTON}:${id}:${act}`;

const BUTTON = /^u:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([a-z-]+)$/;
const ACTIONS: readonly ApplicationAction[] = [...OWN_ACTS, ...DESK_ACTS];

export function parseApplicationButton(id: string): { id: string; act: ApplicationAction } | undefined {
  const [, application = '', name] = BUTTON.exec(id) ?? [];
  const act = ACTIONS.find((one) => one === name);
  return act && { id: application, act };
}

export const APPLY_ID = `${APPLICATION_BUTTON}:begin`;
export const QUESTIONS_ID = `${APPLICATION_BUTTON}:questions`;
export const EXPORT_ID = `${APPLICATION_BUTTON}:export`;

/** `code`: a brand's, as buttons call it. */
export const applyToId = (code: string): string => `${APPLICATION_BUTTON}:new:${code}`;
export const appliedTo = (id: string): string | undefined => /^u:new:([0-9a-f]{8})$/.exec(id)?.[1];

export const applyButton: ReplyButton = { id: APPLY_ID, label: say('apply.button') };
/** For that brand alone. */
export const applyToButton = (code: string): ReplyButton => ({ ...applyButton, id: applyToId(code) });
export const questionsButton: ReplyButton = { id: QUESTIONS_ID, label: say('apply.button.questions') };
