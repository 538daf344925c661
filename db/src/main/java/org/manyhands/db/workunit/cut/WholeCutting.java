package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;

/** The whole batch is one work unit. */
record WholeCutting() implements Cutting {
    @Override
    public long pieces() {
        return 1;
    }

    @Override
    public Part part(long first, int pieces) {
        return new Part(0, 1, Map.of(), List.of());
    }

    @Override
    public List<String> paths() {
        return List.of();
    }
}
