/* Images of digits from a CSV file. */
#ifndef IMAGES_H
#define IMAGES_H

#define MH_NAME "digits"
#include "../sdk/c/manyhands.h"

#define PIXELS 64
#define CLASSES 10
#define MOST_IMAGES 4096

typedef struct {
  int count;
  float (*pixels)[PIXELS]; /* 0 to 16 in the file; here about -0.6 to 1.4 */
  uint8_t *labels;
} Images;

/* Reads rows of 64 pixels and a label from a file below /in. A file that is missing, empty or wrong ends the program with code 2. */
Images read_images(const char *path);

#endif
