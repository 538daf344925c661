package org.manyhands.bench.trust;

import java.util.List;

/** Who is bad, how many, and how often each of them lies: the rates are given to hosts in turn. */
enum Scenario {
    HONEST("honest, rare faults", Nature.HONEST, 0, List.of(0.0), false),
    NAIVE("10 % naive cheats", Nature.NAIVE, 0.1, List.of(0.3), false),
    STRATEGIC("10 % strategic, alone", Nature.STRATEGIC, 0.1, List.of(0.1, 0.02, 0.001), false),
    COLLUDERS("10 % strategic colluders", Nature.COLLUDER, 0.1, List.of(0.1, 0.02, 0.001), false),
    STEADY("  all of them at 2 %", Nature.COLLUDER, 0.1, List.of(0.02), false),
    PATIENT("  all of them at 0.1 %", Nature.COLLUDER, 0.1, List.of(0.001), false),
    WHITEWASH("  back under new names", Nature.COLLUDER, 0.1, List.of(0.1, 0.02, 0.001), true),
    MANY("20 % strategic colluders", Nature.COLLUDER, 0.2, List.of(0.1, 0.02, 0.001), false);

    final String title;
    final Nature nature;
    final double share;
    final List<Double> lieRates;
    /** A host that was excluded comes back under a new name. */
    final boolean comesBack;

    Scenario(String title, Nature nature, double share, List<Double> lieRates, boolean comesBack) {
        this.title = title;
        this.nature = nature;
        this.share = share;
        this.lieRates = lieRates;
        this.comesBack = comesBack;
    }

    /** The colluding share that the engine is told: what is true, and one in ten at least. */
    double assumedShare() {
        return Math.max(0.1, share);
    }
}
