/*
** kobako/time.h - what mruby's Time lacks: strftime
**
** The guest knows one zone, UTC; a Time still remembers whether it was made as UTC or as local time.
*/
#ifndef KOBAKO_TIME_H
#define KOBAKO_TIME_H

#include <mruby.h>

/* Defines the methods. Part of boot. */
void kb_time_init(mrb_state *mrb);

#endif
