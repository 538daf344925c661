/*
 * Counts the solutions of the N-Queens problem whose first two rows begin with one of a range of prefixes.
 *
 * Usage: queens N FROM TO
 *
 * Prefix p places the queen of row 0 in column p / N and the queen of row 1 in column p % N, so the prefixes 0 to
 * N * N - 1 share out all solutions: the counts of disjoint ranges that cover them add up to the whole count. A prefix
 * whose two queens attack each other has no solutions. The count is left in /out/count.txt, decimal, with a newline.
 *
 * Exit code 0 on success, 1 when the count could not be written, 2 when an argument is wrong.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAST_N 2
#define MOST_N 30 /* all sets of columns fit in 32 bits, also after a shift */

/* Sets of columns are bit masks: bit c stands for column c. The diagonals move by one column a row. */
static uint64_t completions(uint32_t all, uint32_t columns, uint32_t falling, uint32_t rising) {
  if (columns == all) {
    return 1;
  }
  uint64_t count = 0;
  for (uint32_t free = all & ~(columns | falling | rising); free != 0; free &= free - 1) {
    uint32_t queen = free & -free;
    count += completions(all, columns | queen, (falling | queen) << 1, (rising | queen) >> 1);
  }
  return count;
}

static uint64_t solutions(uint32_t n, uint32_t prefix) {
  uint32_t all = (UINT32_C(1) << n) - 1;
  uint32_t first = UINT32_C(1) << (prefix / n);
  uint32_t second = UINT32_C(1) << (prefix % n);
  if (second & (first | first << 1 | first >> 1)) {
    return 0;
  }
  return completions(all, first | second, (first << 1 | second) << 1, (first >> 1 | second) >> 1);
}

static uint32_t number(const char *name, const char *text, uint32_t least, uint32_t most) {
  char *end;
  errno = 0;
  unsigned long long value = strtoull(text, &end, 10);
  if (*text < '0' || *text > '9' || *end != '\0' || errno != 0 || value < least || value > most) {
    fprintf(stderr, "queens: %s is \"%s\": give a whole number from %u to %u\n", name, text, (unsigned) least,
            (unsigned) most);
    exit(2);
  }
  return (uint32_t) value;
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "queens: needs 3 arguments, N FROM TO, and got %d\n", argc > 0 ? argc - 1 : 0);
    return 2;
  }
  uint32_t n = number("N", argv[1], LEAST_N, MOST_N);
  uint32_t from = number("FROM", argv[2], 0, n * n);
  uint32_t to = number("TO", argv[3], from, n * n);

  uint64_t count = 0;
  for (uint32_t prefix = from; prefix < to; prefix++) {
    count += solutions(n, prefix);
  }

  FILE *file = fopen("/out/count.txt", "w");
  if (file == NULL || fprintf(file, "%llu\n", (unsigned long long) count) < 0 || fclose(file) != 0) {
    fprintf(stderr, "queens: cannot write /out/count.txt: %s\n", strerror(errno));
    return 1;
  }
  return 0;
}
