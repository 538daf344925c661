/* Follows every number up to size by the rule n -> n / 2 or 3 n + 1 down to 1: 64-bit integers and one tight loop. */
#include "kernel.h"

uint64_t kernel(uint32_t size) {
  uint64_t checksum = 0;
  uint32_t longest = 0;
  for (uint32_t start = 1; start <= size; start++) {
    uint32_t steps = 0;
    for (uint64_t n = start; n != 1; steps++) {
      n = n & 1 ? 3 * n + 1 : n >> 1;
    }
    if (steps > longest) {
      longest = steps;
      checksum = mix(checksum, start);
    }
    checksum += steps;
  }
  return mix(checksum, longest);
}
