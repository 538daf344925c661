package org.manyhands.bench.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.slot.ChildCommandLine;

/** Starts the process of each cell, in a directory of its own. */
final class Workshop {
    /** The kernels need 16 MiB, the JVM its own. */
    private static final long HEAP_BYTES = 512L << 20;

    private final Tools tools;
    private final Path kernels;
    private final Path directory;
    private final boolean quick;

    /**
     * Starts nothing yet.
     *
     * @param kernels where sources and modules of the kernels are
     * @param directory an empty directory to work in
     * @param quick whether to run the kernels at their small size
     */
    Workshop(Tools tools, Path kernels, Path directory, boolean quick) {
        this.tools = tools;
        this.kernels = kernels;
        this.directory = directory;
        this.quick = quick;
    }

    /**
     * Starts a process; {@link Column#V8_ALL} needs that of {@link Column#ALL} to have started before.
     *
     * @throws KernelFailedException when it does not start
     */
    KernelProcess start(Kernel kernel, Column column) throws IOException {
        Path home = Files.createDirectories(home(kernel, column));
        try {
            return KernelProcess.start(command(kernel, column, home), home);
        } catch (SlotException e) {
            throw new KernelFailedException("did not start: " + e.getMessage(), e);
        }
    }

    /** Runs a kernel with all rewrites so many times, apart from all measuring, and tells where its time went. */
    Profile profile(Kernel kernel, int runs) throws IOException, SlotException {
        Path home = Files.createDirectories(directory.resolve(kernel.title()).resolve("profile"));
        Path recording = home.resolve("recording.jfr");
        List<String> command = new ArrayList<>(command(kernel, Column.ALL, home));
        command.addAll(command.indexOf("-cp"), Profile.flags(recording));
        try (KernelProcess process = KernelProcess.start(command, home)) {
            for (int run = 0; run < runs; run++) {
                process.run();
            }
            process.finish();
        }
        return Profile.read(recording);
    }

    private List<String> command(Kernel kernel, Column column, Path home) throws IOException, SlotException {
        Path module = kernels.resolve(kernel.title() + ".wasm");
        String size = kernel.size(quick);
        return switch (column) {
            case NATIVE -> List.of(compile(kernel, home).toString(), size);
            case V8 -> onV8(module, size);
            case V8_ALL -> onV8(home(kernel, Column.ALL).resolve("measured.wasm"), size);
            case PLAIN, METERING, NANS, DEPTH, LOOPS, ALL -> inSandbox(tools.jdk(), module, column, home, size);
            case OLD_PLAIN, OLD_ALL ->
                inSandbox(Objects.requireNonNull(tools.oldJdk(), "JDK 17"), module, column, home, size);
        };
    }

    private static List<String> inSandbox(Jdk jdk, Path module, Column column, Path home, String size)
            throws SlotException {
        SlotSettings settings = new SlotSettings(jdk.java(), home, HEAP_BYTES);
        return ChildCommandLine.measuring(settings, module, column.rewrites(), List.of(size));
    }

    private List<String> onV8(Path module, String size) throws IOException {
        Path host = directory.resolve("v8.mjs");
        if (!Files.exists(host)) {
            try (InputStream script = Objects.requireNonNull(Workshop.class.getResourceAsStream("v8.mjs"), "v8.mjs")) {
                Files.copy(script, host);
            }
        }
        Path node = Objects.requireNonNull(tools.node(), "node");
        return List.of(node.toString(), "--no-liftoff", host.toString(), module.toString(), size);
    }

    private Path compile(Kernel kernel, Path home) throws IOException {
        Path program = home.resolve(kernel.title());
        List<String> command = List.of(
                Objects.requireNonNull(tools.gcc(), "gcc").toString(),
                "-std=c17",
                "-O2",
                "-ffp-contract=off",
                "-o",
                program.toString(),
                kernels.resolve(kernel.title() + ".c").toString(),
                kernels.resolve("native.c").toString(),
                "-lm");
        Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
        compiler.getOutputStream().close();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (compiler.waitFor() != 0) {
                throw new KernelFailedException("was not compiled: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KernelFailedException("was not compiled: interrupted", e);
        }
        return program;
    }

    private Path home(Kernel kernel, Column column) {
        return directory.resolve(kernel.title()).resolve(column.key());
    }
}
