/**
 * The numbers both sides of the wire share (SPEC §8): ext types, limits, envelope tags.
 *
 * This module is the TypeScript half of one declaration; the other half is
 * `guest/include/kobako/wire.h`, and `test/wire-header.test.ts` fails when the two differ.
 * It holds no MessagePack format bytes: those belong to the published format, not to us.
 */

/** Ext type of a Symbol; the payload is its UTF-8 name. */
export const EXT_SYMBOL = 0x00;

/** Ext type of a Handle; the payload is its id, a big-endian u32 in 1 … `MAX_HANDLE_ID`. */
export const EXT_HANDLE = 0x01;

/** Ext type of a Fault; the payload is an embedded map. Only a failed Response may hold one. */
export const EXT_FAULT = 0x02;

/**
 * Most levels of arrays and maps in one value: a scalar has 0, `[]` has 1, `[[]]` has 2.
 * The arrays and maps of an envelope itself (a Request, its args, its kwargs) are not counted,
 * so a value that may be an argument may also be a result. Bounds the recursion on both sides.
 */
export const MAX_DEPTH = 128;

/** Most bytes in one message, the envelope included: 16 MiB. Bounds what one message can pin in memory. */
export const MAX_MESSAGE_BYTES = 16_777_216;

/**
 * Most arrays, maps, binaries and ext values in one message, together. Two bytes of wire can become two hundred
 * bytes of heap (an empty bin), so the size limit alone would let 16 MiB pin gigabytes.
 */
export const MAX_MESSAGE_OBJECTS = 1_048_576;

/** The largest Handle id: 2³¹−1, so that an id is a small integer on both sides. */
export const MAX_HANDLE_ID = 0x7fffffff;

/** First byte of an Outcome that carries the value of the invocation. */
export const OUTCOME_VALUE = 0x01;

/** First byte of an Outcome that carries a Panic map. */
export const OUTCOME_PANIC = 0x02;

/** First byte of a Yield response whose block returned normally or by `next`. */
export const YIELD_VALUE = 0x01;

/** First byte of a Yield response whose block ended by `break`. */
export const YIELD_BREAK = 0x02;

/** First byte of a Yield response whose block raised. */
export const YIELD_ERROR = 0x04;

/** First element of a Response that carries a value. */
export const RESPONSE_OK = 0;

/** First element of a Response that carries a Fault. */
export const RESPONSE_FAULT = 1;
