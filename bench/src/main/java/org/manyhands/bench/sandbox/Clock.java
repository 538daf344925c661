package org.manyhands.bench.sandbox;

/** By which time kernels are compared. */
enum Clock {
    /** What a person waits for. */
    WALL("wall-clock time"),
    /** What the run itself used: steadier on a busy machine. */
    CPU("processor time");

    private final String words;

    Clock(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    double millis(Sample sample) {
        long nanos = this == WALL ? sample.wallNanos() : sample.cpuNanos();
        return nanos / 1e6;
    }
}
