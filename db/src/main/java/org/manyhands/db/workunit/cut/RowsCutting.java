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
    public long pieces() {
        return indexes.stream().mapToLong(RowIndex::slices).sum();
    }

    @Override
    public Part part(long first, int pieces) {
        Place place = place(first);
        return part(files.get(place.file()), indexes.get(place.file()), place.slice(), pieces);
    }

    @Override
    public int together(long first, int most) {
        Place place = place(first);
        return Math.min(most, indexes.get(place.file()).slices() - place.slice());
    }

    private Place place(long piece) {
        long within = piece;
        for (int i = 0; i < files.size(); i++) {
            int slices = indexes.get(i).slices();
            if (within < slices) {
                return new Place(i, (int) within);
            }
            within -= slices;
        }
        throw new IndexOutOfBoundsException("piece " + piece + " of " + pieces());
    }

    private Part part(DataFile file, RowIndex rows, int slice, int pieces) {
        long start = rows.starts()[slice];
        long end = rows.starts()[slice + pieces];
        long header = rows.headerBytes();
        List<Segment> segments = header > 0 && start > header
                ? List.of(new Segment(file.sha256(), 0, header), new Segment(file.sha256(), start, end - start))
                : List.of(new Segment(file.sha256(), start - header, end - start + header));
        long from = slice * perUnit;
        long to = slice + pieces == rows.slices() ? rows.rows() : from + pieces * perUnit;
        return new Part(from, to, Map.of(), List.of(file.slice(segments)));
    }

    @Override
    public List<String> paths() {
        return files.stream().map(DataFile::path).toList();
    }

    /** A slice of a file, both from 0. */
    private record Place(int file, int slice) {}
}
