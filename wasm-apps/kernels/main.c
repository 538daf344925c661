/*
 * The program around a kernel.
 *
 * Usage: KERNEL SIZE
 *
 * Writes the checksum, 16 hexadecimal digits and a newline. Exit code 0; 1 when the checksum could not be written, 2
 * when SIZE is not a number from 1 to 4294967295, 3 when there is not enough memory.
 */
#include <stdlib.h>
#include <unistd.h>

#include "kernel.h"

static int parse(const char *text, uint32_t *number) {
  uint64_t value = 0;
  const char *at = text;
  for (; *at >= '0' && *at <= '9' && value <= UINT32_MAX; at++) {
    value = value * 10 + (uint64_t)(*at - '0');
  }
  *number = (uint32_t)value;
  return at != text && *at == '\0' && value >= 1 && value <= UINT32_MAX;
}

void *take(size_t bytes) {
  void *memory = malloc(bytes);
  if (memory == NULL) {
    _Exit(3);
  }
  return memory;
}

int main(int count, char **arguments) {
  uint32_t size;
  if (count != 2 || !parse(arguments[1], &size)) {
    return 2;
  }
  uint64_t checksum = kernel(size);
  char line[17];
  for (int digit = 0; digit < 16; digit++) {
    line[digit] = "0123456789abcdef"[checksum >> (60 - 4 * digit) & 15];
  }
  line[16] = '\n';
  return write(STDOUT_FILENO, line, sizeof line) == (ssize_t)sizeof line ? 0 : 1;
}
