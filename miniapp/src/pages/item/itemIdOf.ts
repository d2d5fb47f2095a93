/** The catalogue a bare number of a scene code belongs to. */
const CATALOGUE = '2020';

interface PageParams {
  id?: string;
  /** Of a mini-program code (小程序码), still encoded: `i-283` or `i-2020-283`. */
  scene?: string;
}

/** The item an address names, by `id` or by the scene of a printed code; null when it names none. */
export function itemIdOf({ id, scene }: PageParams): string | null {
  if (id) return decodeURIComponent(id);
  const match = /^i-(?:([\w.]+)-)?(\d+)$/.exec(decodeURIComponent(scene ?? ''));
  return match ? `${match[1] ?? CATALOGUE}-${match[2]}` : null;
}
