package org.manyhands.protocol.error;

/**
 * What a refused call answers, as {@code application/problem+json} (RFC 9457).
 *
 * @param type always {@code about:blank}: the code says more
 * @param title the code in words
 * @param status HTTP status
 * @param detail names the thing, the value, the limit and the remedy
 * @param code stable code
 * @param number the code's stable number
 * @param expectedSequence with {@link ErrorCode#OUT_OF_SEQUENCE}: the sequence number that the server waits for, else 0
 */
public record Problem(
        String type, String title, int status, String detail, String code, int number, long expectedSequence) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ErrorCode code, String detail) {
        return of(code, detail, 0);
    }

    public static Problem of(ErrorCode code, String detail, long expectedSequence) {
        String title = code.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        return new Problem("about:blank", title, code.status(), detail, code.name(), code.number(), expectedSequence);
    }
}
