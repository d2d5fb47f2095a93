import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { answerOf, api } from '@/api/client';
import { sessionQuery } from '@/api/session';

/** Ends the session and forgets what was shown. */
export function SignOut() {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => answerOf(api.DELETE('/staff/session')),
    onSettled: () => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
    },
  });
  return (
    <Button type="text" loading={isPending} onClick={() => mutate()}>
      退出登录
    </Button>
  );
}
