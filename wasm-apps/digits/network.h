/*
 * A network with one hidden layer for 8 x 8 images of digits: 64 pixels -> width hidden units (ReLU) -> 10 classes
 * (softmax). Only +, -, *, / and sqrt of IEEE 754 single and double precision are used, in a fixed order, so every
 * machine gets the same bits.
 */
#ifndef NETWORK_H
#define NETWORK_H

#include <stdbool.h>
#include <stdint.h>

#include "images.h"

#define MOST_WIDTH 256

typedef struct {
  int32_t width;
  float hidden_weights[MOST_WIDTH][PIXELS];
  float hidden_biases[MOST_WIDTH];
  float class_weights[CLASSES][MOST_WIDTH];
  float class_biases[CLASSES];
} Network;

/* Fills hidden[0 .. width) and scores[0 .. CLASSES) for one image. */
void forward(const Network *network, const float *pixels, float *hidden, float *scores);

/* The class with the highest score; the lowest of them on a tie. */
int classify(const Network *network, const float *pixels);

/* A share in units of 0.0001, rounded to nearest. */
int share(int part, int whole);

/*
 * A model file: the int32 numbers 64, width and 10, then float32 hidden weights [width][64], hidden biases [width],
 * class weights [10][width], class biases [10]; all little endian, as WebAssembly's memory is. False on failure.
 */
bool write_network(const Network *network, const char *path);
bool read_network(Network *network, const char *path);

#endif
