/* Sieve of Eratosthenes over the numbers below two million, size times: byte stores with growing strides. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define LIMIT 2000000

static uint64_t primes(uint8_t *composite, uint32_t limit) {
  memset(composite, 0, limit);
  uint64_t sum = 0;
  for (uint32_t n = 2; n < limit; n++) {
    if (!composite[n]) {
      sum += n;
      if (n < limit / n) {
        for (uint32_t multiple = n * n; multiple < limit; multiple += n) {
          composite[multiple] = 1;
        }
      }
    }
  }
  return sum;
}

uint64_t kernel(uint32_t size) {
  uint8_t *composite = take(LIMIT);
  uint64_t checksum = 0;
  for (uint32_t round = 0; round < size; round++) {
    checksum = mix(checksum, primes(composite, LIMIT - round % 1000));
  }
  free(composite);
  return checksum;
}
