/*
** adjust.h - takes files and 128-bit integers away from yyjson
**
** Its file functions are never called, but naming libc's would link start-up code that asks the host for folders.
** Included before yyjson.c: every file operation fails at once.
**
** Products of 128 bits are four multiplications where it does them itself, and two calls where the compiler does.
*/
#ifndef KOBAKO_YYJSON_ADJUST_H
#define KOBAKO_YYJSON_ADJUST_H

#undef __SIZEOF_INT128__

#include <stdio.h>

#define fopen(path, mode) ((void)(path), (void)(mode), (FILE *)0)
#define fclose(file) ((void)(file), EOF)
#define fseek(file, offset, whence) ((void)(file), -1)
#define ftell(file) ((void)(file), -1L)
#define fread(buffer, size, count, file) ((void)(buffer), (void)(file), (size_t)0)
#define fwrite(buffer, size, count, file) ((void)(buffer), (void)(file), (size_t)0)

#endif
