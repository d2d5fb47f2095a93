import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useLocation } from 'wouter';
import { answerOf, api, messageOf } from '@/api/client';
import { useAccount } from '@/api/session';

/** Begins a draft and opens it; for those who may write. */
export function NewNotice() {
  const { role, department } = useAccount();
  const [, go] = useLocation();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => answerOf(api.POST('/staff/drafts', { body: { issuers: department ? [department] : [] } })),
    onSuccess: ({ id }) => go(`/notices/${id}`),
  });
  if (role === 'auditor' || role === 'publisher') return null;
  return (
    <>
      {error && <span role="alert">{messageOf(error)}</span>}
      <Button type="primary" loading={isPending} onClick={() => mutate()}>
        拟稿
      </Button>
    </>
  );
}
