package org.manyhands.sandbox.wasi;

/** A call fails with an error number. Never leaves this package. */
final class WasiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    WasiException(Errno errno) {
        super(errno.name(), null, false, false);
        this.errno = errno;
    }

    Errno errno() {
        return errno;
    }
}
