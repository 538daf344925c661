#include "images.h"

#define DARKEST 16
/* About the pixels' mean and spread: networks learn faster from values around nought. */
#define MIDDLE 5
#define SPREAD 8

static int field(const char **at, int most, const char *ends, const MhLines *lines) {
  char *end;
  long value = strtol(*at, &end, 10);
  if (end == *at || value < 0 || value > most || strchr(ends, *end) == NULL) {
    mh_fail(MH_BAD_INPUT, "%s, row %" PRId64 ": needs %d pixels from 0 to %d and a digit, between commas", lines->path,
            lines->number, PIXELS, DARKEST);
  }
  *at = *end == '\0' ? end : end + 1;
  return (int) value;
}

Images read_images(const char *path) {
  MhLines lines = mh_open_lines(path);
  Images images = {0, mh_allocate(sizeof(float[MOST_IMAGES][PIXELS])), mh_allocate(MOST_IMAGES)};
  while (mh_next_line(&lines)) {
    if (images.count == MOST_IMAGES) {
      mh_fail(MH_BAD_INPUT, "%s has more than %d rows", lines.path, MOST_IMAGES);
    }
    const char *at = lines.text;
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      images.pixels[images.count][pixel] = (float) (field(&at, DARKEST, ",", &lines) - MIDDLE) / SPREAD;
    }
    images.labels[images.count++] = (uint8_t) field(&at, CLASSES - 1, "", &lines);
  }
  if (images.count == 0) {
    mh_fail(MH_BAD_INPUT, "%s has no rows", lines.path);
  }
  return images;
}
