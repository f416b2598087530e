/** How it is said what an answer of a dossier stands on, in chats and in files alike. */
import type { CitedPolicy, DossierAnswer } from '../domain/dossier.ts';
import { forecastAbove } from '../domain/dossier-risks.ts';
import { say, type Text, verbatim } from './message.ts';

type Sources = Pick<DossierAnswer, 'source' | 'who' | 'at' | 'figures' | 'policy'>;

/** From where and when, the figures, and the policy that it cites. */
export function sourceLines({ source, who, at, figures, policy }: Sources, zone: string): Text[] {
  const from = { source: say(`dossier.source.${source}`), day: dayIn(zone, at) };
  return [
    who === null ? say('dossier.answer.source', from) : say('dossier.answer.who', { ...from, name: verbatim(who) }),
    ...(figures ? [figuresText(figures)] : []),
    ...(policy ? [policyText(policy, zone)] : []),
  ];
}

const dayIn = (zone: string, instant: string): Text => ({ instant, zone, dateOnly: true });

function figuresText(figures: NonNullable<DossierAnswer['figures']>): Text {
  const above = forecastAbove(figures);
  if (above === null) return say('dossier.answer.figures.none', { ...figures });
  return say('dossier.answer.figures', {
    ...figures,
    percent: Math.abs(above),
    side: above === 0 ? 'same' : above < 0 ? 'below' : 'above',
  });
}

function policyText({ title, version, approver, approvedAt }: CitedPolicy, zone: string): Text {
  const told = { title: verbatim(title), version, day: dayIn(zone, approvedAt) };
  if (approver === null) return say('dossier.answer.policy', told);
  return say('dossier.answer.policy.by', { ...told, name: verbatim(approver) });
}
