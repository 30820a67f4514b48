/*
** kobako/abi.h - what the Guest Binary imports and exports (SPEC section 8)
**
** guest/postlink refuses a binary whose imports or exports differ from its allow-list.
*/
#ifndef KOBAKO_ABI_H
#define KOBAKO_ABI_H

#include <stdint.h>

#define KOBAKO_ABI_VERSION 1

#ifdef __wasm__
#define KB_IMPORT(module, name) __attribute__((import_module(module), import_name(name)))
#define KB_EXPORT(name) __attribute__((export_name(name)))
#else
#define KB_IMPORT(module, name)
#define KB_EXPORT(name)
#endif

/* A guest address and a length in one result: address in the upper half. Zero means "nothing". */
typedef uint64_t kb_packed;

static inline kb_packed
kb_pack(const void *address, uint32_t length)
{
  return ((uint64_t)(uintptr_t)address << 32) | length;
}

/* Hands a Request to the host. The answer is a Response in a buffer of kb_inbox, or 0: the Service has not answered yet. */
KB_IMPORT("env", "__kobako_dispatch") kb_packed kb_host_dispatch(const void *request, uint32_t length);

/* Suspends the guest until the pending Service answers. Only after kb_host_dispatch returned 0. */
KB_IMPORT("env", "__kobako_await") kb_packed kb_host_await(void);

/* The fuel counter reached zero: the host refills it or ends the invocation. 1 asks for kb_host_pause. */
KB_IMPORT("env", "__kobako_safepoint") int32_t kb_host_safepoint(void);

/* Suspends the guest while the event loop of the host takes a turn. */
KB_IMPORT("env", "__kobako_pause") void kb_host_pause(void);

/*
** Asks for linear memory up to the address `end`. 1: granted. 0: over the limit, collect garbage and ask again.
** KB_GROW_GIVE_UP as `end` says that collecting did not help: the host ends the invocation and never returns.
*/
KB_IMPORT("env", "__kobako_grow") int32_t kb_host_grow(uint32_t end);
#define KB_GROW_GIVE_UP UINT32_MAX

#endif
