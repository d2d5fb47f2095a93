/** A call of the simulated API. */
export interface ApiRequest {
  query: URLSearchParams;
  /** The JSON object of a POST; null when it is none. */
  body: Record<string, unknown> | null;
}
