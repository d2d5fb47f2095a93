import type { Templates } from '../config';
import type { Logger } from '../observability';
import { applySentEvent } from '../campaigns';
import { removeResident, residentIdByOpenid, type RemovalStep } from '../residents';
import { applyConsentEvent } from '../subscriptions';
import { startWechatEventWorker } from '../wechat';

/** Handles what WeChat tells us: consents change the ledger, a closed account is forgotten everywhere. */
export function startWechatEvents(templates: Templates, onDelete: readonly RemovalStep[], logger: Logger) {
  return startWechatEventWorker(
    {
      consent: (event) => applyConsentEvent(event, { templates, residentIdByOpenid }),
      sent: (event) => applySentEvent(event, { residentIdByOpenid }),
      purge: async (openid) => {
        const residentId = await residentIdByOpenid(openid);
        if (residentId !== null) await removeResident(residentId, onDelete, new Date());
      },
    },
    logger,
  );
}
