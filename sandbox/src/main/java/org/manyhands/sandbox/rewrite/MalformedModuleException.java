package org.manyhands.sandbox.rewrite;

/** The bytes are not a WebAssembly module: says what is wrong and at which byte. */
final class MalformedModuleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;

    MalformedModuleException(int offset, String problem) {
        super(problem);
        this.offset = offset;
    }

    /** Where in the module, in bytes from its start. */
    int offset() {
        return offset;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
