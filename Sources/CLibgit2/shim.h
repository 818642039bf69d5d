// What Swift cannot import from libgit2 and from the C library: variadic functions and GNU extensions.
#ifndef SLUICE_SHIM_H
#define SLUICE_SHIM_H

#include <elf.h>
#include <malloc.h>
#include <pthread.h>
#include <sched.h>
#include <spawn.h>
#include <sys/auxv.h>
#include <zlib.h>

#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/mempack.h>
#include <git2/sys/repository.h>

// `git_libgit2_opts` is variadic; each use gets a function with the arguments that the manual names for it.
static inline int sluice_opts_set_flag(int option, int enabled) {
    return git_libgit2_opts(option, enabled);
}

static inline int sluice_opts_set_size(int option, size_t size) {
    return git_libgit2_opts(option, size);
}

static inline int sluice_opts_set_extensions(const char **extensions, size_t count) {
    return git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, count);
}

// GNU extensions that the C library declares only for `_GNU_SOURCE`, as <spawn.h>, <sched.h>, <pthread.h> and <sys/mman.h>
// have them.
extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions, const char *path);
extern int memfd_create(const char *name, unsigned int flags);
extern int sched_getcpu(void);
extern int sched_getaffinity(pid_t thread, size_t size, cpu_set_t *processors);
extern int pthread_attr_setaffinity_np(pthread_attr_t *attributes, size_t size, const cpu_set_t *processors);
enum { SLUICE_MFD_CLOEXEC = 1 };

#endif
