import * as z from 'zod';

/** Where staff are told: robots of group chats. */
const staffRobot = z.object({
  kind: z.enum(['wecom', 'dingtalk', 'feishu']),
  /** As the platform gives it; whoever has it can write into the group. */
  url: z.url({ protocol: /^https$/ }),
  /** For signatures (加签, 签名校验); 企业微信 has none. */
  secret: z.string().min(1).optional(),
});
export type StaffRobot = z.infer<typeof staffRobot>;

/** `STAFF_ROBOTS`: a JSON list of robots. */
export const staffRobots = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'is not valid JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.array(staffRobot.strict()).max(10));
