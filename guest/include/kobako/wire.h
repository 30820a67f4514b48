/*
** kobako/wire.h - constants of the wire (SPEC section 8)
**
** packages/codec/src declares the same values for the host; a test there compares the two.
*/
#ifndef KOBAKO_WIRE_H
#define KOBAKO_WIRE_H

/* Extension types. */
#define KOBAKO_EXT_SYMBOL 0x00
#define KOBAKO_EXT_HANDLE 0x01
#define KOBAKO_EXT_FAULT 0x02

/* Levels of arrays and maps that a value may nest; bounds the recursion of writer and reader. */
#define KOBAKO_MAX_DEPTH 128

/* Bytes of one message; bounds what either side buffers for the other. */
#define KOBAKO_MAX_MESSAGE_BYTES 16777216

/*
** Arrays, maps, binaries and extension values in one message, those of the envelope included: a few bytes of wire become
** hundreds of bytes of heap, so the size alone would not bound what a message costs its reader.
*/
#define KOBAKO_MAX_MESSAGE_OBJECTS 1048576

/* Handle ids are 1 .. 2^31-1. */
#define KOBAKO_MAX_HANDLE_ID 0x7fffffff

/* First element of a Response. */
#define KOBAKO_RESPONSE_OK 0
#define KOBAKO_RESPONSE_FAULT 1

/* First byte of an Outcome. */
#define KOBAKO_OUTCOME_VALUE 0x01
#define KOBAKO_OUTCOME_PANIC 0x02

/* First byte of a Yield response. */
#define KOBAKO_YIELD_VALUE 0x01
#define KOBAKO_YIELD_BREAK 0x02
#define KOBAKO_YIELD_ERROR 0x04

#endif
