import * as z from 'zod';

/** What may be attached to a notice, by content. */
export const FILE_TYPES = ['pdf', 'docx', 'xlsx', 'jpg', 'png'] as const;
export type FileType = (typeof FILE_TYPES)[number];

/** Names a file by its content: SHA-256 of what is stored, in hexadecimal. */
export const fileId = z.string().regex(/^[0-9a-f]{64}$/, '文件编号格式不对');

export const fileInfo = z
  .object({ id: fileId, type: z.enum(FILE_TYPES), bytes: z.int().meta({ description: 'size' }) })
  .meta({ id: 'FileInfo' });
export type FileInfo = z.infer<typeof fileInfo>;

export const fileParams = z.object({ id: fileId });
