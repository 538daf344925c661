package org.manyhands.db.workunit.cut;

import java.util.List;
import java.util.Map;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;

/** One way of cutting. Immutable and thread-safe. */
sealed interface Cutting permits WholeCutting, RangeCutting, GridCutting, RowsCutting, BytesCutting, FilesCutting {

    /** How many pieces there are. */
    long pieces();

    /**
     * What a work unit of several pieces in a row gets.
     *
     * @param first number of the first piece
     * @param pieces no more than {@link #together} says
     */
    Part part(long first, int pieces);

    /** How many pieces from {@code first} on may be one work unit: at least 1, at most {@code most}, and no more than there are. */
    default int together(long first, int most) {
        return (int) Math.min(most, pieces() - first);
    }

    /** Paths below {@code /in} that this cutting gives to work units. */
    List<String> paths();

    /**
     * What one work unit gets.
     *
     * @param from first number, combination, row, byte or file of it
     * @param to one past its last
     * @param words names in braces that are replaced in arguments, beside {@code from}, {@code to} and {@code unit}
     * @param inputs its slice
     */
    record Part(long from, long to, Map<String, String> words, List<InputReference> inputs) {}

    /** How many pieces of {@code size} cover {@code length}, the last one perhaps smaller. Both positive. */
    static long pieces(long length, long size) {
        return (length - 1) / size + 1;
    }

    /** A refusal that names what is wrong in the description. */
    static RefusedException refused(String words) {
        return new RefusedException(ErrorCode.INVALID_BATCH, words);
    }

    /** Refuses a size of pieces that is not positive. */
    static void requirePositive(String key, long perUnit) {
        if (perUnit < 1) {
            throw refused(
                    "'" + key + "' is " + perUnit + "; expected at least 1: say how much goes into one work unit");
        }
    }
}
