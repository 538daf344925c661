#include "network.h"

#include <stdio.h>

/* Four partial sums: shorter chains of dependent additions, in an order that is written down here. */
static float dot(const float *left, const float *right, int length) {
  float sums[4] = {0, 0, 0, 0};
  int i = 0;
  for (; i + 4 <= length; i += 4) {
    sums[0] += left[i] * right[i];
    sums[1] += left[i + 1] * right[i + 1];
    sums[2] += left[i + 2] * right[i + 2];
    sums[3] += left[i + 3] * right[i + 3];
  }
  for (; i < length; i++) {
    sums[0] += left[i] * right[i];
  }
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

void forward(const Network *network, const float *pixels, float *hidden, float *scores) {
  for (int unit = 0; unit < network->width; unit++) {
    float sum = network->hidden_biases[unit] + dot(network->hidden_weights[unit], pixels, PIXELS);
    hidden[unit] = sum > 0 ? sum : 0;
  }
  for (int class = 0; class < CLASSES; class++) {
    scores[class] = network->class_biases[class] + dot(network->class_weights[class], hidden, network->width);
  }
}

int classify(const Network *network, const float *pixels) {
  float hidden[MOST_WIDTH];
  float scores[CLASSES];
  forward(network, pixels, hidden, scores);
  int best = 0;
  for (int class = 1; class < CLASSES; class++) {
    if (scores[class] > scores[best]) {
      best = class;
    }
  }
  return best;
}

int share(int part, int whole) {
  return (part * 10000 + whole / 2) / whole;
}

bool write_network(const Network *network, const char *path) {
  FILE *file = fopen(path, "wb");
  if (file == NULL) {
    return false;
  }
  size_t width = (size_t) network->width;
  int32_t shape[3] = {PIXELS, network->width, CLASSES};
  bool written = fwrite(shape, sizeof shape, 1, file) == 1
      && fwrite(network->hidden_weights, sizeof(float[PIXELS]), width, file) == width
      && fwrite(network->hidden_biases, sizeof(float), width, file) == width;
  for (int class = 0; class < CLASSES; class++) {
    written = written && fwrite(network->class_weights[class], sizeof(float), width, file) == width;
  }
  written = written && fwrite(network->class_biases, sizeof(float), CLASSES, file) == CLASSES;
  return fclose(file) == 0 && written;
}

bool read_network(Network *network, const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) {
    return false;
  }
  int32_t shape[3];
  bool readable = fread(shape, sizeof shape, 1, file) == 1 && shape[0] == PIXELS && shape[1] > 0
      && shape[1] <= MOST_WIDTH && shape[2] == CLASSES;
  if (readable) {
    size_t width = (size_t) shape[1];
    network->width = shape[1];
    readable = fread(network->hidden_weights, sizeof(float[PIXELS]), width, file) == width
        && fread(network->hidden_biases, sizeof(float), width, file) == width;
    for (int class = 0; class < CLASSES; class++) {
      readable = readable && fread(network->class_weights[class], sizeof(float), width, file) == width;
    }
    readable = readable && fread(network->class_biases, sizeof(float), CLASSES, file) == CLASSES
        && fgetc(file) == EOF;
  }
  fclose(file);
  return readable;
}
