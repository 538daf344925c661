/* Puts, finds and removes size times a thousand keys in a hash table with linear probing: far loads, 64-bit products. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define SLOTS 131072
#define KEYS 100000

/* Key 0 marks a free slot. */
typedef struct {
  uint64_t key, value;
} entry;

static uint32_t home(uint64_t key) { return (uint32_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 47); }

/* The slot of a key, or the free one where it would go. */
static uint32_t find(const entry *table, uint64_t key) {
  uint32_t slot = home(key);
  while (table[slot].key != 0 && table[slot].key != key) {
    slot = (slot + 1) % SLOTS;
  }
  return slot;
}

/* Frees a slot and closes the gap, so that no search ends too early. */
static void delete(entry *table, uint32_t slot) {
  uint32_t gap = slot;
  for (uint32_t next = (slot + 1) % SLOTS; table[next].key != 0; next = (next + 1) % SLOTS) {
    if ((next - home(table[next].key)) % SLOTS >= (next - gap) % SLOTS) {
      table[gap] = table[next];
      gap = next;
    }
  }
  table[gap].key = 0;
}

uint64_t kernel(uint32_t size) {
  entry *table = take(SLOTS * sizeof *table);
  memset(table, 0, SLOTS * sizeof *table);
  uint64_t random = 10, checksum = 0;
  for (uint32_t thousand = 0; thousand < size; thousand++) {
    for (uint32_t i = 0; i < 1000; i++) {
      uint64_t chosen = random_next(&random) >> 16;
      uint64_t key = chosen % KEYS + 1;
      uint32_t slot = find(table, key);
      if (table[slot].key == 0) {
        table[slot] = (entry){key, chosen};
      } else if (chosen >> 40 & 1) {
        checksum += table[slot].value;
      } else {
        delete(table, slot);
      }
    }
    checksum = mix(checksum, thousand);
  }
  free(table);
  return checksum;
}
