package org.manyhands.sandbox.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.meter.HostFailedException;

/** A read-only file below {@code /in}: a mapping of a file of this machine, so its size costs no heap. */
public final class InputNode extends RegularFile {
    /** A mapping holds at most 2^31 - 1 bytes; larger files take several. */
    private static final int PIECE_SHIFT = 30;

    private static final long PIECE_BYTES = 1L << PIECE_SHIFT;

    private final Path file;
    private final long size;
    private final ByteBuffer[] pieces;
    private final @Nullable String withheld;

    InputNode(long inode, long time, InputFile input) {
        super(inode, time);
        this.file = input.file();
        this.withheld = input.withheld();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            size = channel.size();
            pieces = new ByteBuffer[Math.toIntExact((size + PIECE_BYTES - 1) >>> PIECE_SHIFT)];
            for (int i = 0; i < pieces.length; i++) {
                long start = (long) i << PIECE_SHIFT;
                pieces[i] = channel.map(FileChannel.MapMode.READ_ONLY, start, Math.min(PIECE_BYTES, size - start));
            }
        } catch (IOException e) {
            throw new HostFailedException("cannot read the input file " + file + ": " + e, e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, byte[] target, int at, int length) {
        if (withheld != null) {
            throw new HostFailedException(withheld);
        }
        int copied = 0;
        try {
            while (copied < length && offset + copied < size) {
                long position = offset + copied;
                ByteBuffer piece = pieces[(int) (position >>> PIECE_SHIFT)];
                int inPiece = (int) (position & (PIECE_BYTES - 1));
                int count = Math.min(length - copied, piece.capacity() - inPiece);
                piece.get(inPiece, target, at + copied, count);
                copied += count;
            }
        } catch (InternalError e) {
            throw new HostFailedException("the input file " + file + " was cut short while it was being read", e);
        }
        return copied;
    }
}
