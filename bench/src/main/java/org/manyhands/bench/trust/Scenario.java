package org.manyhands.bench.trust;

/** Who is bad, how many, and how often each of them lies. */
enum Scenario {
    HONEST("honest, rare faults", Nature.HONEST, 0, 0, false),
    NAIVE("10 % naive cheats", Nature.NAIVE, 0.1, 0.3, false),
    STRATEGIC("10 % strategic, alone", Nature.STRATEGIC, 0.1, 0, false),
    COLLUDERS("10 % strategic colluders", Nature.COLLUDER, 0.1, 0, false),
    STEADY("  all of them at 2 %", Nature.COLLUDER, 0.1, 0.02, false),
    PATIENT("  all of them at 0.1 %", Nature.COLLUDER, 0.1, 0.001, false),
    WHITEWASH("  back under new names", Nature.COLLUDER, 0.1, 0, true),
    MANY("20 % strategic colluders", Nature.COLLUDER, 0.2, 0, false);

    private static final int MIXED = 3;

    final String title;
    final Nature nature;
    final double share;
    private final double rate;
    /** A host that was excluded comes back under a new name. */
    final boolean comesBack;

    /** @param rate of lies; 0 where cheats differ */
    Scenario(String title, Nature nature, double share, double rate, boolean comesBack) {
        this.title = title;
        this.nature = nature;
        this.share = share;
        this.rate = rate;
        this.comesBack = comesBack;
    }

    /** How often the cheat of this number lies where it may: all the same, or the three rates in turn. */
    double lieRate(int number) {
        if (rate > 0) {
            return rate;
        }
        return switch (number % MIXED) {
            case 0 -> 0.1;
            case 1 -> 0.02;
            default -> 0.001;
        };
    }

    /** The colluding share that the engine is told: what is true, and one in ten at least. */
    double assumedShare() {
        return Math.max(0.1, share);
    }
}
