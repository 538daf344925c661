#include "images.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DARKEST 16
/* About the pixels' mean and spread: networks learn faster from values around nought. */
#define MIDDLE 5
#define SPREAD 8

void fail(int code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("digits: ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(code);
}

static int field(const char **at, int most, const char *ends, const char *path, int row) {
  char *end;
  long value = strtol(*at, &end, 10);
  if (end == *at || value < 0 || value > most || strchr(ends, *end) == NULL) {
    fail(2, "%s, row %d: needs %d pixels from 0 to %d and a digit, between commas", path, row, PIXELS, DARKEST);
  }
  *at = *end == '\0' ? end : end + 1;
  return (int) value;
}

Images read_images(const char *path) {
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    fail(2, "cannot open %s: %s", path, strerror(errno));
  }
  Images images = {0, malloc(sizeof(float[MOST_IMAGES][PIXELS])), malloc(MOST_IMAGES)};
  if (images.pixels == NULL || images.labels == NULL) {
    fail(1, "no memory for %d images", MOST_IMAGES);
  }
  char line[512];
  while (fgets(line, sizeof line, file) != NULL) {
    if (images.count == MOST_IMAGES) {
      fail(2, "%s has more than %d rows", path, MOST_IMAGES);
    }
    const char *at = line;
    int row = images.count + 1;
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      images.pixels[images.count][pixel] = (float) (field(&at, DARKEST, ",", path, row) - MIDDLE) / SPREAD;
    }
    images.labels[images.count++] = (uint8_t) field(&at, CLASSES - 1, "\r\n", path, row);
  }
  if (ferror(file)) {
    fail(2, "cannot read %s: %s", path, strerror(errno));
  }
  if (images.count == 0) {
    fail(2, "%s has no rows", path);
  }
  fclose(file);
  return images;
}
