/* Training by stochastic gradient descent. */
#ifndef DESCENT_H
#define DESCENT_H

#include "network.h"

typedef struct {
  int width;
  float rate; /* learning rate at the first step; it falls evenly to nought */
  float l2;   /* pulls weights, not biases, towards nought */
  uint64_t seed; /* decides the first weights and all shuffles */
} Setting;

/* Images by index. */
typedef struct {
  int count;
  int at[MOST_IMAGES];
} Choice;

/* Fills the network with first weights, then shows it the chosen images `epochs` times, shuffled anew each time. */
void train(Network *network, const Images *images, const Choice *training, const Setting *setting, int epochs);

#endif
