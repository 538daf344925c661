package org.manyhands.protocol.error;

/** A call is refused: carries the code and words that name the thing, the limit and the remedy. */
public class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public RefusedException(ErrorCode code, String detail) {
        super(detail);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
