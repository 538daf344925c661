package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;

/** The whole batch is one work unit. */
record WholeCutting() implements Cutting {
    @Override
    public long units() {
        return 1;
    }

    @Override
    public Piece piece(long index) {
        return new Piece(0, 1, Map.of(), List.of());
    }

    @Override
    public List<String> paths() {
        return List.of();
    }
}
