/*
 * Stands between a process and the system (LD_PRELOAD): writes down what the process does to the files below one folder,
 * lets a chosen call fail or die half-way, and sets the process's wall clock. Linux, glibc.
 *
 * Environment
 *   SHIM_ROOT     the folder, as an absolute path without links: only what lies below it counts
 *   SHIM_TRACE    a file that gets a record of every call (optional)
 *   SHIM_CONTROL  a file of eight 64-bit numbers, shared with whoever watches (optional): see `enum slot`
 *
 * Only calls that change what a disk holds, that make it durable or that open a file are taken; they are passed on as raw
 * system calls. Reads need no shim, nothing here makes links, and SQLite's shared memory (`-shm`), which is mapped, holds
 * nothing that has to last.
 * What takes a call and its record is one critical section, so the trace has the order in which things happened.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

/* The control file, the same as in control.ts. CALLS and FIRED are counted here, the others are set from outside. */
enum slot { CALLS, KINDS, AT, ACTION, ERROR, FIRED, SHIFT_NS, FROZEN_NS, SLOTS };
/* ACTION: what happens to call number AT of the KINDS, or, when it sticks, from that call on. */
enum action { PASS, FAIL_ONCE, FAIL_FROM, DIE_HALF_WAY };
/* KINDS: a sum of these. CREATE is an open that may make a file, OPEN any other. */
enum kind { WRITE = 1, SYNC = 2, TRUNCATE = 4, OPEN = 8, RENAME = 16, UNLINK = 32, MKDIR = 64, CREATE = 128 };
/* The records of a trace, the same as in read-trace.ts. */
enum record { MADE_FILE = 1, SIZED, WROTE, SYNCED, RENAMED, UNLINKED, MADE_FOLDER, REMOVED_FOLDER };

struct header {
  uint32_t record, path_bytes, to_bytes, data_bytes;
  uint64_t inode;
  int64_t offset;
};

enum { FDS = 65536 };
#define NS 1000000000LL
static const char *root;
static size_t root_bytes;
static int trace = -1;
static int64_t no_control[SLOTS];
static volatile int64_t *control = no_control;
static char ours[FDS];
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *trace_path = getenv("SHIM_TRACE"), *control_path = getenv("SHIM_CONTROL");
  root = getenv("SHIM_ROOT");
  root_bytes = root ? strlen(root) : 0;
  if (trace_path) trace = syscall(SYS_openat, AT_FDCWD, trace_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (!control_path) return;
  int fd = syscall(SYS_openat, AT_FDCWD, control_path, O_RDWR | O_CLOEXEC, 0);
  void *shared = mmap(NULL, sizeof no_control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (fd < 0 || shared == MAP_FAILED) abort();
  control = shared;
}

/* The absolute path, or NULL where it does not lie below the root. `room` holds PATH_MAX bytes. */
static const char *below(int folder, const char *path, char *room) {
  if (!root || !path) return NULL;
  if (path[0] != '/' && folder != AT_FDCWD) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t n = readlink(link, room, PATH_MAX - 1);
    if (n < 0) return NULL;
    snprintf(room + n, PATH_MAX - n, "/%s", path);
    path = room;
  }
  int inside = strncmp(path, root, root_bytes) == 0 && (path[root_bytes] == '/' || path[root_bytes] == 0);
  return inside ? path : NULL;
}

static int is_ours(int fd) { return fd >= 0 && fd < FDS && ours[fd]; }

static uint64_t inode_of(int fd) {
  struct stat found;
  return fstat(fd, &found) == 0 ? found.st_ino : 0;
}

static uint64_t inode_at(const char *path) {
  struct stat found;
  return lstat(path, &found) == 0 ? found.st_ino : 0;
}

static void put_trace(const void *bytes, size_t count) {
  if (count > 0 && syscall(SYS_write, trace, bytes, count) != (ssize_t)count) abort();
}

struct happened {
  const char *path, *to;
  int64_t offset;
  const void *data;
  size_t bytes;
};

