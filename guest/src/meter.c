/*
** meter.c - where guest steps are counted
**
** The post-link pass (guest/postlink) declares the global counter __kobako_fuel. It puts "count down, and call
** kobako_meter_expired at zero" at every loop header of the binary except the interpreter's dispatch loop, and in place of
** every call of kobako_tick, which the patched interpreter makes at backward jumps and sends. Bulk memory instructions
** are charged by their length through kobako_meter_expired's sibling that the pass writes itself.
*/
#include <kobako/abi.h>

/* A marker. It must survive as a call, so it may be neither inlined nor found to be without effect. */
__attribute__((noinline)) void
kobako_tick(void)
{
  __asm__ volatile("");
}

__attribute__((noinline, used)) KB_EXPORT("__kobako_meter_expired") void
kobako_meter_expired(void)
{
  if (kb_host_safepoint() != 0) kb_host_pause();
}
