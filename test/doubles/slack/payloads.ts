/** Payloads as Slack delivers them, written by hand after the documentation (docs.slack.dev/reference/events and …/interaction-payloads). */

export const TEAM = 'T0FRANCH';
export const BOT = { userId: 'U0BOT', botId: 'B0BOT', appId: 'A0APP' } as const;

export type Payload = Record<string, unknown>;

export const eventCallback = (eventId: string, event: Payload): Payload => ({
  token: 'verification',
  team_id: TEAM,
  context_team_id: TEAM,
  api_app_id: BOT.appId,
  event,
  type: 'event_callback',
  event_id: eventId,
  event_time: 1_795_300_000,
  authorizations: [
    { enterprise_id: null, team_id: TEAM, user_id: BOT.userId, is_bot: true, is_enterprise_install: false },
  ],
  is_ext_shared_channel: false,
});

export const messageEvent = (said: {
  user: string;
  channel: string;
  ts: string;
  text: string;
  threadTs?: string;
  files?: readonly Payload[];
  more?: Payload;
}): Payload => ({
  type: 'message',
  channel: said.channel,
  channel_type: said.channel.startsWith('D') ? 'im' : 'channel',
  user: said.user,
  team: TEAM,
  text: said.text,
  ts: said.ts,
  event_ts: said.ts,
  client_msg_id: `msg-${said.ts}`,
  ...(said.threadTs !== undefined && { thread_ts: said.threadTs }),
  ...(said.files && { subtype: 'file_share', files: said.files }),
  ...said.more,
});

export const fileObject = (file: { id: string; name: string; type: string; size: number; url: string }): Payload => ({
  id: file.id,
  created: 1_795_300_000,
  name: file.name,
  title: file.name,
  mimetype: file.type,
  filetype: file.name.split('.').at(-1) ?? '',
  size: file.size,
  mode: 'hosted',
  is_external: false,
  is_public: false,
  url_private: file.url,
  url_private_download: file.url,
  file_access: 'visible',
});

export const slashCommand = (said: {
  user: string;
  channel: string;
  text: string;
  triggerId: string;
  responseUrl: string;
  command?: string;
}): Payload => ({
  token: 'verification',
  team_id: TEAM,
  team_domain: 'franchise',
  channel_id: said.channel,
  channel_name: said.channel.startsWith('D') ? 'directmessage' : 'desk',
  user_id: said.user,
  user_name: 'someone',
  command: said.command ?? '/franchise',
  text: said.text,
  api_app_id: BOT.appId,
  is_enterprise_install: 'false',
  response_url: said.responseUrl,
  trigger_id: said.triggerId,
});

const person = (user: string): Payload => ({ id: user, username: 'someone', name: 'someone', team_id: TEAM });

export const blockActions = (pressed: {
  user: string;
  channel: string;
  messageTs: string;
  threadTs?: string;
  action: Payload;
  triggerId: string;
  responseUrl: string;
}): Payload => ({
  type: 'block_actions',
  user: person(pressed.user),
  api_app_id: BOT.appId,
  token: 'verification',
  container: {
    type: 'message',
    message_ts: pressed.messageTs,
    channel_id: pressed.channel,
    is_ephemeral: false,
    ...(pressed.threadTs !== undefined && { thread_ts: pressed.threadTs }),
  },
  trigger_id: pressed.triggerId,
  team: { id: TEAM, domain: 'franchise' },
  enterprise: null,
  is_enterprise_install: false,
  channel: { id: pressed.channel, name: 'directmessage' },
  message: { type: 'message', ts: pressed.messageTs },
  state: { values: {} },
  response_url: pressed.responseUrl,
  actions: [pressed.action],
});

/** An input of a modal, or a button of the home. */
export const viewActions = (pressed: { user: string; view: Payload; action: Payload; triggerId: string }): Payload => ({
  type: 'block_actions',
  user: person(pressed.user),
  api_app_id: BOT.appId,
  token: 'verification',
  container: { type: 'view', view_id: pressed.view.id },
  trigger_id: pressed.triggerId,
  team: { id: TEAM, domain: 'franchise' },
  enterprise: null,
  is_enterprise_install: false,
  view: pressed.view,
  actions: [pressed.action],
});

export const viewPayload = (
  type: 'view_submission' | 'view_closed',
  done: { user: string; view: Payload; triggerId: string },
): Payload => ({
  type,
  team: { id: TEAM, domain: 'franchise' },
  user: person(done.user),
  api_app_id: BOT.appId,
  token: 'verification',
  ...(type === 'view_submission' ? { trigger_id: done.triggerId, response_urls: [] } : { is_cleared: false }),
  view: done.view,
  is_enterprise_install: false,
  enterprise: null,
});

export const messageShortcut = (pressed: {
  user: string;
  channel: string;
  text: string;
  triggerId: string;
  responseUrl: string;
}): Payload => ({
  type: 'message_action',
  token: 'verification',
  action_ts: '1795300000.000100',
  team: { id: TEAM, domain: 'franchise' },
  user: person(pressed.user),
  channel: { id: pressed.channel, name: 'general' },
  is_enterprise_install: false,
  enterprise: null,
  callback_id: 'complaint',
  trigger_id: pressed.triggerId,
  response_url: pressed.responseUrl,
  message_ts: '1795299999.000100',
  message: { type: 'message', user: 'U0ELSE', ts: '1795299999.000100', text: pressed.text },
});
