package org.manyhands.protocol.research;

/**
 * Which of a researcher's batches go first.
 *
 * @param priority 0 (first, as every new batch) to 9 (last)
 */
public record Priority(int priority) {
    /** The last to go. */
    public static final int LAST = 9;
}
