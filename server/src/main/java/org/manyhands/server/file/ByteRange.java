package org.manyhands.server.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One range of bytes (RFC 9110, section 14).
 *
 * @param first offset of the first byte
 * @param length how many, at least 1
 */
record ByteRange(long first, long length) {
    private static final Pattern SINGLE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /**
     * What a header asks for.
     *
     * @return empty when there is no header, or one that asks for several ranges or in a form that is not known: then the whole
     *     file is answered, as the RFC allows
     * @throws UnsatisfiableRangeException when no byte of the file is in the range
     */
    static Optional<ByteRange> of(@Nullable String header, long bytes) throws UnsatisfiableRangeException {
        if (header == null) {
            return Optional.empty();
        }
        Matcher matcher = SINGLE.matcher(header.strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return Optional.empty();
        }
        if (matcher.group(1).isEmpty()) {
            long suffix = Math.min(bytes, Long.parseLong(matcher.group(2)));
            return Optional.of(within(bytes - suffix, bytes - 1, bytes));
        }
        long first = Long.parseLong(matcher.group(1));
        long last = matcher.group(2).isEmpty() ? bytes - 1 : Long.parseLong(matcher.group(2));
        if (!matcher.group(2).isEmpty() && last < first) {
            return Optional.empty();
        }
        return Optional.of(within(first, Math.min(last, bytes - 1), bytes));
    }

    private static ByteRange within(long first, long last, long bytes) throws UnsatisfiableRangeException {
        if (first > last || first >= bytes) {
            throw new UnsatisfiableRangeException();
        }
        return new ByteRange(first, last - first + 1);
    }

    /** The value of {@code Content-Range}. */
    String contentRange(long bytes) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + bytes;
    }

    /** No byte of the file is in the range. */
    static final class UnsatisfiableRangeException extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
