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
    public long units() {
        return files.stream()
                .mapToLong(file -> Cutting.pieces(file.bytes(), perUnit))
                .sum();
    }

    @Override
    public Piece piece(long index) {
        long within = index;
        for (DataFile file : files) {
            long pieces = Cutting.pieces(file.bytes(), perUnit);
            if (within < pieces) {
                long from = within * perUnit;
                long length = Math.min(perUnit, file.bytes() - from);
                Segment segment = new Segment(file.sha256(), from, length);
                return new Piece(from, from + length, Map.of(), List.of(file.slice(List.of(segment))));
            }
            within -= pieces;
        }
        throw new IndexOutOfBoundsException("work unit " + index + " of " + units());
    }

    @Override
    public List<String> paths() {
        return files.stream().map(DataFile::path).toList();
    }
}
