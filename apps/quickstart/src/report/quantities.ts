const grouped = new Intl.NumberFormat("en-US");

/** `1,234,567` */
export function count(value: number): string {
  return grouped.format(value);
}

/** `1 call`, `2 calls` */
export function counted(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? "" : "s"}`;
}

/** Seconds as `12.3 ms`. */
export function milliseconds(seconds: number): string {
  return `${(seconds * 1_000).toFixed(1)} ms`;
}

/** `0`, `512 KiB`, `8.0 MiB` */
export function bytes(value: number): string {
  if (value === 0) return "0";
  return value < 1_048_576 ? `${Math.ceil(value / 1_024)} KiB` : `${(value / 1_048_576).toFixed(1)} MiB`;
}
