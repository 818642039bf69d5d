// What Swift cannot import from the C library by itself: headers that its module leaves out, and GNU extensions.
#ifndef SLUICE_SYSTEM_SHIM_H
#define SLUICE_SYSTEM_SHIM_H

#include <elf.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <spawn.h>
#include <sys/auxv.h>

// Declared only for `_GNU_SOURCE`, as <spawn.h>, <sched.h>, <pthread.h> and <sys/mman.h> have them.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int memfd_create(const char *name, unsigned int flags);
extern int sched_getcpu(void);
extern int sched_getaffinity(pid_t thread, size_t size, cpu_set_t *processors);
extern int pthread_attr_setaffinity_np(pthread_attr_t *attributes, size_t size, const cpu_set_t *processors);
enum { SLUICE_MFD_CLOEXEC = 1 };

#endif
