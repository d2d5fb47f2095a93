interface PageParams {
  id?: string;
  /** Of a mini-program code (小程序码), still encoded: `i-283`, which the server takes for an id. */
  scene?: string;
}

/** The item an address names, by `id` or by the scene of a printed code; null when it names none. */
export function itemIdOf({ id, scene }: PageParams): string | null {
  if (id) return decodeURIComponent(id);
  const decoded = decodeURIComponent(scene ?? '');
  return /^i-[\w.-]+$/.test(decoded) ? decoded : null;
}
