package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;
import org.manyhands.protocol.agent.InputReference.Segment;

/** Files cut into runs of lines, the header repeated at the head of each; no work unit sees two files. */
record RowsCutting(List<DataFile> files, List<RowIndex> indexes, long perUnit) implements Cutting {
    static RowsCutting of(List<DataFile> files, long perUnit, boolean header) {
        return new RowsCutting(
                files,
                files.stream().map(file -> RowIndex.of(file, perUnit, header)).toList(),
                perUnit);
    }

    @Override
    public long units() {
        return indexes.stream().mapToLong(RowIndex::slices).sum();
    }

    @Override
    public Piece piece(long index) {
        long within = index;
        for (int i = 0; i < files.size(); i++) {
            RowIndex rows = indexes.get(i);
            if (within < rows.slices()) {
                return piece(files.get(i), rows, (int) within);
            }
            within -= rows.slices();
        }
        throw new IndexOutOfBoundsException("work unit " + index + " of " + units());
    }

    private Piece piece(DataFile file, RowIndex rows, int slice) {
        long start = rows.starts()[slice];
        long end = rows.starts()[slice + 1];
        long header = rows.headerBytes();
        List<Segment> segments = header > 0 && start > header
                ? List.of(new Segment(file.sha256(), 0, header), new Segment(file.sha256(), start, end - start))
                : List.of(new Segment(file.sha256(), start - header, end - start + header));
        long from = slice * perUnit;
        return new Piece(from, Math.min(rows.rows(), from + perUnit), Map.of(), List.of(file.slice(segments)));
    }

    @Override
    public List<String> paths() {
        return files.stream().map(DataFile::path).toList();
    }
}
