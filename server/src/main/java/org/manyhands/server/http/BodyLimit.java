package org.manyhands.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/**
 * Inflates bodies that came compressed, and refuses every body once it passes its limit, counted after inflation. The
 * limit follows from the method that reads the body ({@link MostBytes}), never from what the caller says of it alone.
 */
public final class BodyLimit implements ContainerRequestFilter {
    /** Most bytes of a message. */
    public static final long MESSAGE_BYTES = 16L << 20;

    private final long messageBytes;

    @Context
    private @Nullable ResourceInfo matched;

    public BodyLimit(long messageBytes) {
        this.messageBytes = messageBytes;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        boolean gzip = "gzip".equalsIgnoreCase(encoding);
        if (encoding != null && !gzip && !"identity".equalsIgnoreCase(encoding)) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST,
                    "the body's Content-Encoding is '" + encoding + "'; expected gzip or none");
        }
        long limit = limit(request.getMediaType());
        @Nullable String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        requireRoom(length, limit);
        var share = (BodyBudget.Share) Objects.requireNonNull(request.getProperty(BodyBudget.attribute()));
        long declared = length == null ? Long.MAX_VALUE : Long.parseLong(length);
        request.setEntityStream(new Body(
                new Arrival(request.getEntityStream(), share, declared, System::nanoTime), gzip, limit, share));
    }

    private long limit(@Nullable MediaType said) {
        @Nullable Method method = matched == null ? null : matched.getResourceMethod();
        @Nullable MostBytes own = method == null ? null : method.getAnnotation(MostBytes.class);
        if (own == null || (own.value() == MostBytes.STREAMED && !rawBytes(said))) {
            return messageBytes;
        }
        return own.value() == MostBytes.STREAMED ? MostBytes.STREAMED : Math.min(own.value(), messageBytes);
    }

    /** Exactly: a wildcard would be compatible with raw bytes, and with everything else. */
    private static boolean rawBytes(@Nullable MediaType said) {
        MediaType raw = MediaType.APPLICATION_OCTET_STREAM_TYPE;
        return said != null
                && raw.getType().equalsIgnoreCase(said.getType())
                && raw.getSubtype().equalsIgnoreCase(said.getSubtype());
    }

    /** What says itself that it is too large is refused before a byte of it is read. */
    private static void requireRoom(@Nullable String declared, long limit) {
        if (declared != null && Long.parseLong(declared) > limit) {
            throw tooLarge(limit);
        }
    }

    private static RefusedException tooLarge(long limit) {
        return new RefusedException(
                ErrorCode.TOO_LARGE,
                "the body is larger than " + limit + " bytes, the most for this call; send less in one call");
    }

    /** The body as its reader sees it. The gzip header is read at the first byte, not before. */
    private static final class Body extends InputStream {
        private final InputStream received;
        private final boolean gzip;
        private final long limit;
        private final BodyBudget.Share share;
        private @Nullable InputStream content;
        private long count;

        Body(InputStream received, boolean gzip, long limit, BodyBudget.Share share) {
            this.received = received;
            this.gzip = gzip;
            this.limit = limit;
            this.share = share;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n;
            try {
                if (content == null) {
                    content = gzip ? new GZIPInputStream(received, 1 << 13) : received;
                }
                n = content.read(buffer, offset, length);
            } catch (ZipException e) {
                throw new RefusedException(
                        ErrorCode.MALFORMED_REQUEST,
                        "the body is not gzip, as its Content-Encoding says: " + e.getMessage());
            }
            count += Math.max(0, n);
            if (count > limit) {
                throw tooLarge(limit);
            }
            // Streamed bytes are not held, so they take no share of the memory.
            if (limit != MostBytes.STREAMED) {
                share.grow(count);
            }
            return n;
        }

        @Override
        public void close() throws IOException {
            received.close();
        }
    }
}
