package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;
import org.manyhands.protocol.research.BatchSpec;

/** Whole numbers, so many to a work unit. */
record RangeCutting(long from, long to, long perUnit) implements Cutting {
    static RangeCutting of(BatchSpec.Range range) {
        Cutting.requirePositive("range.per-unit", range.perUnit());
        if (range.to() <= range.from()) {
            throw Cutting.refused("'range' goes from " + range.from() + " to " + range.to()
                    + " (exclusive), so it is empty; 'to' must be larger than 'from'");
        }
        if (range.to() - range.from() < 0) {
            throw Cutting.refused("'range' from " + range.from() + " to " + range.to() + " holds more than "
                    + Long.MAX_VALUE + " numbers; take a smaller one");
        }
        return new RangeCutting(range.from(), range.to(), range.perUnit());
    }

    @Override
    public long pieces() {
        return Cutting.pieces(to - from, perUnit);
    }

    @Override
    public Part part(long first, int pieces) {
        long start = from + first * perUnit;
        long end = first + pieces == pieces() ? to : start + pieces * perUnit;
        return new Part(start, end, Map.of(), List.of());
    }

    @Override
    public List<String> paths() {
        return List.of();
    }
}
