/** How scenarios write what JSON lacks. */
export type Written = null | boolean | number | string | readonly Written[] | { readonly [key: string]: Written };

/** The value that a scenario writes: `{"$symbol": "a"}`, `{"$bigint": "1"}`, `{"$number": "NaN"}`, `{"$map": [[k, v]]}`, `{"$bytes": "00ff"}`, `{"$fixture": "user"}`. */
export function readValue(written: Written, fixture: (name: string) => unknown): unknown {
  if (typeof written !== "object" || written === null) return written;
  if (Array.isArray(written)) return written.map((element: Written) => readValue(element, fixture));
  const record = written as { readonly [key: string]: Written };
  const [[tag, payload] = ["", null]] = Object.entries(record);
  switch (tag) {
    case "$symbol":
      return Symbol.for(String(payload));
    case "$bigint":
      return BigInt(String(payload));
    case "$number":
      return Number(payload);
    case "$map":
      return new Map(
        (payload as Written[][]).map(([key = null, value = null]) => [
          readValue(key, fixture),
          readValue(value, fixture),
        ]),
      );
    case "$bytes":
      return Uint8Array.from((String(payload).match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
    case "$fixture":
      return fixture(String(payload));
    case "$repeat": {
      const [text, times] = payload as [string, number];
      return text.repeat(times);
    }
    default:
      return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, readValue(value, fixture)]));
  }
}
