package org.manyhands.bench.sandbox;

import java.util.Locale;

/** In which ways a kernel is run: the columns of the table, in the order in which they take turns. */
enum Column {
    /** The same source, compiled by {@code gcc -O2}. */
    NATIVE("native", ""),
    /** The module as the compiler wrote it, on V8: what all others are compared with. */
    V8("V8", ""),
    /** The sandbox, none of the rewrites. */
    PLAIN("plain", "plain"),
    /** The sandbox, metering only. */
    METERING("meter", "metering"),
    /** The sandbox, canonical NaNs only. */
    NANS("NaNs", "nans"),
    /** The sandbox, limited call depth only. */
    DEPTH("depth", "depth"),
    /** The sandbox, operands in locals at loops only. */
    LOOPS("loops", "loops"),
    /** The sandbox as work units run in it. */
    ALL("all", "all"),
    /** The product that {@link #ALL} runs, on V8. */
    V8_ALL("V8 all", ""),
    /** As {@link #PLAIN}, on JDK 17. */
    OLD_PLAIN("17 plain", "plain"),
    /** As {@link #ALL}, on JDK 17. */
    OLD_ALL("17 all", "all");

    private final String title;
    private final String rewrites;

    Column(String title, String rewrites) {
        this.title = title;
        this.rewrites = rewrites;
    }

    String title() {
        return title;
    }

    /** What the sandbox calls the rewrites of this column; empty when it does not run it. */
    String rewrites() {
        return rewrites;
    }

    boolean inSandbox() {
        return !rewrites.isEmpty();
    }

    boolean onOldJdk() {
        return this == OLD_PLAIN || this == OLD_ALL;
    }

    /** Whether the module counts fuel, and so must count the same as in all columns that do. */
    boolean metered() {
        return this == METERING || this == ALL || this == V8_ALL || this == OLD_ALL;
    }

    /** Its name in JSON and in file names. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
