/* The disk under a folder fails at the nth call of a kind, and from then on if told so.
 *
 * Loaded before the C library (LD_PRELOAD), so that SQLite, DuckDB and Python all call what is here.
 * Nothing fails until fail_at is called.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char kind, under[PATH_MAX];
static int nth, for_ever, number;
static atomic_int seen;

void fail_at(char which, const char *folder, int call, int ever, int error) {
    strncpy(under, folder, sizeof under - 1);
    seen = 0;
    nth = call;
    for_ever = ever;
    number = error;
    kind = which;
}

/* How many calls of the kind there were; from now on nothing fails. */
int calls_seen(void) {
    kind = 0;
    return seen;
}

static int fails_there(const char *path) {
    if (strncmp(path, under, strlen(under))) return 0;
    int call = ++seen;
    if (call < nth || (call > nth && !for_ever)) return 0;
    errno = number;
    return 1;
}

static int fails(char which, int file) {
    char link[64], path[PATH_MAX] = "";
    if (which != kind) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    return readlink(link, path, sizeof path - 1) > 0 && fails_there(path);
}

static int fails_at(char which, int folder, const char *path) {
    if (which != kind) return 0;
    return *path == '/' || folder == AT_FDCWD ? fails_there(path) : fails(which, folder);
}

#define OR_FAIL(condition, result, name, parameters, arguments)              \
    result name parameters {                                                 \
        static result(*real) parameters;                                     \
        if (!real) real = (result(*) parameters)dlsym(RTLD_NEXT, #name);     \
        return condition ? -1 : real arguments;                              \
    }

OR_FAIL(fails('w', f), ssize_t, write, (int f, const void *b, size_t n), (f, b, n))
OR_FAIL(fails('w', f), ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), (f, b, n, o))
OR_FAIL(fails('w', f), ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), (f, b, n, o))
OR_FAIL(fails('r', f), ssize_t, read, (int f, void *b, size_t n), (f, b, n))
OR_FAIL(fails('r', f), ssize_t, pread, (int f, void *b, size_t n, off_t o), (f, b, n, o))
OR_FAIL(fails('r', f), ssize_t, pread64, (int f, void *b, size_t n, off64_t o), (f, b, n, o))
OR_FAIL(fails('s', f), int, fsync, (int f), (f))
OR_FAIL(fails('s', f), int, fdatasync, (int f), (f))
OR_FAIL(fails('t', f), int, ftruncate, (int f, off_t n), (f, n))
OR_FAIL(fails('t', f), int, ftruncate64, (int f, off64_t n), (f, n))
OR_FAIL(fails_at('u', AT_FDCWD, p), int, unlink, (const char *p), (p))
OR_FAIL(fails_at('u', d, p), int, unlinkat, (int d, const char *p, int f), (d, p, f))
