import { createClient } from './client';
import { session } from './session';
import { storage } from './storage';
import { send, wait } from './transport';

/** A resident of the WeChat simulator, which runs only in development. */
export interface DemoResident {
  id: string;
  name: string;
}

const CURRENT_KEY = 'demoResident';

const request = createClient({
  origin: `${API_ORIGIN}/simulator/demo`,
  send,
  session: {
    token: () => null,
    replace: () => undefined,
    renew: () => Promise.reject(new Error('the simulator has no sign-in')),
  },
  wait,
});

/** The residents a developer may sign in as; none where there is no simulator (production answers 404). */
export async function demoResidents(): Promise<DemoResident[]> {
  try {
    const { residents } = await request<{ residents: DemoResident[] }>('');
    return residents;
  } catch {
    return [];
  }
}

/** Signs in as `resident`, as WeChat would. */
export async function demoSignIn(resident: DemoResident): Promise<void> {
  const { code } = await request<{ code: string }>('/login', { method: 'POST', data: { resident: resident.id } });
  await session.signInWith(code);
  storage.set(CURRENT_KEY, resident.id);
}

/** What the demo resident answers to WeChat's subscribe dialog. */
export async function demoConsent(templateIds: string[]): Promise<Record<string, string>> {
  const resident = storage.get(CURRENT_KEY, '');
  const { results } = await request<{ results: Record<string, string> }>('/consent', {
    method: 'POST',
    data: { resident, templateIds },
  });
  return results;
}
