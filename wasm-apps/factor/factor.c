/*
 * Finds the two factors of each number of a list.
 *
 * Reads the column "number" of /in/numbers.csv and leaves a row for each in /out/factors.csv: number,factor,other, the smaller
 * factor first. Pollard's rho method (1975) with Brent's cycle finding: about the fourth root of the number steps. A number that is
 * prime, or smaller than 4, ends the program.
 *
 * Exit code 0 on success, 1 when a file could not be written, 2 when the input is wrong.
 */
#define MH_NAME "factor"
#include "../sdk/c/manyhands.h"

#define MOST_NUMBER INT64_C(4000000000000000000)
#define BLOCK 128 /* differences that are multiplied before a greatest common divisor is taken */

/* a * b modulo n, by doubling: n has 62 bits at most, so no sum overflows. */
static uint64_t times(uint64_t a, uint64_t b, uint64_t n) {
  uint64_t product = 0;
  for (; b != 0; b >>= 1) {
    product += b & 1 ? a : 0;
    product -= product >= n ? n : 0;
    a += a;
    a -= a >= n ? n : 0;
  }
  return product;
}

static uint64_t common(uint64_t a, uint64_t b) {
  while (b != 0) {
    uint64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

static uint64_t apart(uint64_t a, uint64_t b) {
  return a > b ? a - b : b - a;
}

static uint64_t power(uint64_t base, uint64_t exponent, uint64_t n) {
  uint64_t result = 1;
  for (; exponent > 0; exponent >>= 1) {
    result = exponent & 1 ? times(result, base, n) : result;
    base = times(base, base, n);
  }
  return result;
}

/* Miller and Rabin with the first twelve primes, which decides for every number of 64 bits (Sorenson, Webster 2015). */
static bool is_prime(uint64_t n) {
  static const uint64_t witnesses[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
  uint64_t odd = n - 1;
  int halvings = 0;
  for (; odd % 2 == 0; odd /= 2) {
    halvings++;
  }
  for (size_t i = 0; i < sizeof witnesses / sizeof *witnesses; i++) {
    if (n % witnesses[i] == 0) {
      return n == witnesses[i];
    }
    uint64_t value = power(witnesses[i], odd, n);
    bool passes = value == 1 || value == n - 1;
    for (int half = 1; half < halvings && !passes; half++) {
      value = times(value, value, n);
      passes = value == n - 1;
    }
    if (!passes) {
      return false;
    }
  }
  return true;
}

/* A factor of a composite number, by the walk x -> x * x + c; the number itself when this walk finds none. */
static uint64_t walk(uint64_t n, uint64_t c) {
  uint64_t slow = 2;
  uint64_t fast = 2;
  uint64_t kept = 2;
  uint64_t product = 1;
  uint64_t factor = 1;
  for (uint64_t length = 1; factor == 1; length *= 2) {
    slow = fast;
    for (uint64_t i = 0; i < length; i++) {
      fast = (times(fast, fast, n) + c) % n;
    }
    for (uint64_t done = 0; done < length && factor == 1; done += BLOCK) {
      kept = fast;
      for (uint64_t i = 0; i < BLOCK && i < length - done; i++) {
        fast = (times(fast, fast, n) + c) % n;
        product = times(product, apart(slow, fast), n);
      }
      factor = common(product, n);
    }
  }
  if (factor == n) { /* the product had both factors: once more, step by step */
    factor = 1;
    while (factor == 1) {
      kept = (times(kept, kept, n) + c) % n;
      factor = common(apart(slow, kept), n);
    }
  }
  return factor;
}

static uint64_t factor_of(uint64_t n) {
  if (n % 2 == 0) {
    return 2;
  }
  uint64_t factor = n;
  for (uint64_t c = 1; factor == n; c++) {
    factor = walk(n, c);
  }
  return factor;
}

int main(void) {
  mh_need_arguments(0, "none");
  MhCsv numbers = mh_open_csv("numbers.csv");
  FILE *file = mh_create("factors.csv");
  fputs("number,factor,other\n", file);
  while (mh_next_row(&numbers)) {
    uint64_t n = (uint64_t) mh_field_whole(&numbers, "number", 4, MOST_NUMBER);
    if (is_prime(n)) {
      mh_wrong_row(&numbers, "the number is prime: there is no factor to find");
    }
    uint64_t factor = factor_of(n);
    uint64_t other = n / factor;
    fprintf(file, "%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n", n, factor < other ? factor : other,
            factor < other ? other : factor);
  }
  mh_finish(file, "factors.csv");
  return 0;
}
