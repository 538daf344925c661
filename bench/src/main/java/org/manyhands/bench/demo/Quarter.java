package org.manyhands.bench.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.researcher.text.Times;

/** What each batch's estimate said when a quarter of its work units had an answer, held against what came. */
final class Quarter {
    private final Map<BatchId, Said> said = new LinkedHashMap<>();

    private record Said(long atMillis, BatchView.Estimate estimate) {}

    void hear(BatchView batch, long nowMillis) {
        BatchView.Estimate estimate = batch.estimate();
        if (estimate != null && Bar.accepted(batch) * 4 >= batch.totalUnits() && !Bar.answered(batch)) {
            said.putIfAbsent(batch.id(), new Said(nowMillis, estimate));
        }
    }

    String against(BatchView batch) {
        @Nullable Said heard = said.get(batch.id());
        if (heard == null) {
            return batch.name() + ": no estimate was heard at a quarter of the way";
        }
        return batch.name() + ": estimated " + left(heard, heard.estimate().endMillis()) + " to go ("
                + left(heard, heard.estimate().earliestMillis()) + " to "
                + left(heard, heard.estimate().latestMillis()) + "), it took " + left(heard, batch.completedMillis());
    }

    private static String left(Said heard, long millis) {
        return Times.span(millis - heard.atMillis());
    }
}
