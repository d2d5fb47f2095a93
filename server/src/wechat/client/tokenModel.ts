import { defineModel, Mixed } from '../../database';

/** The access token shared by all processes: one document per app id, and the lease of the process fetching a new one. */
export interface TokenDocument {
  _id: string;
  token: string | null;
  expiresAt: Date | null;
  lease: { owner: string; until: Date } | null;
}

export const WechatTokens = defineModel<TokenDocument>('wechattokens', {
  token: { type: String, default: null },
  expiresAt: { type: Date, default: null },
  lease: { type: Mixed, default: null },
});
