package org.manyhands.sandbox.rewrite;

/** The bytes use a feature that the profile forbids. */
final class RefusedFeatureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Feature feature;
    private final int offset;

    RefusedFeatureException(Feature feature, int offset, String detail) {
        super(detail);
        this.feature = feature;
        this.offset = offset;
    }

    Feature feature() {
        return feature;
    }

    /** Where in the module, in bytes from its start. */
    int offset() {
        return offset;
    }

    /** What was met there, such as {@code instruction 0xfd 0x0c}. */
    String detail() {
        return String.valueOf(getMessage());
    }
}
