package org.manyhands.server.file;

import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Sends bytes of a file. */
public record StoredBytes(Path file, long first, long length) implements StreamingOutput {
    private static final int BLOCK = 1 << 18;

    @Override
    public void write(OutputStream out) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            WritableByteChannel target = Channels.newChannel(out);
            long position = first;
            long left = length;
            while (left > 0) {
                long n = channel.transferTo(position, Math.min(left, BLOCK), target);
                if (n <= 0) {
                    throw new IOException("the stored file " + file.getFileName() + " ends too early");
                }
                position += n;
                left -= n;
            }
        }
    }
}
