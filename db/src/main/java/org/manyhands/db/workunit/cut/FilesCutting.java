package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;

/** So many whole files to a work unit, in order of path. */
record FilesCutting(List<DataFile> files, long perUnit) implements Cutting {
    @Override
    public long pieces() {
        return Cutting.pieces(files.size(), perUnit);
    }

    @Override
    public Part part(long first, int pieces) {
        int from = (int) (first * perUnit);
        int to = (int) Math.min(files.size(), from + pieces * perUnit);
        return new Part(
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
