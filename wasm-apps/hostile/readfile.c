/*
 * Hostile on purpose: tries to read files of the machine that it runs on, by absolute paths, by climbing out of its own
 * folders, through links of its own making and through descriptors that it was not given. Prints what each attempt got.
 *
 * Exit code 0 when nothing could be read, 1 when the sandbox leaked.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wasi/api.h>

#define LAST_DESCRIPTOR 64

static int leaks;

static void report_read(const char *attempt, int descriptor) {
  char bytes[64];
  ssize_t length = read(descriptor, bytes, sizeof bytes);
  if (length < 0) {
    printf("%s: opened, not read: %s\n", attempt, strerror(errno));
  } else {
    printf("%s: LEAKED %d bytes\n", attempt, (int) length);
    leaks++;
  }
  close(descriptor);
}

static void try_path(const char *path) {
  int descriptor = open(path, O_RDONLY);
  if (descriptor < 0) {
    printf("open %s: %s\n", path, strerror(errno));
  } else {
    report_read(path, descriptor);
  }
}

static void try_link(const char *target, const char *link) {
  printf("symlink %s -> %s: %s\n", link, target, symlink(target, link) == 0 ? "made" : strerror(errno));
  try_path(link);
}

/* Past the C library, which would refuse some paths before the sandbox sees them. */
static void try_descriptors(const char *path) {
  int tried = 0;
  for (__wasi_fd_t folder = 0; folder <= LAST_DESCRIPTOR; folder++) {
    __wasi_fd_t descriptor;
    __wasi_errno_t refusal = __wasi_path_open(folder, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, path, 0,
                                              __WASI_RIGHTS_FD_READ, 0, 0, &descriptor);
    if (refusal == 0) {
      report_read(path, (int) descriptor);
    } else {
      tried++;
      if (refusal != __WASI_ERRNO_BADF) {
        printf("path_open %s below descriptor %d: %s\n", path, (int) folder, strerror(refusal));
      }
    }
  }
  printf("path_open %s: refused below %d of %d descriptors\n", path, tried, LAST_DESCRIPTOR + 1);
}

int main(void) {
  try_path("/etc/passwd");
  try_path("../../etc/passwd");
  try_path("/in/../../etc/passwd");
  try_path("/in/../etc/passwd");
  try_path("/out/./../../../../../../etc/passwd");
  try_path("/proc/self/environ");
  try_path("C:\\Windows\\win.ini");
  try_link("/etc/passwd", "/out/absolute");
  try_link("../../../../../etc/passwd", "/out/climbing");
  try_descriptors("/etc/passwd");
  try_descriptors("../../../../etc/passwd");
  printf(leaks == 0 ? "nothing was read\n" : "THE SANDBOX LEAKED %d TIMES\n", leaks);
  return leaks == 0 ? 0 : 1;
}
