package org.manyhands.protocol.research;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.BatchId;

/**
 * A batch as its people see it.
 *
 * @param state name of the batch's state
 * @param reason why it is paused, failed or cancelled, or why it stands still while it runs; empty otherwise
 * @param sizes whether a work unit may be a run of several pieces of the input; then {@code totalUnits} and {@code units} count pieces
 * @param totalUnits how many work units it has; pieces of the input where {@code sizes} is true
 * @param units work units by state, pieces where {@code sizes} is true, {@code UNCREATED} for those not cut yet
 * @param results results by state
 * @param estimate null before there is ground for one, and while it stands still
 * @param answer null until there is one
 */
public record BatchView(
        BatchId id,
        String name,
        String owner,
        String application,
        String version,
        String state,
        String reason,
        boolean visibleToAll,
        int quorum,
        boolean sizes,
        long totalUnits,
        Map<String, Long> units,
        Map<String, Long> results,
        long createdMillis,
        long fundedMillis,
        long completedMillis,
        @Nullable Quote quote,
        Credit credit,
        @Nullable Estimate estimate,
        @Nullable Answer answer) {

    /**
     * Where the batch's credit is, in microcredits.
     *
     * @param funded moved into escrow
     * @param setAside kept for work units that are open
     * @param pending earned by hosts and held
     * @param paid released to hosts, fee included
     * @param returned given back
     */
    public record Credit(long funded, long setAside, long pending, long paid, long returned) {}

    /**
     * When it is likely to end, milliseconds since 1970 UTC.
     *
     * @param basis in words: what it was computed from
     */
    public record Estimate(long endMillis, long earliestMillis, long latestMillis, String basis) {}

    /** The answer: a headline for people, and files. */
    public record Answer(String headline, List<AnswerFile> files) {}

    /** A file of the answer, at {@code /api/v1/batches/<id>/answer/<name>}. */
    public record AnswerFile(String name, String sha256, long bytes, String mediaType) {}
}
