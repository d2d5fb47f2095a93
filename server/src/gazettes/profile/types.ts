/** Everything the importer may know about one city. No step of the pipeline names a city itself. */
export interface CityProfile {
  /** Full name of the city, e.g. 朔州市. */
  city: string;
  /** Prefixes of 发文字号 in use with the issuer each belongs to; a gazette's damaged number is compared with them. */
  numberPrefixes: Record<string, string>;
  /** Issuers that the anatomy alone would not recognise or that it should prefer. */
  issuers: string[];
  /** What OCR makes of the city's own characters, wrong → right; applied to numbers, titles and issuers only. */
  misreadings: Record<string, string>;
  /** Code and names (short forms too) of the city and its districts; the first is the whole city. */
  regions: { code: string; names: string[] }[];
  /** Words that mean the whole city in its own documents. */
  citywide: string[];
}

/** A profile that knows nothing: single notices of any city are read from the anatomy alone. */
export const UNKNOWN_CITY: CityProfile = {
  city: '',
  numberPrefixes: {},
  issuers: [],
  misreadings: {},
  regions: [],
  citywide: [],
};
