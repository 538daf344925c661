package org.manyhands.sandbox.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.InputFile;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Snapshots;
import org.manyhands.sandbox.rewrite.ProfileChecker;
import org.manyhands.sandbox.wasi.WasiProcess;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The program of a run, what it is given and what it may use. */
final class ProgramOptions {
    private static final int PAGE_BYTES = 65_536;

    /** Outputs lie in the slot's heap. */
    private static final long MOST_OUTPUT_BYTES = 8L << 30;

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUE",
            description = "A variable of the application's environment; may be given again.")
    private List<String> variables = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            converter = WholeNumber.class,
            description = "Seed of randomness, also in MANYHANDS_SEED (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            defaultValue = "256MiB",
            converter = ByteSize.class,
            description = "Most linear memory (default: ${DEFAULT-VALUE}).")
    private long memory;

    @Option(
            names = "--output",
            paramLabel = "SIZE",
            defaultValue = "64MiB",
            converter = ByteSize.class,
            description = {
                "Most bytes that the application may leave in /out, or, with --raw, that all its",
                "directories may hold (default: ${DEFAULT-VALUE})."
            })
    private long output;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "0s",
            converter = TimeSpan.class,
            description = "Most wall-clock time, such as 500ms, 2s, 10m; 0s for any (default: ${DEFAULT-VALUE}).")
    private long timeoutMillis;

    @Option(
            names = "--engine",
            paramLabel = "compiled|interpreter",
            defaultValue = "compiled",
            description = "How to execute; both give the same bytes and fuel (default: ${DEFAULT-VALUE}).")
    private Engine engine = Engine.COMPILED;

    @Parameters(index = "0", paramLabel = "APP.wasm", description = "The application: source or instrumented module.")
    private Path module = Path.of("");

    @Parameters(index = "1..*", paramLabel = "ARGS", description = "The application's arguments, after --.")
    private List<String> arguments = List.of();

    /** Says what is wrong with the values, if anything is. */
    void require(Demand demand) {
        demand.that(!Files.isDirectory(module), module + " is a directory; name a .wasm file in it");
        demand.that(Files.exists(module), "there is no file " + module + "; name a .wasm file");
        demand.that(
                Files.isRegularFile(module),
                module + " is not a regular file but a pipe, a device or the like; name a .wasm file");
        demand.that(Files.isReadable(module), module + " may not be read by this user; change its permissions");
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            demand.that(equals > 0, "--env " + variable + " names no variable; write --env NAME=VALUE");
            demand.that(
                    !variable.startsWith(WasiProcess.SEED_VARIABLE + "="),
                    "--env " + WasiProcess.SEED_VARIABLE + " is set by --seed; give --seed N instead");
        }
        demand.that(
                memory >= PAGE_BYTES,
                "--memory must be at least one page of 64KiB, not " + memory + " bytes; the default is 256MiB");
        demand.that(
                memory <= ProfileChecker.LARGEST_MEMORY_BYTES + PAGE_BYTES,
                "--memory can be at most 2GiB, not " + memory + " bytes: work in pieces, or read data from files");
        demand.that(
                output <= MOST_OUTPUT_BYTES,
                "--output can be at most 8GiB, not " + output + " bytes: leave less in /out");
    }

    Path module() {
        return module;
    }

    List<String> arguments() {
        return arguments;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return environment;
    }

    RunRequest request(
            List<InputFile> inputs, byte[] stdin, Path outputs, Limits limits, @Nullable Snapshots snapshots) {
        return new RunRequest(
                module,
                arguments,
                environment(),
                seed,
                inputs,
                stdin,
                outputs,
                limits,
                timeoutMillis,
                engine,
                snapshots);
    }

    Limits limits(long fuel, int files) {
        return new Limits(fuel, memory, output, files);
    }
}
