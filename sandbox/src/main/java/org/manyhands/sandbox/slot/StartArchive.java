package org.manyhands.sandbox.slot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.cache.Installation;
import org.manyhands.sandbox.cache.OwnerOnly;

/**
 * The classes of a slot process as a Java machine maps them at its start, already read, checked and linked: more than
 * half of a small module's way to its first instruction is that otherwise. Java 25 and newer take an
 * ahead-of-time cache (JEP 483, 514, 515), older ones an archive of class data (JEP 350). It is made once for each
 * build and Java, by {@link StartTraining}, beside what goes on; Java itself ignores one that does not fit it.
 *
 * @param directory where it is, or will be
 * @param name of its file there
 * @param java the Java that it is for
 */
record StartArchive(Path directory, String name, Jdk java) {
    private static final int AHEAD_OF_TIME = 25;
    private static final String FAILED = ".failed";

    /** Archives that this process has had made; another try would not fare better. */
    private static final Set<Path> ORDERED = new HashSet<>();

    /** The archive for a Java and class path; none while the sandbox itself is worked on. */
    static Optional<StartArchive> of(Path directory, Jdk java, String classPath) {
        return Installation.of(classPath).map(installation -> {
            String key = OutcomeDigest.sha256(
                            (java.java() + "\n" + java.version() + "\n" + installation).getBytes(UTF_8))
                    .substring(0, 16);
            return new StartArchive(directory, key + (aheadOfTime(java) ? ".aot" : ".jsa"), java);
        });
    }

    Path file() {
        return directory.resolve(name);
    }

    /** What a Java machine is told so as to use it; nothing while there is none. */
    List<String> flags() {
        if (!Files.isRegularFile(file()) || !OwnerOnly.isTrusted(directory) || !OwnerOnly.isTrusted(file())) {
            return List.of();
        }
        return List.of((aheadOfTime(java) ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file());
    }

    /** Removes an archive that does no good; false when there was none. */
    boolean discard() {
        try {
            return Files.deleteIfExists(file());
        } catch (IOException e) {
            return false;
        }
    }

    /** What a Java machine is told so as to write it at its end. */
    String recording(Path target) {
        return (aheadOfTime(java) ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + target;
    }

    /**
     * Has it made by a process of its own, once; nothing when it is there, or could not be made before.
     *
     * @param command starts a Java machine as a slot's, up to the class path
     */
    void order(List<String> lowestPriority, List<String> command, String classPath) {
        synchronized (ORDERED) {
            if (Files.exists(file()) || Files.exists(failure()) || !ORDERED.add(file())) {
                return;
            }
        }
        List<String> training = new ArrayList<>(lowestPriority);
        training.addAll(List.of(java.java().toString(), "-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        training.addAll(List.of("-cp", classPath, StartTraining.class.getName(), directory.toString(), name));
        training.addAll(command);
        try {
            new ProcessBuilder(training)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // Slots start without it, only slower.
        }
    }

    /** The mark of an archive that could not be made. */
    Path failure() {
        return directory.resolve(name + FAILED);
    }

    private static File nothing() {
        return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
    }

    private static boolean aheadOfTime(Jdk java) {
        return java.feature() >= AHEAD_OF_TIME;
    }
}
