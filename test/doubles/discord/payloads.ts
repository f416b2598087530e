/** Payloads as Discord sends them. Written by hand after the documentation (v10). */

const EPOCH = 1_420_070_400_000n;
let counted = 0n;

/** Ids rise with time; several of one millisecond are told apart by their last bits. */
export function snowflake(): string {
  counted += 1n;
  return String(((BigInt(Date.now()) - EPOCH) << 22n) + (counted % (1n << 22n)));
}

export interface DoubleUser {
  id: string;
  name: string;
  locale: string;
  /** The channel of their direct messages with the bot. */
  dm: string;
}

export const aUser = ({ id, name }: Pick<DoubleUser, 'id' | 'name'>, bot = false) => ({
  id,
  username: name.toLowerCase(),
  discriminator: '0',
  global_name: name,
  avatar: null,
  bot,
});

export interface DoubleAttachment {
  id: string;
  filename: string;
  size: number;
  url: string;
  proxy_url: string;
  content_type: string;
}

export const aMessage = (more: {
  id: string;
  channel_id: string;
  author: ReturnType<typeof aUser>;
  content: string;
  guild_id?: string;
  mentions?: ReturnType<typeof aUser>[];
  attachments?: DoubleAttachment[];
  message_reference?: object;
  referenced_message?: object;
  sticker_items?: object[];
  webhook_id?: string;
  type?: number;
}) => ({
  type: 0,
  timestamp: new Date().toISOString(),
  edited_timestamp: null,
  tts: false,
  mention_everyone: false,
  mention_roles: [],
  mentions: [],
  attachments: [],
  embeds: [],
  components: [],
  pinned: false,
  flags: 0,
  ...more,
});

export const anInteraction = (more: {
  id: string;
  token: string;
  application_id: string;
  type: number;
  user: DoubleUser;
  channelId: string;
  guildId?: string;
  data: object;
  message?: object;
}) => {
  const { user, channelId, guildId, ...rest } = more;
  const person = aUser(user);
  return {
    ...rest,
    version: 1,
    channel_id: channelId,
    channel: { id: channelId, type: guildId === undefined ? 1 : 0 },
    locale: user.locale,
    context: guildId === undefined ? 1 : 0,
    app_permissions: '0',
    entitlements: [],
    authorizing_integration_owners: {},
    attachment_size_limit: 10_485_760,
    ...(guildId === undefined
      ? { user: person }
      : {
          guild_id: guildId,
          guild_locale: 'en-US',
          member: {
            user: person,
            nick: null,
            roles: [],
            joined_at: new Date().toISOString(),
            permissions: '0',
            flags: 0,
          },
        }),
  };
};
