/* Counts how long each point of a picture of size x size stays near the origin: doubles in registers, no memory. */
#include "kernel.h"

#define MOST 256

static uint32_t turns(double real, double imaginary) {
  double x = 0, y = 0;
  uint32_t turn = 0;
  while (turn < MOST && x * x + y * y <= 4) {
    double next = x * x - y * y + real;
    y = 2 * x * y + imaginary;
    x = next;
    turn++;
  }
  return turn;
}

uint64_t kernel(uint32_t size) {
  uint64_t checksum = 0;
  for (uint32_t row = 0; row < size; row++) {
    for (uint32_t column = 0; column < size; column++) {
      checksum += turns(3.0 * column / size - 2.25, 3.0 * row / size - 1.5);
    }
    checksum = mix(checksum, row);
  }
  return checksum;
}