static void record(enum record what, uint64_t inode, struct happened it) {
  if (trace < 0) return;
  struct header header = {what, it.path ? strlen(it.path) : 0, it.to ? strlen(it.to) : 0, it.bytes, inode, it.offset};
  put_trace(&header, sizeof header);
  put_trace(it.path, header.path_bytes);
  put_trace(it.to, header.to_bytes);
  put_trace(it.data, it.bytes);
}

/* Counts a call. What is to happen to it: PASS, or FAIL_ONCE with `errno` set, or DIE_HALF_WAY. */
static enum action fate(enum kind kind) {
  if (!(control[KINDS] & kind)) return PASS;
  int64_t number = ++control[CALLS], action = control[ACTION];
  int hit = action == FAIL_FROM ? number >= control[AT] : number == control[AT];
  if (action == PASS || control[AT] == 0 || !hit) return PASS;
  control[FIRED]++;
  errno = (int)control[ERROR];
  return action == DIE_HALF_WAY ? DIE_HALF_WAY : FAIL_ONCE;
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

/* A call with nothing to tear: it is done whole, fails, or the process dies before it. */
#define TAKE(kind, call, on_success)                   \
  pthread_mutex_lock(&turn);                           \
  enum action fate_ = fate(kind);                      \
  if (fate_ == DIE_HALF_WAY) die();                    \
  long result = fate_ == PASS ? (long)(call) : -1;     \
  int error = errno;                                   \
  if (result >= 0) { on_success; }                     \
  pthread_mutex_unlock(&turn);                         \
  errno = error;                                       \
  return result

static void opened(int fd, const char *path, int is_new, int flags) {
  if (fd < FDS) ours[fd] = 1;
  if (is_new) record(MADE_FILE, inode_of(fd), (struct happened){.path = path});
  else if (flags & O_TRUNC) record(SIZED, inode_of(fd), (struct happened){.offset = 0});
}

static int open_at(int folder, const char *path, int flags, mode_t mode) {
  char room[PATH_MAX];
  const char *inside = below(folder, path, room);
  if (!inside) return syscall(SYS_openat, folder, path, flags, mode);
  int is_new = (flags & O_CREAT) && access(inside, F_OK) != 0;
  TAKE(flags & O_CREAT ? CREATE : OPEN, syscall(SYS_openat, folder, path, flags, mode),
       opened(result, inside, is_new, flags));
}

#define MODE(flags)                                         \
  va_list rest;                                             \
  va_start(rest, flags);                                    \
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
  va_end(rest);
int open(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *path, int flags, ...) { MODE(flags) return open_at(folder, path, flags, mode); }
int openat64(int folder, const char *path, int flags, ...) { MODE(flags) return open_at(folder, path, flags, mode); }

int close(int fd) {
  if (fd >= 0 && fd < FDS) ours[fd] = 0;
  return syscall(SYS_close, fd);
}

/* `at` below 0: where the file stands, as `write` does. */
static ssize_t put_raw(int fd, const void *bytes, size_t count, off_t at) {
  return at < 0 ? syscall(SYS_write, fd, bytes, count) : syscall(SYS_pwrite64, fd, bytes, count, at);
}

static off_t place_of(int fd) {
  struct stat found;
  if (!(fcntl(fd, F_GETFL) & O_APPEND)) return lseek(fd, 0, SEEK_CUR);
  return fstat(fd, &found) == 0 ? found.st_size : 0;
}

static ssize_t put(int fd, const void *bytes, size_t count, off_t at) {
  if (!is_ours(fd)) return put_raw(fd, bytes, count, at);
  pthread_mutex_lock(&turn);
  enum action action = fate(WRITE);
  int error = errno;
  off_t place = at < 0 ? place_of(fd) : at;
  errno = error;
  if (action == DIE_HALF_WAY) {
    put_raw(fd, bytes, count / 2, at);
    die();
  }
  ssize_t result = action == PASS ? put_raw(fd, bytes, count, at) : -1;
  error = errno;
  if (result > 0) record(WROTE, inode_of(fd), (struct happened){.offset = place, .data = bytes, .bytes = result});
  pthread_mutex_unlock(&turn);
  errno = error;
  return result;
}

/* Pieces are joined, so that a tear may go through any of them. */
static ssize_t put_pieces(int fd, const struct iovec *pieces, int count, off_t at) {
  size_t bytes = 0;
  for (int i = 0; i < count; i++) bytes += pieces[i].iov_len;
  char *joined = malloc(bytes + 1), *end = joined;
  if (!joined) abort();
  for (int i = 0; i < count; i++) end = mempcpy(end, pieces[i].iov_base, pieces[i].iov_len);
  ssize_t result = put(fd, joined, bytes, at);
  int error = errno;
  free(joined);
  errno = error;
  return result;
}

ssize_t write(int fd, const void *bytes, size_t count) { return put(fd, bytes, count, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { return put(fd, bytes, count, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return put(fd, bytes, count, at); }
ssize_t pwritev(int fd, const struct iovec *pieces, int count, off_t at) { return put_pieces(fd, pieces, count, at); }
ssize_t pwritev64(int fd, const struct iovec *pieces, int count, off64_t at) { return put_pieces(fd, pieces, count, at); }
ssize_t writev(int fd, const struct iovec *pieces, int count) {
  return is_ours(fd) ? put_pieces(fd, pieces, count, -1) : syscall(SYS_writev, fd, pieces, count);
}

static int flush(int fd, long number) {
  if (!is_ours(fd)) return syscall(number, fd);
  TAKE(SYNC, syscall(number, fd), record(SYNCED, inode_of(fd), (struct happened){0}));
}
int fsync(int fd) { return flush(fd, SYS_fsync); }
int fdatasync(int fd) { return flush(fd, SYS_fdatasync); }

int ftruncate(int fd, off_t size) {
  if (!is_ours(fd)) return syscall(SYS_ftruncate, fd, size);
  TAKE(TRUNCATE, syscall(SYS_ftruncate, fd, size), record(SIZED, inode_of(fd), (struct happened){.offset = size}));
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
  char from_room[PATH_MAX], to_room[PATH_MAX];
  const char *old = below(from_folder, from, from_room), *new = below(to_folder, to, to_room);
  if (!old || !new) return syscall(SYS_renameat2, from_folder, from, to_folder, to, 0);
  TAKE(RENAME, syscall(SYS_renameat2, from_folder, from, to_folder, to, 0),
       record(RENAMED, inode_at(new), (struct happened){.path = old, .to = new}));
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int folder, const char *path, int flags) {
  char room[PATH_MAX];
  const char *inside = below(folder, path, room);
  if (!inside) return syscall(SYS_unlinkat, folder, path, flags);
  uint64_t inode = inode_at(inside);
  TAKE(UNLINK, syscall(SYS_unlinkat, folder, path, flags),
       record(flags & AT_REMOVEDIR ? REMOVED_FOLDER : UNLINKED, inode, (struct happened){.path = inside}));
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) { return unlink(path) == 0 ? 0 : errno == EISDIR ? rmdir(path) : -1; }

int mkdirat(int folder, const char *path, mode_t mode) {
  char room[PATH_MAX];
  const char *inside = below(folder, path, room);
  if (!inside) return syscall(SYS_mkdirat, folder, path, mode);
  TAKE(MKDIR, syscall(SYS_mkdirat, folder, path, mode),
       record(MADE_FOLDER, inode_at(inside), (struct happened){.path = inside}));
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/* The wall clock: moved by SHIFT_NS, or standing at FROZEN_NS. The steady clock is left alone. */
static int64_t wall_ns(int64_t real) { return control[FROZEN_NS] ? control[FROZEN_NS] : real + control[SHIFT_NS]; }

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, now);
  if (result != 0 || (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)) return result;
  int64_t ns = wall_ns(now->tv_sec * NS + now->tv_nsec);
  *now = (struct timespec){.tv_sec = ns / NS, .tv_nsec = ns % NS};
  return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec precise;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &precise) != 0) return -1;
  *now = (struct timeval){.tv_sec = precise.tv_sec, .tv_usec = precise.tv_nsec / 1000};
  return 0;
}

time_t time(time_t *out) {
  struct timespec precise;
  clock_gettime(CLOCK_REALTIME, &precise);
  if (out) *out = precise.tv_sec;
  return precise.tv_sec;
}
