package org.manyhands.db.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.InputReference.Segment;

/** Puts a work unit's files together on this machine. */
public final class InputPlaces {
    private final FileStore files;

    public InputPlaces(FileStore files) {
        this.files = files;
    }

    /**
     * Where the file lies: in the store when it is stored as a whole, else at {@code target}, which is written.
     *
     * @param target a file that is not there yet
     */
    public Path place(InputReference reference, Path target) throws IOException {
        byte[] content = reference.content();
        if (content != null) {
            return Files.write(target, content);
        }
        if (reference.segments().size() == 1
                && reference.segments().get(0).sha256().equals(reference.sha256())) {
            return files.path(reference.sha256());
        }
        try (OutputStream out = Files.newOutputStream(target)) {
            WritableByteChannel channel = Channels.newChannel(out);
            for (Segment segment : reference.segments()) {
                copy(segment, channel);
            }
        }
        return target;
    }

    private void copy(Segment segment, WritableByteChannel target) throws IOException {
        try (FileChannel source = FileChannel.open(files.path(segment.sha256()), StandardOpenOption.READ)) {
            long position = segment.offset();
            long end = segment.offset() + segment.length();
            while (position < end) {
                long n = source.transferTo(position, end - position, target);
                if (n <= 0) {
                    throw new IOException("the stored file " + segment.sha256() + " ends too early");
                }
                position += n;
            }
        }
    }
}
