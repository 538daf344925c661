package org.manyhands.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.jdk.JdkSearch;

/**
 * The Javas of this computer that slots can run on. They are looked for once in the life of a process, by reading what
 * each says of itself and starting none. Any thread.
 */
public final class Jdks {
    private static final System.Logger LOG = System.getLogger(Jdks.class.getName());

    private static final JdkSearch SEARCH = new JdkSearch(
            System::getenv, System::getProperty, Path.of("").toAbsolutePath().getRoot());

    private static @Nullable List<Jdk> all;
    private static @Nullable Jdk forSlots;

    private Jdks() {}

    /** The Java of this process. */
    public static Jdk own() {
        return SEARCH.own();
    }

    /** All that can run here, newest first; never empty, for this process's own is among them. */
    public static synchronized List<Jdk> all() {
        List<Jdk> known = all;
        if (known == null) {
            known = SEARCH.all();
            all = known;
        }
        return known;
    }

    /**
     * The Java for slots: the one that {@link SlotSettings#JAVA_VARIABLE} names, else the newest. The same for the life
     * of a process, unless it turns out not to start.
     */
    public static synchronized Jdk forSlots() {
        Jdk known = forSlots;
        if (known == null) {
            known = SEARCH.named().orElseGet(() -> all().get(0));
            forSlots = known;
        }
        return known;
    }

    /**
     * The Java to use instead of one that does not start: this process's own, when the other was found and not named by
     * somebody. From then on slots run on it.
     *
     * @param reason what happened, for the log
     */
    public static synchronized Optional<Jdk> insteadOf(Path java, String reason) {
        boolean found = SEARCH.named().isEmpty()
                && all().stream().anyMatch(jdk -> jdk.java().equals(java));
        if (!found || java.equals(own().java())) {
            return Optional.empty();
        }
        if (java.equals(forSlots().java())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "slots do not start on {0}, so they run on {1}; remove the broken one, or name another by {2}: {3}",
                    java,
                    own().java(),
                    SlotSettings.JAVA_VARIABLE,
                    reason);
            forSlots = own();
        }
        return Optional.of(own());
    }
}
