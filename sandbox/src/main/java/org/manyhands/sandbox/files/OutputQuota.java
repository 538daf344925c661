package org.manyhands.sandbox.files;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.meter.LimitReachedException;

/** Counts what {@code /out} holds against the work unit's limits; passing one ends the run. */
public final class OutputQuota {
    private final long maximumBytes;
    private final int maximumFiles;
    private long bytes;
    private int files;

    public OutputQuota(long maximumBytes, int maximumFiles) {
        this.maximumBytes = maximumBytes;
        this.maximumFiles = maximumFiles;
    }

    /** Counts a new file or directory: both cost memory. */
    void addFile() {
        if (files >= maximumFiles) {
            throw new LimitReachedException(Outcome.Limit.OUTPUT);
        }
        files++;
    }

    void removeFile() {
        files--;
    }

    void resize(long from, long to) {
        if (to - from > maximumBytes - bytes) {
            throw new LimitReachedException(Outcome.Limit.OUTPUT);
        }
        bytes += to - from;
    }

    long maximumBytes() {
        return maximumBytes;
    }

    int maximumFiles() {
        return maximumFiles;
    }

    void save(DataOutputStream out) throws IOException {
        out.writeLong(bytes);
        out.writeInt(files);
    }

    void restore(DataInputStream in) throws IOException {
        bytes = in.readLong();
        files = in.readInt();
    }

    /** Bytes held now. */
    public long bytes() {
        return bytes;
    }
}
