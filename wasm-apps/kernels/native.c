/*
 * The native program around a kernel: runs it each time a line comes on standard input, and ends with the input.
 *
 * Usage: KERNEL SIZE
 *
 * Answers each line with `run WALL CPU 0 CHECKSUM`: nanoseconds of wall-clock time and of the processor, no fuel, and
 * the checksum in 16 hexadecimal digits. Exit code 2 when SIZE is no number, 3 when there is not enough memory.
 */
#define _POSIX_C_SOURCE 200809L
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "kernel.h"

void *take(size_t bytes) {
  void *memory = malloc(bytes);
  if (memory == NULL) {
    _Exit(3);
  }
  return memory;
}

static int64_t nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

int main(int count, char **arguments) {
  uint32_t size;
  if (count != 2 || sscanf(arguments[1], "%" SCNu32, &size) != 1) {
    return 2;
  }
  puts("ready 0");
  fflush(stdout);
  for (int letter = getchar(); letter != EOF; letter = getchar()) {
    if (letter == '\n') {
      int64_t wall = nanoseconds(CLOCK_MONOTONIC);
      int64_t cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
      uint64_t checksum = kernel(size);
      cpu = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - cpu;
      wall = nanoseconds(CLOCK_MONOTONIC) - wall;
      printf("run %" PRId64 " %" PRId64 " 0 %016" PRIx64 "\n", wall, cpu, checksum);
      fflush(stdout);
    }
  }
  return 0;
}
