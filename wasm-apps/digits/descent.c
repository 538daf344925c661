#include "descent.h"

#include <math.h>
#include <string.h>

/* Images that share a step. Small, so that few epochs suffice. */
#define GROUP 8

/* SplitMix64: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
static uint64_t next_random(uint64_t *state) {
  uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
  return z ^ z >> 31;
}

/* Uniform in [-bound, bound). */
static float random_within(uint64_t *state, double bound) {
  double unit = (double) (next_random(state) >> 11) * 0x1p-53;
  return (float) ((2 * unit - 1) * bound);
}

/* First weights: Glorot and Bengio, "Understanding the difficulty of training deep feedforward networks", 2010. */
static void first_weights(Network *network, int width, uint64_t *random) {
  memset(network, 0, sizeof *network);
  network->width = width;
  double bound = sqrt(6.0 / (PIXELS + width));
  for (int unit = 0; unit < width; unit++) {
    for (int pixel = 0; pixel < PIXELS; pixel++) {
      network->hidden_weights[unit][pixel] = random_within(random, bound);
    }
  }
  bound = sqrt(6.0 / (width + CLASSES));
  for (int class = 0; class < CLASSES; class++) {
    for (int unit = 0; unit < width; unit++) {
      network->class_weights[class][unit] = random_within(random, bound);
    }
  }
}

static void shuffle(Choice *choice, uint64_t *random) {
  for (int last = choice->count - 1; last > 0; last--) {
    int other = (int) (next_random(random) % (uint64_t) (last + 1));
    int moved = choice->at[last];
    choice->at[last] = choice->at[other];
    choice->at[other] = moved;
  }
}

/* e^x for x <= 0 by its Taylor series at x / 1024, squared ten times: own code, so that no library decides the bits. */
static double exponential(double x) {
  double y = (x < -700 ? -700 : x) / 1024;
  double result = 1 + y * (1 + y / 2 * (1 + y / 3 * (1 + y / 4 * (1 + y / 5 * (1 + y / 6)))));
  for (int i = 0; i < 10; i++) {
    result *= result;
  }
  return result;
}

/* Turns scores into how far softmax is from the truth: the gradient of cross entropy by the scores. */
static void softmax_errors(float *scores, int label) {
  float highest = scores[0];
  for (int class = 1; class < CLASSES; class++) {
    highest = scores[class] > highest ? scores[class] : highest;
  }
  double parts[CLASSES];
  double sum = 0;
  for (int class = 0; class < CLASSES; class++) {
    parts[class] = exponential((double) scores[class] - (double) highest);
    sum += parts[class];
  }
  for (int class = 0; class < CLASSES; class++) {
    scores[class] = (float) (parts[class] / sum - (class == label ? 1 : 0));
  }
}

/* The values and errors of one group of images; the last group of an epoch may be smaller, the rest then has no errors. */
static float pixels[GROUP][PIXELS];
static float hidden[GROUP][MOST_WIDTH];
static float class_errors[GROUP][CLASSES];
static float hidden_errors[GROUP][MOST_WIDTH];

/* weights[i] moves against the sum over the group of errors[image] * inputs[image][i], and towards nought by decay. */
static void descend(float *restrict weights, int length, const float *restrict errors, const float *restrict inputs,
                    int stride, float decay) {
  for (int i = 0; i < length; i++) {
    float sum = 0;
    for (int image = 0; image < GROUP; image++) {
      sum += errors[image] * inputs[image * stride + i];
    }
    weights[i] -= sum + decay * weights[i];
  }
}

/* Shows the group to the network and works out how wrong each unit is. */
static void show(const Network *network, const Images *images, const int *chosen, int count) {
  for (int image = 0; image < count; image++) {
    memcpy(pixels[image], images->pixels[chosen[image]], sizeof pixels[image]);
    forward(network, pixels[image], hidden[image], class_errors[image]);
    softmax_errors(class_errors[image], images->labels[chosen[image]]);
    for (int unit = 0; unit < network->width; unit++) {
      float error = 0;
      for (int class = 0; class < CLASSES; class++) {
        error += class_errors[image][class] * network->class_weights[class][unit];
      }
      hidden_errors[image][unit] = hidden[image][unit] > 0 ? error : 0;
    }
  }
  for (int missing = count; missing < GROUP; missing++) {
    memset(class_errors[missing], 0, sizeof class_errors[missing]);
    memset(hidden_errors[missing], 0, sizeof hidden_errors[missing]);
  }
}

/* One step of gradient descent on a group of images. */
static void learn(Network *network, const Images *images, const int *chosen, int count, float rate, float l2) {
  show(network, images, chosen, count);
  float step = rate / (float) count;
  float decay = rate * l2;
  float errors[GROUP];
  for (int class = 0; class < CLASSES; class++) {
    float sum = 0;
    for (int image = 0; image < GROUP; image++) {
      sum += errors[image] = step * class_errors[image][class];
    }
    network->class_biases[class] -= sum;
    descend(network->class_weights[class], network->width, errors, hidden[0], MOST_WIDTH, decay);
  }
  for (int unit = 0; unit < network->width; unit++) {
    float sum = 0;
    for (int image = 0; image < GROUP; image++) {
      sum += errors[image] = step * hidden_errors[image][unit];
    }
    network->hidden_biases[unit] -= sum;
    descend(network->hidden_weights[unit], PIXELS, errors, pixels[0], PIXELS, decay);
  }
}

void train(Network *network, const Images *images, const Choice *training, const Setting *setting, int epochs) {
  uint64_t random = setting->seed;
  Choice order = *training;
  first_weights(network, setting->width, &random);
  int steps = (order.count + GROUP - 1) / GROUP;
  for (int epoch = 0; epoch < epochs; epoch++) {
    shuffle(&order, &random);
    for (int step = 0; step < steps; step++) {
      int from = step * GROUP;
      int count = order.count - from < GROUP ? order.count - from : GROUP;
      float done = (float) (epoch * steps + step) / (float) (epochs * steps);
      learn(network, images, order.at + from, count, setting->rate * (1 - done), setting->l2);
    }
  }
}
