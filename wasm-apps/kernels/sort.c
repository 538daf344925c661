/* Sorts 250,000 random numbers, size times: quicksort, with insertion sort for what is short. Branches nobody foresees. */
#include <stdlib.h>

#include "kernel.h"

#define COUNT 250000
#define SHORT 16

static void swap(uint32_t *left, uint32_t *right) {
  uint32_t kept = *left;
  *left = *right;
  *right = kept;
}

static void insert(uint32_t *numbers, int32_t count) {
  for (int32_t i = 1; i < count; i++) {
    uint32_t number = numbers[i];
    int32_t at = i;
    for (; at > 0 && numbers[at - 1] > number; at--) {
      numbers[at] = numbers[at - 1];
    }
    numbers[at] = number;
  }
}

/* Leaves the median of first, middle and last in the middle. */
static uint32_t pivot(uint32_t *numbers, int32_t count) {
  uint32_t *first = numbers, *middle = numbers + count / 2, *last = numbers + count - 1;
  if (*middle < *first) {
    swap(middle, first);
  }
  if (*last < *middle) {
    swap(last, middle);
    if (*middle < *first) {
      swap(middle, first);
    }
  }
  return *middle;
}

static void sort(uint32_t *numbers, int32_t count) {
  while (count > SHORT) {
    uint32_t between = pivot(numbers, count);
    int32_t low = -1, high = count;
    for (;;) {
      do {
        low++;
      } while (numbers[low] < between);
      do {
        high--;
      } while (numbers[high] > between);
      if (low >= high) {
        break;
      }
      swap(numbers + low, numbers + high);
    }
    sort(numbers, high + 1);
    numbers += high + 1;
    count -= high + 1;
  }
  insert(numbers, count);
}

uint64_t kernel(uint32_t size) {
  uint32_t *numbers = take(COUNT * sizeof *numbers);
  uint64_t random = 8, checksum = 0;
  for (uint32_t round = 0; round < size; round++) {
    for (int i = 0; i < COUNT; i++) {
      numbers[i] = (uint32_t)(random_next(&random) >> 32);
    }
    sort(numbers, COUNT);
    for (int i = 0; i < COUNT; i += 97) {
      checksum = mix(checksum, numbers[i]);
    }
  }
  free(numbers);
  return checksum;
}
