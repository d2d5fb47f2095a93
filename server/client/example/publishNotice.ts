import { answerOf, type ApiClient, type Schemas } from '@shuozhi/client';

/** Who writes and who approves: two people, each with a session of their own. */
export interface Colleagues {
  writer: ApiClient;
  approver: ApiClient;
}

/**
 * Takes a text from the first draft to the public, as two people do it. Each step names the hash of the text that was
 * read; if somebody changed the text in between, it throws ApiProblem `conflict`.
 */
export async function publishNotice({ writer, approver }: Colleagues, draft: Schemas['NoticeDraft']) {
  const { id, hash } = await answerOf(writer.POST('/staff/notices', { body: draft }));
  const params = { path: { id } };
  await answerOf(writer.POST('/staff/notices/{id}/submit', { params, body: { hash } }));
  const read = await answerOf(approver.GET('/staff/notices/{id}', { params }));
  const body = { hash: read.hash };
  await answerOf(approver.POST('/staff/notices/{id}/approve', { params, body }));
  return answerOf(approver.POST('/staff/notices/{id}/publish', { params, body }));
}
