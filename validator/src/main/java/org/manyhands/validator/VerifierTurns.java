package org.manyhands.validator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;

/**
 * Batches that wait for a thread which asks their verifier: a line for each researcher, of which the researchers' turns take one each, so that who has a hundred
 * batches keeps nobody waiting for more than one of them. Thread-safe.
 */
final class VerifierTurns {
    /** More of one researcher are not kept: they are found again when these had their turn. */
    static final int MOST_OF_ONE = 100;

    /** By researcher; the first is next. No line is empty. */
    private final Map<AccountId, Deque<BatchId>> lines = new LinkedHashMap<>();

    /** False when too many of the same researcher wait. */
    synchronized boolean add(AccountId researcher, BatchId batch) {
        Deque<BatchId> line = lines.computeIfAbsent(researcher, account -> new ArrayDeque<>());
        return line.size() < MOST_OF_ONE && line.add(batch);
    }

    /** Takes the batch whose turn it is; its researcher comes after all others then. */
    synchronized Optional<BatchId> next() {
        Iterator<Map.Entry<AccountId, Deque<BatchId>>> first = lines.entrySet().iterator();
        if (!first.hasNext()) {
            return Optional.empty();
        }
        Map.Entry<AccountId, Deque<BatchId>> turn = first.next();
        first.remove();
        BatchId batch = turn.getValue().remove();
        if (!turn.getValue().isEmpty()) {
            lines.put(turn.getKey(), turn.getValue());
        }
        return Optional.of(batch);
    }
}
