package org.manyhands.protocol.research;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.HostId;

/**
 * What a batch is to compute. Files are named by the SHA-256 of uploads.
 *
 * @param name for people
 * @param appVersionId what runs
 * @param arguments after the version's own; {@code {from}}, {@code {to}}, {@code {unit}} and names of grid parameters
 *     in braces are replaced for each work unit
 * @param inputs files for every work unit: path below {@code /in} to SHA-256
 * @param cut how it is cut into work units
 * @param quorum copies that must agree, 1 to 10; 0 means the project's default (2)
 * @param fuelLimit most fuel of one work unit; 0: ten times what the quote measures
 * @param memoryLimitBytes most linear memory; 0: the default of the project
 * @param outputLimitBytes most output; 0: the default of the project
 * @param canaries work units tried before all others; -1 means the default (3)
 * @param visibleToAll whether the answer is shown on the public status page
 * @param answer how the canonical results become the answer; at least one part
 * @param limits how many copies of a work unit there may be
 * @param errorRate share of wrong answers that is accepted, 0.000001 to 0.01: hosts are then trusted as far as they earned it, instead of a
 *     quorum; 0 means a quorum
 * @param withoutTailCopies true when nothing is copied near the end to have it sooner
 * @param target whose computers get it; null: everybody's
 * @param sizes true when {@code perUnit} is the smallest piece of the input, and a work unit is a run of as many of them as take its host 20 to 40 minutes
 */
