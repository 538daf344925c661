package org.manyhands.assimilator.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.build.ExactNumber;
import org.manyhands.assimilator.output.AnswerRefusedException;

/** The row with the largest number in a column; the first of several. Rows without a number there do not take part. */
final class BestRow {
    /** More columns than these would make a headline that nobody reads. */
    private static final int SHOWN_COLUMNS = 12;

    private final Columns columns;
    private final int place;
    private @Nullable BigDecimal largest;
    private @Nullable List<String> row;

    BestRow(Columns columns, String column) throws AnswerRefusedException {
        this.columns = columns;
        this.place = columns.place("best", column);
    }

    /** True when it is better than all before. */
    boolean offer(List<String> candidate, String where) throws AnswerRefusedException {
        String text = candidate.get(place);
        if (ExactNumber.isMissing(text)) {
            return false;
        }
        BigDecimal number = ExactNumber.of(text.strip())
                .orElseThrow(() -> new AnswerRefusedException(where + ": '" + text + "' in column '"
                        + columns.names().get(place)
                        + "' is no number, but the batch asks for the best row by it; write decimal numbers, or nan"
                        + " where there is none"));
        if (largest != null && number.compareTo(largest) <= 0) {
            return false;
        }
        largest = number;
        row = candidate;
        return true;
    }

    /** A line for people; empty when no row has a number there. */
    Optional<String> headline() {
        if (row == null) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>();
        for (int i = 0; i < Math.min(columns.names().size(), SHOWN_COLUMNS); i++) {
            if (i != place) {
                others.add(columns.names().get(i) + " " + row.get(i));
            }
        }
        return Optional.of("best " + columns.names().get(place) + " = "
                + row.get(place).strip() + (others.isEmpty() ? "" : " (" + String.join(", ", others) + ")"));
    }
}
