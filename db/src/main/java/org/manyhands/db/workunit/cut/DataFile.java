package org.manyhands.db.workunit.cut;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.InputReference.Segment;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/**
 * A stored file under the name by which work units see it.
 *
 * @param path below {@code /in}
 * @param place where its bytes are
 */
record DataFile(String path, String sha256, long bytes, Path place) {
    private static final int BUFFER = 1 << 16;

    static DataFile of(String path, String sha256, Path place) {
        try {
            return new DataFile(path, sha256, Files.size(place), place);
        } catch (NoSuchFileException e) {
            throw new RefusedException(
                    ErrorCode.UNKNOWN_FILE,
                    "the file '" + path + "' (" + sha256 + ") is not stored in this project; upload it first");
        } catch (IOException e) {
            throw unreadable(sha256, e);
        }
    }

    InputReference whole() {
        return InputReference.whole(path, sha256, bytes);
    }

    /** The pieces of this file put together; their digest is computed by reading them. */
    InputReference slice(List<Segment> segments) {
        MessageDigest digest = Digests.newSha256();
        long length = 0;
        try (InputStream in = Files.newInputStream(place)) {
            long position = 0;
            for (Segment segment : segments) {
                in.skipNBytes(segment.offset() - position);
                update(digest, in, segment.length());
                position = segment.offset() + segment.length();
                length += segment.length();
            }
        } catch (IOException e) {
            throw unreadable(sha256, e);
        }
        return new InputReference(path, length, Digests.hex(digest.digest()), null, segments);
    }

    InputStream open() throws IOException {
        return Files.newInputStream(place);
    }

    static UncheckedIOException unreadable(String sha256, IOException cause) {
        return new UncheckedIOException("the stored file " + sha256 + " cannot be read: " + cause.getMessage(), cause);
    }

    private static void update(MessageDigest digest, InputStream in, long length) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (long left = length; left > 0; ) {
            int n = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
            if (n == 0) {
                throw new IOException("it ends " + left + " bytes too early");
            }
            digest.update(buffer, 0, n);
            left -= n;
        }
    }
}
