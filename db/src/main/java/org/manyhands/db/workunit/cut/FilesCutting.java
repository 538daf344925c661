package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;

/** So many whole files to a work unit, in order of path. */
record FilesCutting(List<DataFile> files, long perUnit) implements Cutting {
    @Override
    public long units() {
        return Cutting.pieces(files.size(), perUnit);
    }

    @Override
    public Piece piece(long index) {
        int from = (int) (index * perUnit);
        int to = (int) Math.min(files.size(), from + perUnit);
        return new Piece(
                from,
                to,
                Map.of(),
                files.subList(from, to).stream().map(DataFile::whole).toList());
    }

    @Override
    public List<String> paths() {
        return files.stream().map(DataFile::path).toList();
    }
}
