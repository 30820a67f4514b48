import { EnvelopeReader } from "./envelope-reader.ts";
import { EnvelopeWriter } from "./envelope-writer.ts";

/**
 * Writers and readers that are used again. While a getter, a Proxy or `References` runs in the middle of a message, it may
 * encode or decode another one; it then gets one of its own, because the first is busy. Whoever opens one gives it back in a
 * `finally`, by plain stores first, which even a full stack cannot stop.
 */
const writers: EnvelopeWriter[] = [];
const readers: EnvelopeReader[] = [];

/** How many of each are kept for the next time; deeper nesting makes its own. */
const KEPT = 8;

/** A writer that is not busy; it is from now on, until `busy` is set to false. */
export function openWriter(): EnvelopeWriter {
  for (const writer of writers) {
    if (writer.busy) continue;
    writer.busy = true;
    return writer;
  }
  const writer = new EnvelopeWriter();
  if (writers.length < KEPT) writers.push(writer);
  writer.busy = true;
  return writer;
}

/** A reader that is not busy; it is from now on, until `busy` is set to false. */
export function openReader(): EnvelopeReader {
  for (const reader of readers) {
    if (reader.busy) continue;
    reader.busy = true;
    return reader;
  }
  const reader = new EnvelopeReader();
  if (readers.length < KEPT) readers.push(reader);
  reader.busy = true;
  return reader;
}
