package org.manyhands.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/**
 * Inflates bodies that came compressed, and refuses every body that is held in memory once it passes its limit, counted
 * after inflation. Raw bytes ({@code application/octet-stream}) go to disk, and the file store counts those.
 */
public final class BodyLimit implements ContainerRequestFilter {
    /** Most bytes of a message. */
    public static final long MESSAGE_BYTES = 16L << 20;

    private final long messageBytes;

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
        boolean message = !MediaType.APPLICATION_OCTET_STREAM_TYPE.isCompatible(request.getMediaType())
                || request.getMediaType() == null;
        if (message) {
            requireRoom(request.getHeaderString(HttpHeaders.CONTENT_LENGTH));
        }
        request.setEntityStream(new Body(request.getEntityStream(), gzip, message ? messageBytes : Long.MAX_VALUE));
    }

    /** What says itself that it is too large is refused before a byte of it is read. */
    private void requireRoom(@Nullable String declared) {
        if (declared != null && Long.parseLong(declared) > messageBytes) {
            throw tooLarge(messageBytes);
        }
    }

    private static RefusedException tooLarge(long limit) {
        return new RefusedException(
                ErrorCode.TOO_LARGE,
                "the body is larger than " + limit + " bytes, the most for a message; send less in one call");
    }

    /** The body as its reader sees it. The gzip header is read at the first byte, not before. */
    private static final class Body extends InputStream {
        private final InputStream received;
        private final boolean gzip;
        private final long limit;
        private @Nullable InputStream content;
        private long count;

        Body(InputStream received, boolean gzip, long limit) {
            this.received = received;
            this.gzip = gzip;
            this.limit = limit;
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
            return n;
        }

        @Override
        public void close() throws IOException {
            received.close();
        }
    }
}
