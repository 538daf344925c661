/* Images of digits from a CSV file, and how a program of this folder gives up. */
#ifndef IMAGES_H
#define IMAGES_H

#include <stdint.h>

#define PIXELS 64
#define CLASSES 10
#define MOST_IMAGES 4096

typedef struct {
  int count;
  float (*pixels)[PIXELS]; /* 0 to 16 in the file; here about -0.6 to 1.4 */
  uint8_t *labels;
} Images;

/* Reads rows of 64 pixels and a label. A file that is missing, empty or wrong ends the program with code 2. */
Images read_images(const char *path);

/* Prints a message to standard error and ends the program with this code. */
_Noreturn void fail(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
