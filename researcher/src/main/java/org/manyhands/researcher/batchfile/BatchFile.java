package org.manyhands.researcher.batchfile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.research.BatchSpec.AnswerPart.Kind;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchSpec.Dataset.By;
import org.manyhands.protocol.research.BatchSpec.Grid.Parameter;
import org.manyhands.protocol.research.BatchSpec.Plot;
import org.manyhands.protocol.research.BatchSpec.Target;

/**
 * A batch as its researcher describes it, files still being files of this machine: they exist and can be read.
 *
 * @param inputs files for every work unit: path below {@code /in} to local file
 * @param quorum 0: the project's default
 * @param fuelLimit 0: ten times what the quote measures
 * @param memoryLimitBytes 0: the project's default
 * @param outputLimitBytes 0: the project's default
 * @param canaries -1: the project's default
 * @param copies how many copies of a work unit there may be; 0 the project's default
 * @param errorRate accepted share of wrong answers; 0: a quorum
 * @param tailCopies whether what would come last is copied near the end
 * @param target whose computers get it; null: everybody's
 * @param sizes whether work units are of different size, as suits hosts
 * @param fundsMicrocredits the most that it may cost; empty: whatever the quote says
 */
public record BatchFile(
        String name,
        Application application,
        Map<String, Path> inputs,
        Cut cut,
        List<String> arguments,
        int quorum,
        long fuelLimit,
        long memoryLimitBytes,
        long outputLimitBytes,
        int canaries,
        CopyLimits copies,
        double errorRate,
        boolean tailCopies,
        @Nullable Target target,
        boolean sizes,
        boolean visibleToAll,
        OptionalLong fundsMicrocredits,
        List<Answer> answer) {

    /**
     * What runs.
     *
     * @param version null: made from the digest of what it consists of
     * @param verifier what says whether a result is right; null where hosts must agree
     */
    public record Application(
            Path module,
            String name,
            @Nullable String version,
            Map<String, Path> files,
            List<String> arguments,
            @Nullable Path verifier) {}

    /** How the batch is cut into work units. */
    public sealed interface Cut {}

    /** One work unit. */
    public record Whole() implements Cut {}

    /** Whole numbers. */
    public record Range(long from, long to, long perUnit) implements Cut {}

    /** All combinations of values. */
    public record Grid(List<Parameter> parameters, int perUnit) implements Cut {}

    /** Slices of files: path below {@code /in} to local file. */
    public record Dataset(Map<String, Path> files, By by, long perUnit, boolean header) implements Cut {}

    /** A part of the answer; {@code module} and {@code files} are there with WASM. */
    public record Answer(
            Kind kind,
            @Nullable String file,
            @Nullable String best,
            @Nullable Plot plot,
            @Nullable Path module,
            Map<String, Path> files) {}
}
