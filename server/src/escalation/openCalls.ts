import { Escalations } from './model';

/** The calls that nobody has answered yet. */
export async function openCalls(): Promise<{ id: string; title: string }[]> {
  const open = await Escalations.find({ status: 'open' }, 'title').lean<{ _id: string; title: string }[]>();
  return open.map(({ _id: id, title }) => ({ id, title }));
}
