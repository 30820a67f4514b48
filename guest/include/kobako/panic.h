/*
** kobako/panic.h - an exception that nobody rescued, as the host reads it
*/
#ifndef KOBAKO_PANIC_H
#define KOBAKO_PANIC_H

#include <kobako/writer.h>

/* Backtrace lines that are reported: the innermost ones, and the outermost below a line that counts what was left out. */
#define KB_BACKTRACE_INNER 100
#define KB_BACKTRACE_OUTER 28

/* Bytes of a message that are reported; what is longer ends in "... (N bytes)". */
#define KB_MESSAGE_BYTES 65536

/* Appends the Panic map: origin, class, message, backtrace, details. Asks the exception for its `message`, which may run Ruby. */
void kb_panic_write(struct kb_writer *writer, mrb_value exception);

/* Appends the map of a failed Yield response: class, message, backtrace. */
void kb_panic_write_error(struct kb_writer *writer, mrb_value exception);

#endif
