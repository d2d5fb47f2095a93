import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api } from '@/api/client';
import { subjectOf } from './subject';

/** A notice that is to be decided on, and the steps: each names the hash of the text that was read. */
export function useApproval(id: string) {
  const client = useQueryClient();
  const path = { id };
  const notice = useQuery({
    queryKey: ['notice', id],
    queryFn: () => answerOf(api.GET('/staff/notices/{id}', { params: { path } })),
    refetchOnMount: 'always',
  });
  const subject = notice.data && subjectOf(notice.data);
  const push = useQuery({
    queryKey: ['notice', id, 'push', subject?.hash],
    queryFn: () => answerOf(api.GET('/staff/notices/{id}/push-preview', { params: { path } })),
    enabled: subject !== undefined,
  });
  const onSuccess = async () => {
    await Promise.all(['notice', 'notices', 'changes'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };
  const hash = subject?.hash ?? '';
  return {
    notice,
    subject,
    push,
    approve: useMutation({
      mutationFn: () => answerOf(api.POST('/staff/notices/{id}/approve', { params: { path }, body: { hash } })),
      onSuccess,
    }),
    giveBack: useMutation({
      mutationFn: async (reason: string) => {
        const change = subject?.change;
        await (change
          ? answerOf(api.POST('/staff/changes/{id}/return', { params: { path: { id: change.id } }, body: { reason } }))
          : answerOf(api.POST('/staff/notices/{id}/return', { params: { path }, body: { reason } })));
      },
      onSuccess,
    }),
    publish: useMutation({
      mutationFn: (options: { notify: boolean; evenExpired?: boolean }) =>
        answerOf(api.POST('/staff/notices/{id}/publish', { params: { path }, body: { hash, ...options } })),
      onSuccess,
    }),
  };
}

export type Approval = ReturnType<typeof useApproval>;
