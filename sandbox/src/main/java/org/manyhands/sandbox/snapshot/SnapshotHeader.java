package org.manyhands.sandbox.snapshot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What every snapshot file begins with.
 *
 * @param key what it belongs to
 * @param sequence its number; later snapshots of a run have higher ones
 * @param base the number of the snapshot with all pages, from which its chain leads here; its own in such a one
 * @param before the checksum of the snapshot before it in the chain; zeros in a base
 * @param fuel fuel used when it was taken
 */
record SnapshotHeader(RunKey key, long sequence, long base, byte[] before, long fuel) {
    /** Version of everything in a file: the header, the parts and their forms. Of another version nothing is read. */
    static final int FORMAT = 1;

    /** Line ends of both kinds, to notice a transfer as text. */
    private static final byte[] MAGIC = {'M', 'H', 'S', 'N', 'A', 'P', '\r', '\n'};

    /** How long a header is. */
    static final int BYTES = MAGIC.length + Integer.BYTES + 3 * Checksums.BYTES + 3 * Long.BYTES;

    /** True for a snapshot that needs none before it. */
    boolean complete() {
        return base == sequence;
    }

    void write(DataOutputStream out) throws IOException {
        out.write(MAGIC);
        out.writeInt(FORMAT);
        out.write(HexFormat.of().parseHex(key.module()));
        out.write(HexFormat.of().parseHex(key.request()));
        out.writeLong(sequence);
        out.writeLong(base);
        out.write(before);
        out.writeLong(fuel);
    }

    /**
     * Reads a header of this version.
     *
     * @throws IOException when it is of another version, or none; the message is to follow the file's name
     */
    static SnapshotHeader read(DataInputStream in) throws IOException {
        if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
            throw new IOException("is no snapshot");
        }
        int format = in.readInt();
        if (format != FORMAT) {
            throw new IOException("has format " + format + ", and this program reads format " + FORMAT);
        }
        RunKey key = new RunKey(digest(in), digest(in));
        return new SnapshotHeader(key, in.readLong(), in.readLong(), in.readNBytes(Checksums.BYTES), in.readLong());
    }

    private static String digest(DataInputStream in) throws IOException {
        return HexFormat.of().formatHex(in.readNBytes(Checksums.BYTES));
    }
}
