package org.manyhands.db.daemon;

/**
 * Which part of the work is first this process's own, when several of a kind are alive: that whose identifier leaves this remainder. Nothing
 * depends on it but speed: who takes work of another's share meets a conflict at worst.
 *
 * @param count how many processes share the work
 * @param rank this one's place among them, from 0
 */
public record Share(int count, int rank) {
    /** All of it. */
    public static final Share ALL = new Share(1, 0);

    public Share {
        if (count < 1 || rank < 0 || rank >= count) {
            throw new IllegalArgumentException(
                    "a share is a place below a count of at least 1, found place " + rank + " of " + count);
        }
    }

    /** Whether others have work of their own. */
    public boolean isPart() {
        return count > 1;
    }
}
