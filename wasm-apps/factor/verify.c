/*
 * Says whether factors are right: a multiplication a number, where finding them took minutes.
 *
 * Beside what factor.c saw, /in/numbers.csv, there is what a host says it found, /in/result/out/factors.csv. Exit code 0 when
 * it has a row for each number, in order, with two factors greater than 1 whose product it is; 1, with a line that says what is wrong,
 * otherwise. Whatever bytes a host may have sent get one of the two.
 */
#define MH_NAME "verify"
#include "../sdk/c/manyhands.h"

#define WRONG 1
#define MOST_DIGITS 19

/* The number that begins at *at and ends with this character, and steps behind it; anything else is wrong. */
static uint64_t number(const char **at, char end, int64_t line) {
  const char *digit = *at;
  uint64_t value = 0;
  while (*digit >= '0' && *digit <= '9' && digit - *at < MOST_DIGITS) {
    value = value * 10 + (uint64_t) (*digit++ - '0');
  }
  if (digit == *at || *digit != end) {
    mh_fail(WRONG, "line %" PRId64 " is no row number,factor,other", line);
  }
  *at = digit + (end != '\0');
  return value;
}

int main(void) {
  MhCsv numbers = mh_open_csv("numbers.csv");
  FILE *found = fopen("/in/result/out/factors.csv", "rb");
  if (found == NULL) {
    mh_fail(WRONG, "there is no file factors.csv");
  }
  MhLines rows = {"factors.csv", found, NULL, 0, 0, 0};
  if (!mh_next_line(&rows) || strcmp(rows.text, "number,factor,other") != 0) {
    mh_fail(WRONG, "the first line is not number,factor,other");
  }
  while (mh_next_row(&numbers)) {
    uint64_t n = (uint64_t) mh_field_whole(&numbers, "number", 4, INT64_MAX);
    if (!mh_next_line(&rows)) {
      mh_fail(WRONG, "there is no row for %" PRIu64, n);
    }
    const char *at = rows.text;
    uint64_t named = number(&at, ',', rows.number);
    uint64_t factor = number(&at, ',', rows.number);
    uint64_t other = number(&at, '\0', rows.number);
    if (named != n || factor < 2 || other < 2 || n % factor != 0 || n / factor != other) {
      mh_fail(WRONG, "%" PRIu64 " is not %" PRIu64 " times %" PRIu64, n, factor, other);
    }
  }
  if (mh_next_line(&rows)) {
    mh_fail(WRONG, "line %" PRId64 " is one row too many", rows.number);
  }
  return 0;
}
