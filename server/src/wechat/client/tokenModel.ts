import mongoose from 'mongoose';

/** The access token shared by all processes: one document per app id, and the lease of the process fetching a new one. */
export interface TokenDocument {
  _id: string;
  token: string | null;
  expiresAt: Date | null;
  lease: { owner: string; until: Date } | null;
}

const schema = new mongoose.Schema<TokenDocument>(
  {
    _id: { type: String, required: true },
    token: { type: String, default: null },
    expiresAt: { type: Date, default: null },
    lease: { type: new mongoose.Schema({ owner: String, until: Date }, { _id: false }), default: null },
  },
  { collection: 'wechattokens', versionKey: false, autoIndex: false },
);

export const TokenModel = mongoose.model<TokenDocument>('WechatToken', schema);
