/*
** libc.c - parts of wasi-libc that would reach the host, replaced by traps
**
** mruby-time's strftime needs snprintf, whose object file drags stderr in for a message that is never printed, and with it
** the imports fd_close and fd_seek. All output of the guest goes through io.c.
*/
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int __stdio_close(FILE *file);
int64_t __stdio_seek(FILE *file, int64_t offset, int whence);
size_t __stdio_write(FILE *file, const unsigned char *bytes, size_t length);

int
__stdio_close(FILE *file)
{
  (void)file;
  __builtin_trap();
}

int64_t
__stdio_seek(FILE *file, int64_t offset, int whence)
{
  (void)file;
  (void)offset;
  (void)whence;
  __builtin_trap();
}

size_t
__stdio_write(FILE *file, const unsigned char *bytes, size_t length)
{
  (void)file;
  (void)bytes;
  (void)length;
  __builtin_trap();
}

/* wasi-libc's own prints first. */
_Noreturn void
abort(void)
{
  __builtin_trap();
}
