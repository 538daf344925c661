/* Packs 512 KiB of text by pointing back to what came before, and unpacks it again, size times: bytes, hashing, matching. */
#include <stdlib.h>
#include <string.h>

#include "kernel.h"

#define TEXT (512 * 1024)
#define SLOTS 32768
#define WINDOW 65535
#define LEAST 4
#define MOST (LEAST + 127)

/* Words drawn again and again, as in a language. */
static void write_text(uint8_t *text) {
  uint64_t random = 9;
  uint32_t at = 0;
  while (at < TEXT) {
    uint64_t chosen = random_next(&random) >> 40;
    uint64_t letters = (chosen & chosen >> 8 & 0xff) * UINT64_C(0x9e3779b97f4a7c15);
    for (uint32_t length = 2 + (uint32_t)(letters >> 61); length > 0 && at < TEXT; length--) {
      text[at++] = (uint8_t)('a' + (letters >> 8) % 26);
      letters = letters * 5 + 1;
    }
    if (at < TEXT) {
      text[at++] = ' ';
    }
  }
}

static uint32_t four_bytes(const uint8_t *at) {
  uint32_t word;
  memcpy(&word, at, sizeof word);
  return word;
}

/*
 * A token below 128 is followed by that many bytes plus one; any other, by the distance of a match (two bytes), whose
 * length is the token less 128 plus LEAST. Returns the packed length.
 */
static uint32_t pack(const uint8_t *text, uint8_t *packed, uint32_t *table) {
  memset(table, 0, SLOTS * sizeof *table);
  uint32_t at = 0, plain = 0, out = 0;
  while (at < TEXT) {
    uint32_t length = 0, distance = 0;
    if (at + LEAST <= TEXT) {
      uint32_t slot = four_bytes(text + at) * UINT32_C(2654435761) >> 17;
      uint32_t candidate = table[slot]; /* a place plus one; 0 for none */
      table[slot] = at + 1;
      if (candidate != 0 && at + 1 - candidate <= WINDOW) {
        const uint8_t *before = text + candidate - 1;
        uint32_t most = TEXT - at < MOST ? TEXT - at : MOST;
        while (length < most && before[length] == text[at + length]) {
          length++;
        }
        distance = at + 1 - candidate;
      }
    }
    int matched = length >= LEAST;
    if (!matched) {
      at++;
    }
    if (at - plain == 128 || ((matched || at == TEXT) && at > plain)) {
      packed[out++] = (uint8_t)(at - plain - 1);
      memcpy(packed + out, text + plain, at - plain);
      out += at - plain;
      plain = at;
    }
    if (matched) {
      packed[out++] = (uint8_t)(128 + length - LEAST);
      packed[out++] = (uint8_t)distance;
      packed[out++] = (uint8_t)(distance >> 8);
      at += length;
      plain = at;
    }
  }
  return out;
}

static void unpack(const uint8_t *packed, uint32_t length, uint8_t *text) {
  uint32_t at = 0, in = 0;
  while (in < length) {
    uint32_t token = packed[in++];
    if (token < 128) {
      for (uint32_t i = 0; i <= token; i++) {
        text[at++] = packed[in++];
      }
    } else {
      uint32_t distance = packed[in] | (uint32_t)packed[in + 1] << 8;
      in += 2;
      for (uint32_t i = 0; i < token - 128 + LEAST; i++, at++) {
        text[at] = text[at - distance];
      }
    }
  }
}

uint64_t kernel(uint32_t size) {
  uint8_t *text = take(TEXT), *packed = take(TEXT + TEXT / 64), *unpacked = take(TEXT);
  uint32_t *table = take(SLOTS * sizeof *table);
  write_text(text);
  uint64_t checksum = 0;
  for (uint32_t round = 0; round < size; round++) {
    text[round * 31 % TEXT] ^= 1;
    uint32_t length = pack(text, packed, table);
    unpack(packed, length, unpacked);
    checksum = mix(checksum, length + (memcmp(text, unpacked, TEXT) == 0 ? 0 : UINT64_C(1) << 63));
  }
  free(text);
  free(packed);
  free(unpacked);
  free(table);
  return checksum;
}
