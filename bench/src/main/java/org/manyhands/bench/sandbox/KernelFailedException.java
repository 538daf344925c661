package org.manyhands.bench.sandbox;

import java.io.IOException;

/** A measured process did not start, or did not run its kernel to the end. */
final class KernelFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    KernelFailedException(String message) {
        super(message);
    }

    KernelFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
