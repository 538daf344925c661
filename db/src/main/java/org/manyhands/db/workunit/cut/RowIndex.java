package org.manyhands.db.workunit.cut;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Where the slices of a file of lines begin, found by reading it once. A line ends with {@code \n}; a last line without
 * one counts. Quoted line breaks of CSV are line breaks here.
 *
 * @param headerBytes length of the first line when it is a header, else 0
 * @param rows how many lines there are, the header not among them
 * @param starts offset of every {@code perUnit}-th row; the file's length is the last entry
 */
record RowIndex(long headerBytes, long rows, long[] starts) {
    private static final int BUFFER = 1 << 16;

    static RowIndex of(DataFile file, long perUnit, boolean header) {
        try (InputStream in = file.open()) {
            return scan(file, in, perUnit, header);
        } catch (IOException e) {
            throw DataFile.unreadable(file.sha256(), e);
        }
    }

    private static RowIndex scan(DataFile file, InputStream in, long perUnit, boolean header) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long[] starts = new long[16];
        int slices = 0;
        long rows = 0;
        long headerBytes = 0;
        long position = 0;
        boolean inHeader = header;
        boolean atStart = true;
        for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++, position++) {
                if (atStart && !inHeader && rows++ % perUnit == 0) {
                    requireRoom(file, slices);
                    starts = slices + 1 < starts.length ? starts : Arrays.copyOf(starts, starts.length * 2);
                    starts[slices++] = position;
                }
                atStart = buffer[i] == '\n';
                if (atStart && inHeader) {
                    headerBytes = position + 1;
                    inHeader = false;
                }
            }
        }
        if (rows == 0) {
            throw Cutting.refused(
                    "the dataset's file '" + file.path() + "' has no rows" + (header ? " after its header" : "")
                            + "; leave it out" + (header ? ", or say 'header: false'" : ""));
        }
        starts[slices] = position;
        return new RowIndex(headerBytes, rows, Arrays.copyOf(starts, slices + 1));
    }

    private static void requireRoom(DataFile file, int slices) {
        if (slices >= UnitCutter.MOST_UNITS) {
            throw Cutting.refused("the dataset's file '" + file.path() + "' makes more than " + UnitCutter.MOST_UNITS
                    + " work units, the most that a batch may have; take more rows per unit");
        }
    }

    int slices() {
        return starts.length - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowIndex index
                && headerBytes == index.headerBytes
                && rows == index.rows
                && Arrays.equals(starts, index.starts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(starts);
    }
}
