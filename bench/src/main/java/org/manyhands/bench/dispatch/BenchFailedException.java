package org.manyhands.bench.dispatch;

/** The benchmark cannot go on; the message says why and where to look. */
final class BenchFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    BenchFailedException(String message) {
        super(message);
    }
}
