/*
 * A kernel of `manyhands bench sandbox`: some work that grows with its size, and a checksum of the answer.
 *
 * The same source is compiled natively and to WebAssembly, and every engine must find the same checksum. So kernels
 * use floating-point operations that IEEE 754 determines to the last bit (+ - * / sqrt) and nothing of the mathematics
 * library, and keep nothing from one call to the next.
 */
#ifndef KERNEL_H
#define KERNEL_H

#include <stddef.h>
#include <stdint.h>

/* Does the work and returns the checksum. May be called any number of times; the same size gives the same checksum. */
uint64_t kernel(uint32_t size);

/* Pseudo-random numbers (xorshift64*): the state must not be 0. */
static inline uint64_t random_next(uint64_t *state) {
  uint64_t x = *state;
  x ^= x >> 12;
  x ^= x << 25;
  x ^= x >> 27;
  *state = x;
  return x * UINT64_C(0x2545f4914f6cdd1d);
}

/* A number in [0, 1) of 53 random bits. */
static inline double random_fraction(uint64_t *state) {
  return (double)(random_next(state) >> 11) * (1.0 / 9007199254740992.0);
}

/* Mixes a value into a checksum. */
static inline uint64_t mix(uint64_t checksum, uint64_t value) {
  return (checksum ^ value) * UINT64_C(0x9e3779b97f4a7c15) + (checksum >> 29);
}

/* The bits of a number. */
static inline uint64_t bits_of(double number) {
  union {
    double number;
    uint64_t bits;
  } both = {.number = number};
  return both.bits;
}

/* Memory of so many bytes; ends the program with exit code 3 when there is none. The caller frees it. */
void *take(size_t bytes);

#endif
