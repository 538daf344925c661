package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;
import org.manyhands.protocol.agent.InputReference.Segment;

/** Files cut into runs of bytes; no work unit sees two files. */
record BytesCutting(List<DataFile> files, long perUnit) implements Cutting {
    static BytesCutting of(List<DataFile> files, long perUnit) {
        for (DataFile file : files) {
            if (file.bytes() == 0) {
                throw Cutting.refused("the dataset's file '" + file.path() + "' is empty; leave it out");
            }
        }
        return new BytesCutting(files, perUnit);
    }

    @Override
    public long pieces() {
        return files.stream()
                .mapToLong(file -> Cutting.pieces(file.bytes(), perUnit))
                .sum();
    }

    @Override
    public Part part(long first, int pieces) {
        long within = first;
        for (DataFile file : files) {
            long own = Cutting.pieces(file.bytes(), perUnit);
            if (within < own) {
                long from = within * perUnit;
                long length = within + pieces == own ? file.bytes() - from : pieces * perUnit;
                Segment segment = new Segment(file.sha256(), from, length);
                return new Part(from, from + length, Map.of(), List.of(file.slice(List.of(segment))));
            }
            within -= own;
        }
        throw new IndexOutOfBoundsException("piece " + first + " of " + pieces());
    }

    @Override
    public int together(long first, int most) {
        long within = first;
        for (DataFile file : files) {
            long own = Cutting.pieces(file.bytes(), perUnit);
            if (within < own) {
                return (int) Math.min(most, own - within);
            }
            within -= own;
        }
        throw new IndexOutOfBoundsException("piece " + first + " of " + pieces());
    }

    @Override
    public List<String> paths() {
        return files.stream().map(DataFile::path).toList();
    }
}
