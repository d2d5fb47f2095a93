interface PageParams {
  id?: string;
  /** Of a mini-program code (小程序码), still encoded: `i-283`, which the server takes for an id. */
  scene?: string;
  /** Of an ordinary code that WeChat opens in the app (扫普通链接二维码), still encoded: `https://…/i/i-283`. */
  q?: string;
}

const CODE = /^i-[\w.-]+$/;
const ADDRESS = /^https?:\/\/[^/?#]+\/i\/(i-\d{1,5})(?:[?#].*)?$/i;

/** What stands behind the percent signs; nothing when they are broken. */
function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return '';
  }
}

/** The item an address names, by `id`, by the scene of a printed code or by its link; null when it names none. */
export function itemIdOf({ id, scene, q }: PageParams): string | null {
  if (id) return decoded(id) || null;
  const code = decoded(scene);
  return CODE.test(code) ? code : (ADDRESS.exec(decoded(q))?.[1] ?? null);
}
