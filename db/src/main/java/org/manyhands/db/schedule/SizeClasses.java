package org.manyhands.db.schedule;

import java.util.TreeMap;

/**
 * Sizes of tasks: class k has {@code smallest * 2^k} fuel, so exactly one class takes a given host more than 20 and at most 40 minutes
 * of its own time. Near a batch's end they become smaller (guided self-scheduling, Polychronopoulos and Kuck 1987), so that
 * hosts end together.
 *
 * @param smallest fuel of class 0
 * @param classes how many there are, 1 to 40
 */
public record SizeClasses(long smallest, int classes) {
    /** What stands for tasks of all lengths takes a middle host so long: as in the simulation in which lengths of tails were fitted. */
    public static final double REFERENCE_SECONDS = 3_600;

    /** No task should take its host longer than this. */
    public static final double LONGEST_SECONDS = 2_400;

    /** Near the end no task is cut smaller than this for its host: the overhead of a call would show. */
    public static final double SHORTEST_SECONDS = 150;

    /** For so long a work unit is kept for hosts of its size: all that are on have called by then. */
    public static final double PATIENCE_SECONDS = 600;

    /** What a work unit may cost in fuel at the most; the same as of one that is not cut in sizes. */
    private static final long MOST_FUEL_LIMIT = 1_000_000_000_000_000L;

    /** What a work unit leaves is in its slot's memory while it runs: agents' slots have room for this, 64 MiB. */
    static final long MOST_OUTPUT = 64L << 20;

    /** Each file is looked up and counted in the transaction of the call that brings it, and named in the body of that call. */
    static final int MOST_FILES = 4_000;

    /** Work units may leave so many times as many files as the quote's samples. */
    private static final int FILES_TO_SPARE = 2;

    /** No work unit has more pieces than 2 to the power of this. */
    static final int LARGEST = 20;

    public SizeClasses {
        if (smallest < 1 || classes < 1 || classes > 40 || smallest > Long.MAX_VALUE >> (classes - 1)) {
            throw new IllegalArgumentException("no size classes: smallest " + smallest + " fuel, " + classes
                    + " classes; expected at least 1 fuel and 1 to 40 classes that fit 64 bits");
        }
    }

    /**
     * Of a batch that is cut in sizes.
     *
     * @param fuelOfPiece that a piece is expected to need
     * @param fuelLimitOfPiece that it may need
     * @param outputOfPiece most bytes that it may leave
     * @param filesOfPiece that it is expected to leave
     */
    public static SizeClasses ofPieces(long fuelOfPiece, long fuelLimitOfPiece, long outputOfPiece, long filesOfPiece) {
        long fuel = Math.max(1, fuelOfPiece);
        long output = outputOfPiece >= MOST_OUTPUT ? 0 : outputOfPiece;
        int largest = 0;
        while (largest < LARGEST
                && Math.max(fuel, fuelLimitOfPiece) <= MOST_FUEL_LIMIT >> (largest + 1)
                && output <= MOST_OUTPUT >> (largest + 1)
                && FILES_TO_SPARE * filesOfPiece <= MOST_FILES >> (largest + 1)) {
            largest++;
        }
        return new SizeClasses(fuel, largest + 1);
    }

    /**
     * Most bytes that a work unit of so many pieces may leave: as many times those of a piece, which fit. Where a piece may leave all that there is room for (as it may
     * when nobody said less), so may any work unit.
     */
    public static long output(long outputOfPiece, int pieces) {
        return outputOfPiece >= MOST_OUTPUT ? outputOfPiece : Math.min(MOST_OUTPUT, outputOfPiece * pieces);
    }

    /** Most files that a work unit of so many pieces may leave: as many times those of a piece, and no more than a call can bring. */
    public static int files(int filesOfPiece, int pieces) {
        return filesOfPiece >= MOST_FILES ? filesOfPiece : (int) Math.min(MOST_FILES, (long) filesOfPiece * pieces);
    }

    /** The class of a work unit of so many pieces, of which it may have fewer than its class has, where the input ends. */
    public static int holding(int pieces) {
        return pieces <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(pieces - 1);
    }

    /** Pieces of a full work unit of a class. */
    public static int pieces(int sizeClass) {
        return 1 << sizeClass;
    }

    /** Where a class stands for a host whose own is {@code own}, 0 being first: its own, then smaller ones, then larger ones, the nearer the earlier. */
    public static int rank(int own, int sizeClass) {
        return sizeClass <= own ? own - sizeClass : LARGEST + sizeClass;
    }

    /** Fuel of a task of this class. */
    public long fuel(int sizeClass) {
        if (sizeClass < 0 || sizeClass >= classes) {
            throw new IllegalArgumentException("size class " + sizeClass + "; expected 0 to " + (classes - 1));
        }
        return smallest << sizeClass;
    }

    /**
     * The class for a host: the largest that does not take it longer than 40 minutes and not longer than half of what the batch
     * still needs.
     *
     * @param fuelPerSecond of the host with this application
     * @param secondsToDrain until the batch has nothing left to hand out, at the present pace; infinity when unknown
     */
    public int of(double fuelPerSecond, double secondsToDrain) {
        double seconds = Math.max(SHORTEST_SECONDS, Math.min(LONGEST_SECONDS, secondsToDrain / 2));
        int sizeClass = 0;
        while (sizeClass + 1 < classes && fuel(sizeClass + 1) <= fuelPerSecond * seconds) {
            sizeClass++;
        }
        return sizeClass;
    }

    /**
     * How many tasks of each class should wait so that none of these hosts finds none before the stock is filled up again: what they
     * take in that time, and one more for good measure, unless the end is near: what is cut then cannot be cut smaller.
     *
     * @param hosts how many slots take each class
     * @param refillSeconds until the stock is filled up again
     * @param secondsToDrain as for {@link #of}
     */
    public TreeMap<Integer, Integer> stock(
            TreeMap<Integer, Integer> hosts, double refillSeconds, double secondsToDrain) {
        int spare = secondsToDrain / 2 < LONGEST_SECONDS ? 0 : 1;
        TreeMap<Integer, Integer> stock = new TreeMap<>();
        hosts.forEach((sizeClass, slots) ->
                stock.put(sizeClass, (int) Math.ceil(slots * refillSeconds / (LONGEST_SECONDS / 2)) + spare));
        return stock;
    }
}
