package org.manyhands.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a module, a pure function of these values (all but {@code wallMillis}, {@code engine} and where files
 * lie on this machine).
 *
 * @param module the module's file: instrumented already, or a source module that the slot instruments first
 * @param arguments what the program sees after its own name ({@code argv[0]} is always {@code app})
 * @param environment the whole environment; {@code MANYHANDS_SEED} is added by the slot from {@code seed}
 * @param seed seed of {@code random_get}
 * @param inputs read-only files below {@code /in}
 * @param stdin bytes of standard input; empty for a work unit
 * @param outputDirectory an existing directory on this machine that receives the files of {@code /out}
 * @param limits deterministic limits
 * @param wallMillis wall-clock limit in milliseconds, {@code 0} for none; passing it is a host failure, not an outcome
 * @param engine how to execute
 * @param snapshots where it is saved and resumed from, or null for neither; only a module with the step API can be
 * @param weightsVersion version of the weight table that fuel is counted by; 0 for a product's own, or the newest
 */
public record RunRequest(
        Path module,
        List<String> arguments,
        Map<String, String> environment,
        long seed,
        List<InputFile> inputs,
        byte[] stdin,
        Path outputDirectory,
        Limits limits,
        long wallMillis,
        Engine engine,
        @Nullable Snapshots snapshots,
        int weightsVersion) {
    public RunRequest {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        inputs = List.copyOf(inputs);
    }

    /** A run by the module's own weights, or the newest. */
    public RunRequest(
            Path module,
            List<String> arguments,
            Map<String, String> environment,
            long seed,
            List<InputFile> inputs,
            byte[] stdin,
            Path outputDirectory,
            Limits limits,
            long wallMillis,
            Engine engine,
            @Nullable Snapshots snapshots) {
        this(
                module,
                arguments,
                environment,
                seed,
                inputs,
                stdin,
                outputDirectory,
                limits,
                wallMillis,
                engine,
                snapshots,
                0);
    }

    /** A run that is never saved. */
    public RunRequest(
            Path module,
            List<String> arguments,
            Map<String, String> environment,
            long seed,
            List<InputFile> inputs,
            byte[] stdin,
            Path outputDirectory,
            Limits limits,
            long wallMillis,
            Engine engine) {
        this(module, arguments, environment, seed, inputs, stdin, outputDirectory, limits, wallMillis, engine, null, 0);
    }

    /** The same run, saved between its steps. */
    public RunRequest withSnapshots(Snapshots place) {
        return new RunRequest(
                module,
                arguments,
                environment,
                seed,
                inputs,
                stdin,
                outputDirectory,
                limits,
                wallMillis,
                engine,
                place,
                weightsVersion);
    }

    /** The same run, counted by another weight table. */
    public RunRequest withWeights(int version) {
        return new RunRequest(
                module,
                arguments,
                environment,
                seed,
                inputs,
                stdin,
                outputDirectory,
                limits,
                wallMillis,
                engine,
                snapshots,
                version);
    }
}
