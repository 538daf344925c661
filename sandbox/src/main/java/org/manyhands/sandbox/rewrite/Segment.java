package org.manyhands.sandbox.rewrite;

/**
 * Instructions that always run together: whoever runs the first runs them all, unless the run ends in between. They
 * are charged with one subtraction where the first one stands.
 */
final class Segment {
    private long cost;

    void add(long more) {
        cost += more;
    }

    long cost() {
        return cost;
    }
}
