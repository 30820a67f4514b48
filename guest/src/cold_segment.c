/*
** cold_segment.c - a body for guest/postlink/cold-data.ts to replace
**
** On its own, so that no compiler concludes anything from what it does here.
*/
#include <kobako/abi.h>
#include <kobako/cold.h>

KB_EXPORT("__kobako_cold_segment") void
kobako_cold_segment(void *to, uint32_t offset, uint32_t size)
{
  (void)to;
  (void)offset;
  (void)size;
  __builtin_trap();
}
