package org.manyhands.bench.demo;

/** The demo cannot go on; the message is its reason. */
final class DemoFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoFailedException(String message) {
        super(message);
    }
}
