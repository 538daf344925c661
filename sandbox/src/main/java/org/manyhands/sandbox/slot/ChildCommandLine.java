package org.manyhands.sandbox.slot;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.jdk.JdkSearch;

/** How a slot process is started, and what is measured as if it were one. */
public final class ChildCommandLine {
    /** The young generation, small so that linear memory finds room in the old one. */
    private static final String YOUNG = "32m";

    private ChildCommandLine() {}

    /** The command that starts a slot process from nothing. */
    static List<String> of(SlotSettings settings) throws SlotException {
        return of(settings, 0, Optional.empty());
    }

    /**
     * The command that starts a slot process.
     *
     * @param moduleHeap bytes of heap for a large module; runs do not count on them
     * @param archive what it may start from, if anything
     */
    static List<String> of(SlotSettings settings, long moduleHeap, Optional<StartArchive> archive)
            throws SlotException {
        List<String> command = new ArrayList<>(ignoringInterrupts());
        command.addAll(lowestPriority());
        List<String> machine = java(settings, moduleHeap);
        archive.ifPresent(start -> machine.addAll(1, start.flags()));
        command.addAll(machine);
        command.addAll(List.of(
                SlotMain.class.getName(),
                settings.directory().toAbsolutePath().toString(),
                Long.toString(settings.heapBytes()),
                Long.toString(ProcessHandle.current().pid())));
        return command;
    }

    /**
     * The same without the lowest priority, for {@link MeasureMain}.
     *
     * @param module the module to measure
     * @param rewrites as {@link MeasureMain} takes them
     * @param arguments the program's
     */
    public static List<String> measuring(SlotSettings settings, Path module, String rewrites, List<String> arguments)
            throws SlotException {
        List<String> command = new ArrayList<>(java(settings, 0));
        command.addAll(List.of(
                MeasureMain.class.getName(),
                module.toAbsolutePath().toString(),
                rewrites,
                settings.directory().toAbsolutePath().toString(),
                Long.toString(settings.heapBytes())));
        command.addAll(arguments);
        return command;
    }

    /** Java with its flags and class path. */
    private static List<String> java(SlotSettings settings, long moduleHeap) throws SlotException {
        List<String> command = new ArrayList<>();
        command.add(settings.java().toString());
        command.addAll(List.of(
                "-Xmx" + (settings.heapBytes() + moduleHeap),
                "-Xms48m",
                "-Xmn" + YOUNG,
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:+ExitOnOutOfMemoryError",
                // Standard output carries frames.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                // Generated methods are large, and called from large ones.
                "-XX:-ClipInlining",
                "-XX:-DontCompileHugeMethods",
                // A loop calls the host once a slice; inlined, that call made sparse products three times slower.
                "-XX:CompileCommand=quiet",
                "-XX:CompileCommand=dontinline,run.endive.*::callHostFunction",
                "-Djava.io.tmpdir=" + settings.directory().toAbsolutePath(),
                "-XX:ErrorFile=" + settings.directory().toAbsolutePath().resolve("crash-%p.log")));
        command.addAll(comparisonWorkaround(JdkSearch.describe(settings.java()).feature()));
        command.addAll(List.of("-cp", ChildClassPath.find()));
        return command;
    }

    /** What a slot with these settings may start from; it is made beside when there is none yet. */
    static Optional<StartArchive> archive(SlotSettings settings) throws SlotException {
        Jdk java = JdkSearch.describe(settings.java());
        String classPath = ChildClassPath.find();
        List<String> machine = java(settings, 0);
        Optional<StartArchive> archive = StartArchive.of(UserCache.directory().resolve("start"), java, classPath);
        archive.ifPresent(start -> start.order(lowestPriority(), machine, classPath));
        return archive;
    }

    private static List<String> lowestPriority() {
        return findOnPath("nice")
                .map(nice -> List.of(nice.toString(), "-n", "19"))
                .orElse(List.of());
    }

    /** A Ctrl-C on the terminal goes to every process there; what it means for a run is the parent's to say. */
    private static List<String> ignoringInterrupts() {
        return Files.isExecutable(Path.of("/bin/sh"))
                ? List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "slot")
                : List.of();
    }

    /** JDK-8376400: before 21, C2 compiles some unsigned comparisons wrongly once they are inlined. */
    private static List<String> comparisonWorkaround(int feature) {
        if (feature >= 21) {
            return List.of();
        }
        return List.of("-XX:CompileCommand=dontinline,run.endive.runtime.OpcodeImpl::I32_LT_U");
    }

    private static Optional<Path> findOnPath(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
