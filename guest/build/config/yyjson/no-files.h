/*
** no-files.h - takes files away from yyjson
**
** Its file functions are never called, but naming libc's would link start-up code that asks the host for folders.
** Included before yyjson.c: every file operation fails at once.
*/
#ifndef KOBAKO_YYJSON_NO_FILES_H
#define KOBAKO_YYJSON_NO_FILES_H

#include <stdio.h>

#define fopen(path, mode) ((void)(path), (void)(mode), (FILE *)0)
#define fclose(file) ((void)(file), EOF)
#define fseek(file, offset, whence) ((void)(file), -1)
#define ftell(file) ((void)(file), -1L)
#define fread(buffer, size, count, file) ((void)(buffer), (void)(file), (size_t)0)
#define fwrite(buffer, size, count, file) ((void)(buffer), (void)(file), (size_t)0)

#endif