public record BatchSpec(
        String name,
        AppVersionId appVersionId,
        List<String> arguments,
        Map<String, String> inputs,
        Cut cut,
        int quorum,
        long fuelLimit,
        long memoryLimitBytes,
        long outputLimitBytes,
        int canaries,
        boolean visibleToAll,
        List<AnswerPart> answer,
        CopyLimits limits,
        double errorRate,
        boolean withoutTailCopies,
        @Nullable Target target,
        boolean sizes) {
    private static final int COPIES_SET_ASIDE = 5;
    private static final int DEFAULT_CANARIES = -1;

    /** What is left out on the wire is empty here. */
    public BatchSpec {
        name = Objects.requireNonNullElse(name, "");
        arguments = List.copyOf(Objects.requireNonNullElse(arguments, List.of()));
        inputs = Map.copyOf(Objects.requireNonNullElse(inputs, Map.of()));
        cut = Objects.requireNonNullElse(cut, new Cut(null, null, null, null));
        answer = List.copyOf(Objects.requireNonNullElse(answer, List.of()));
        limits = Objects.requireNonNullElse(limits, CopyLimits.DEFAULTS);
    }

    /** With the project's defaults for everything else: no arguments, no inputs, a quorum, canaries, and further copies near its end. */
    public static BatchSpec of(String name, AppVersionId appVersionId, Cut cut, List<AnswerPart> answer) {
        return new BatchSpec(
                name,
                appVersionId,
                List.of(),
                Map.of(),
                cut,
                0,
                0,
                0,
                0,
                DEFAULT_CANARIES,
                false,
                answer,
                CopyLimits.DEFAULTS,
                0,
                false,
                null,
                false);
    }

    /** This batch with other values for what the changes name: {@code spec.with(it -> it.quorum(3).canaries(0))}. */
    public BatchSpec with(UnaryOperator<BatchSpecChange> changes) {
        return changes.apply(new BatchSpecChange(this)).spec();
    }

    /** So many copies, and one more, can be paid at the full fuel limit: those of the quorum, or what all but a few work units need at an error rate. */
    public int copiesSetAside() {
        return errorRate > 0 ? COPIES_SET_ASIDE : copiesAtFirst();
    }

    /** With how many copies each work unit begins, once the quorum is known. */
    public int copiesAtFirst() {
        return target == null ? quorum : Math.max(quorum, target.copies());
    }

    /**
     * Whose computers get a batch's work units.
     *
     * @param hosts these
     * @param accounts and those of accounts with these names; when there are neither hosts nor accounts, everybody's
     * @param copies each work unit is run once by so many hosts of different accounts; 0: by as many as the quorum asks for
     */
    public record Target(List<HostId> hosts, List<String> accounts, int copies) {
        public Target {
            hosts = List.copyOf(Objects.requireNonNullElse(hosts, List.of()));
            accounts = List.copyOf(Objects.requireNonNullElse(accounts, List.of()));
        }

        /** True when somebody is named: nobody else gets any of it. */
        public boolean names() {
            return !hosts.isEmpty() || !accounts.isEmpty();
        }
    }

    /**
     * How many copies of a work unit there may be; 0 everywhere means the default.
     *
     * @param minQuorum copies that must agree, as {@code quorum}; when both are given they are the same
     * @param maxErrorResults at so many copies that ended in an error or a time-out no further copy is made, 1 to 100 (5)
     * @param maxTotalResults most copies of any kind, {@code minQuorum} to 100 ({@code minQuorum} + 8)
     * @param maxSuccessResults at so many copies that returned and do not agree no further copy is made, {@code minQuorum} to
     *     100 ({@code maxTotalResults})
     */
    public record CopyLimits(int minQuorum, int maxErrorResults, int maxTotalResults, int maxSuccessResults) {
        public static final CopyLimits DEFAULTS = new CopyLimits(0, 0, 0, 0);
    }

    /** How a batch is cut: exactly one of the four is set. */
    public record Cut(
            @Nullable Range range,
            @Nullable Grid grid,
            @Nullable Dataset dataset,
            @Nullable Single single) {
        public static Cut of(Range range) {
            return new Cut(range, null, null, null);
        }

        public static Cut of(Grid grid) {
            return new Cut(null, grid, null, null);
        }

        public static Cut of(Dataset dataset) {
            return new Cut(null, null, dataset, null);
        }

        public static Cut whole() {
            return new Cut(null, null, null, new Single());
        }
    }

    /** One work unit for the whole batch. */
    public record Single() {}

    /** Whole numbers from {@code from} (inclusive) to {@code to} (exclusive), {@code perUnit} to a work unit. */
    public record Range(long from, long to, long perUnit) {}

    /**
     * All combinations of parameter values, the last parameter running fastest; a work unit gets its slice as
     * {@code /in/params.csv}, a header and a row for each combination.
     *
     * @param parameters in order: name and values
     */
    public record Grid(List<Parameter> parameters, int perUnit) {
        public Grid {
            parameters = List.copyOf(Objects.requireNonNullElse(parameters, List.of()));
        }

        /** One parameter with its values, as text. */
        public record Parameter(String name, List<String> values) {
            public Parameter {
                name = Objects.requireNonNullElse(name, "");
                values = List.copyOf(Objects.requireNonNullElse(values, List.of()));
            }
        }
    }

    /**
     * Files cut into slices; a work unit gets its slice as {@code /in/<path of the file>}.
     *
     * @param files path to SHA-256, in order of path
     * @param by ROWS: {@code perUnit} lines; BYTES: {@code perUnit} bytes; FILES: {@code perUnit} whole files
     * @param header with ROWS: the first line is repeated at the head of each slice
     */
    public record Dataset(Map<String, String> files, By by, long perUnit, boolean header) {
        public Dataset {
            files = Map.copyOf(Objects.requireNonNullElse(files, Map.of()));
            by = Objects.requireNonNullElse(by, By.ROWS);
        }

        /** The unit of cutting. */
        public enum By {
            ROWS,
            BYTES,
            FILES
        }
    }

    /**
     * One way to put canonical results together.
     *
     * @param kind SUM adds up numbers; CONCAT joins in order of unit; TABLE joins CSV rows; WASM runs a program
     * @param file with SUM, CONCAT, TABLE: which file of {@code /out}; null means standard output
     * @param best with TABLE: the column whose largest value is the best row
     * @param plot with TABLE: what to plot
     * @param moduleSha256 with WASM: an uploaded source module
     * @param files with WASM: path below {@code /in} to SHA-256
     */
    public record AnswerPart(
            Kind kind,
            @Nullable String file,
            @Nullable String best,
            @Nullable Plot plot,
            @Nullable String moduleSha256,
            @Nullable Map<String, String> files) {
        /** The ways. */
        public enum Kind {
            SUM,
            CONCAT,
            TABLE,
            WASM
        }
    }

    /**
     * A plot of two columns.
     *
     * @param series column whose values make lines of their own, or null for one
     */
    public record Plot(String x, String y, @Nullable String series) {}
}
