package org.manyhands.bench.dispatch.load;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the hosts were told, for the check at the end.
 *
 * @param dispatched each result that a host was sent
 * @param accepted each result whose report was acknowledged
 */
public record Journal(List<Dispatched> dispatched, List<Long> accepted) {
    /** Numbers of one {@link Dispatched} in a row. */
    static final int FIELDS = 3;

    /** One result, sent to one host. */
    public record Dispatched(long result, long unit, long host) {}

    static void write(Path file, List<Tally> tallies) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            write(out, tallies.stream().map(Tally::dispatched).toList());
            write(out, tallies.stream().map(Tally::accepted).toList());
        }
    }

    private static void write(DataOutputStream out, List<long[]> parts) throws IOException {
        out.writeInt(parts.stream().mapToInt(part -> part.length).sum());
        for (long[] part : parts) {
            for (long number : part) {
                out.writeLong(number);
            }
        }
    }

    public static Journal read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            List<Dispatched> dispatched = new ArrayList<>();
            for (int rows = in.readInt() / FIELDS; rows > 0; rows--) {
                dispatched.add(new Dispatched(in.readLong(), in.readLong(), in.readLong()));
            }
            List<Long> accepted = new ArrayList<>();
            for (int rows = in.readInt(); rows > 0; rows--) {
                accepted.add(in.readLong());
            }
            return new Journal(dispatched, accepted);
        }
    }
}
