// What Swift cannot import from libgit2: variadic functions.
#ifndef SLUICE_SHIM_H
#define SLUICE_SHIM_H

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

#endif
