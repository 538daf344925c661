package org.manyhands.bench.trust;

/** What a simulated host is like. */
enum Nature {
    /** Right but for rare faults. */
    HONEST,
    /** Honest on bad memory: a fault in a thousand results. */
    FLAKY,
    /** Gives the same wrong answer as others of its kind, three times in ten, from its first result on. */
    NAIVE,
    /** Behaves until it is trusted, then lies now and then; alone, and only where its copy is the first. */
    STRATEGIC,
    /** As strategic, and supports the lies of its partners; where one of them told the truth, so does it. */
    COLLUDER
}
