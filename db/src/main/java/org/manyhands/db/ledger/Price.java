package org.manyhands.db.ledger;

/** What fuel costs. */
public final class Price {
    private Price() {}

    /** Microcredits for fuel at a rate, rounded up; exact for every long. */
    public static long of(long fuel, long microcreditsPerMillionFuel) {
        return java.math.BigInteger.valueOf(fuel)
                .multiply(java.math.BigInteger.valueOf(microcreditsPerMillionFuel))
                .add(java.math.BigInteger.valueOf(999_999))
                .divide(java.math.BigInteger.valueOf(1_000_000))
                .longValueExact();
    }

    /** What is kept in escrow for one work unit: the most that its agreeing copies can cost. */
    public static long setAside(long fuelLimit, long microcreditsPerMillionFuel, int quorum) {
        return Math.multiplyExact(of(fuelLimit, microcreditsPerMillionFuel), quorum + 1L);
    }
}
