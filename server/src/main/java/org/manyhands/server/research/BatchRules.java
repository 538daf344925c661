package org.manyhands.server.research;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.config.ProjectConfig;
import org.manyhands.db.workunit.cut.InputPaths;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpec.AnswerPart;
import org.manyhands.protocol.research.BatchSpec.CopyLimits;
import org.manyhands.protocol.research.BatchSpec.Target;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Limits;

/** Checks a description as far as it goes without its files, and fills in the project's defaults. */
final class BatchRules {
    private static final int LONGEST_NAME = 120;
    private static final int LARGEST_QUORUM = 10;
    private static final int MOST_COPIES = 100;
    private static final int MOST_TARGETS = 1_000;
    private static final int MOST_BROADCAST = 50;
    private static final int DEFAULT_ERRORS = 5;
    private static final int FURTHER_COPIES = 8;
    private static final int DEFAULT_CANARIES = 3;
    private static final double LEAST_ERROR_RATE = 1e-6;
    private static final double MOST_ERROR_RATE = 1e-2;
    private static final int COPIES_OF_A_DISPUTE = 24;
    private static final int MOST_CANARIES = 1_000;
    private static final int MOST_ARGUMENTS = 1_000;
    private static final long LEAST_MEMORY = 64L << 10;
    private static final long MOST_MEMORY = 1L << 30;
    private static final long MOST_OUTPUT = 1L << 30;
    private static final long MOST_FUEL = 1_000_000_000_000_000L;

    private final ProjectConfig.Policy policy;

    BatchRules(ProjectConfig.Policy policy) {
        this.policy = policy;
    }

    /**
     * The same description with nothing left to a default but the fuel limit, which the quote may find.
     *
     * @param verified the application has a verifier, which takes the place of a quorum
     */
    BatchSpec complete(BatchSpec spec, boolean verified) {
        if (spec.name().isBlank()
                || spec.name().length() > LONGEST_NAME
                || spec.name().chars().anyMatch(Character::isISOControl)) {
            throw refused("'name' is '" + spec.name() + "'; expected 1 to " + LONGEST_NAME + " characters in one line");
        }
        if (spec.arguments().size() > MOST_ARGUMENTS) {
            throw refused("'arguments' has " + spec.arguments().size() + " entries; at most " + MOST_ARGUMENTS);
        }
        requireAnswer(spec.answer());
        if (spec.sizes()) {
            requireFiles(spec.answer());
        }
        CopyLimits limits = verified ? verified(spec) : limits(spec);
        requireTarget(spec, limits, verified);
        return spec.with(it -> it.name(spec.name().strip())
                .quorum(limits.minQuorum())
                .limits(limits)
                .fuelLimit(within("fuelLimit", spec.fuelLimit(), 0, MOST_FUEL))
                .memoryLimitBytes(memory(spec))
                .outputLimitBytes(output(spec))
                .canaries(canaries(spec)));
    }

    /** What can be said of a target without knowing hosts and accounts. */
    private static void requireTarget(BatchSpec spec, CopyLimits limits, boolean verified) {
        Target target = spec.target();
        if (target == null) {
            return;
        }
        within("target.hosts (number)", target.hosts().size(), 0, MOST_TARGETS);
        within("target.accounts (number)", target.accounts().size(), 0, MOST_TARGETS);
        if (spec.errorRate() != 0) {
            throw refused("'target' and 'errorRate' exclude each other: trust in hosts rests on that nobody chooses who"
                    + " gets a copy; leave 'errorRate' out for a quorum");
        }
        if (target.copies() == 0) {
            if (!target.names()) {
                throw refused("'target' names nobody; expected 'hosts', 'accounts' or 'copies', or leave it out");
            }
            return;
        }
        within("target.copies", target.copies(), Math.max(2, limits.minQuorum()), MOST_BROADCAST);
        if (verified) {
            throw refused(
                    "'target.copies' is " + target.copies() + ", and the application has a verifier, for which one"
                            + " copy is enough; use a version without a verifier");
        }
        requireRoom(target, limits);
    }

    /** The limits on the copies of a work unit leave room for those that its target asks for. */
    static void requireRoom(@Nullable Target target, CopyLimits limits) {
        if (target != null && Math.min(limits.maxTotalResults(), limits.maxSuccessResults()) < target.copies()) {
            throw refused("'target.copies' is " + target.copies() + ", and 'limits' allow "
                    + Math.min(limits.maxTotalResults(), limits.maxSuccessResults())
                    + " copies of a work unit; raise 'maxTotalResults' and 'maxSuccessResults' to as many at least");
        }
    }

    private static long memory(BatchSpec spec) {
        long given = spec.memoryLimitBytes();
        long memory = given == 0 ? Limits.DEFAULT_MEMORY_BYTES : given;
        return within("memoryLimitBytes", memory, LEAST_MEMORY, MOST_MEMORY);
    }

    private static long output(BatchSpec spec) {
        long given = spec.outputLimitBytes();
        return within("outputLimitBytes", given == 0 ? Limits.DEFAULT_OUTPUT_BYTES : given, 1, MOST_OUTPUT);
    }

    private static int canaries(BatchSpec spec) {
        int given = spec.canaries();
        return (int) within("canaries", given == -1 ? DEFAULT_CANARIES : given, 0, MOST_CANARIES);
    }

    private CopyLimits limits(BatchSpec spec) {
        CopyLimits given = spec.limits();
        if (spec.errorRate() != 0) {
            return trusting(spec, given);
        }
        if (spec.quorum() != 0 && given.minQuorum() != 0 && spec.quorum() != given.minQuorum()) {
            throw refused("'quorum' is " + spec.quorum() + " and 'limits.minQuorum' is " + given.minQuorum()
                    + ", which mean the same; leave one out");
        }
        int quorum = given.minQuorum() != 0
                ? (int) within("limits.minQuorum", given.minQuorum(), 1, LARGEST_QUORUM)
                : (int) within("quorum", spec.quorum() == 0 ? policy.quorum() : spec.quorum(), 1, LARGEST_QUORUM);
        int broadcast = spec.target() == null ? 0 : spec.target().copies();
        return complete(
                given, new CopyLimits(quorum, DEFAULT_ERRORS, broadcast == 0 ? 0 : broadcast + FURTHER_COPIES, 0));
    }

    /** With a verifier one copy is enough, as long as it is right. */
    private static CopyLimits verified(BatchSpec spec) {
        CopyLimits given = spec.limits();
        if (spec.errorRate() != 0) {
            throw refused("'errorRate' is " + spec.errorRate() + ", and the application has a verifier, which looks at"
                    + " every result; leave 'errorRate' out, or use a version without a verifier");
        }
        if (spec.quorum() > 1 || given.minQuorum() > 1) {
            throw refused("'quorum' is " + Math.max(spec.quorum(), given.minQuorum())
                    + ", and the application has a verifier, for which one copy is enough; leave 'quorum' out, or use"
                    + " a version without a verifier");
        }
        Map<String, String> dataset =
                spec.cut().dataset() == null ? Map.of() : spec.cut().dataset().files();
        VerifiedInputs.require("the batch", spec.inputs().keySet());
        VerifiedInputs.require("the dataset", dataset.keySet());
        return complete(given, new CopyLimits(1, DEFAULT_ERRORS, 0, 0));
    }

    /** With an error rate each work unit begins with one copy, and there is room for those that a dispute may need. */
    private static CopyLimits trusting(BatchSpec spec, CopyLimits given) {
        double rate = spec.errorRate();
        if (!(rate >= LEAST_ERROR_RATE && rate <= MOST_ERROR_RATE)) {
            throw refused("'errorRate' is " + rate + "; expected 0.000001 to 0.01, or leave it out for a quorum");
        }
        if (spec.quorum() > 1 || given.minQuorum() > 1) {
            throw refused("'errorRate' is " + rate + " and 'quorum' is " + Math.max(spec.quorum(), given.minQuorum())
                    + ": either so many copies agree, or hosts are trusted as far as they earned it; leave one out");
        }
        return complete(given, new CopyLimits(1, DEFAULT_ERRORS, COPIES_OF_A_DISPUTE, 0));
    }

    /**
     * Checks limits that were given and takes the others from what they would be otherwise.
     *
     * @param otherwise 0 for what follows from the rest
     */
    static CopyLimits complete(CopyLimits given, CopyLimits otherwise) {
        int quorum = (int) within(
                "limits.minQuorum",
                given.minQuorum() == 0 ? otherwise.minQuorum() : given.minQuorum(),
                1,
                LARGEST_QUORUM);
        int errors = given.maxErrorResults() == 0 ? otherwise.maxErrorResults() : given.maxErrorResults();
        int total = first(given.maxTotalResults(), otherwise.maxTotalResults(), quorum + FURTHER_COPIES);
        int success = first(given.maxSuccessResults(), otherwise.maxSuccessResults(), total);
        return new CopyLimits(
                quorum,
                (int) within("limits.maxErrorResults", errors, 1, MOST_COPIES),
                (int) within("limits.maxTotalResults", total, quorum, MOST_COPIES),
                (int) within("limits.maxSuccessResults", success, quorum, MOST_COPIES));
    }

    /** The first that is not 0. */
    private static int first(int given, int otherwise, int last) {
        return given != 0 ? given : otherwise != 0 ? otherwise : last;
    }

    /** As it is kept with a batch. */
    static org.manyhands.db.batch.CopyLimits kept(CopyLimits complete) {
        return new org.manyhands.db.batch.CopyLimits(
                complete.minQuorum(),
                complete.maxErrorResults(),
                complete.maxTotalResults(),
                complete.maxSuccessResults());
    }

    private static void requireAnswer(List<AnswerPart> parts) {
        if (parts.isEmpty()) {
            throw refused("'answer' has no part; expected at least one of SUM, CONCAT, TABLE and WASM");
        }
        Map<String, AnswerPart.Kind> names = new HashMap<>();
        for (AnswerPart part : parts) {
            if (part.kind() == null) {
                throw refused("a part of 'answer' has no 'kind'; expected SUM, CONCAT, TABLE or WASM");
            }
            for (String name : names(part)) {
                AnswerPart.Kind other = names.putIfAbsent(name, part.kind());
                if (other != null) {
                    throw refused("'answer' has the parts " + other + " and " + part.kind()
                            + " that both make the file '" + name + "'; leave one out");
                }
            }
            requireFields(part);
        }
    }

    /** Of standard output as much is kept whatever the size of a work unit, so a large one might lose some of it. */
    private static void requireFiles(List<AnswerPart> parts) {
        for (AnswerPart part : parts) {
            boolean joined = part.kind() == AnswerPart.Kind.CONCAT || part.kind() == AnswerPart.Kind.TABLE;
            if (joined && part.file() == null) {
                throw refused("'sizes' is true, and the part " + part.kind()
                        + " of 'answer' names no 'file': of standard"
                        + " output only " + CapturedStream.KEPT_BYTES + " bytes are kept, however large a work unit is;"
                        + " let the program leave a file in /out and name it");
            }
        }
    }

    /** What a part leaves in the answer. A program of the researcher's own chooses its names itself. */
    private static Set<String> names(AnswerPart part) {
        return switch (part.kind()) {
            case SUM -> Set.of("sum.txt");
            case CONCAT -> Set.of(part.file() == null ? "concat.txt" : part.file());
            case TABLE -> part.plot() == null ? Set.of("table.csv") : Set.of("table.csv", "plot.svg");
            case WASM -> Set.of();
        };
    }

    private static void requireFields(AnswerPart part) {
        boolean program = part.kind() == AnswerPart.Kind.WASM;
        if (program && part.moduleSha256() == null) {
            throw refused("the part WASM of 'answer' names no 'moduleSha256'; expected that of an uploaded module");
        }
        forbid(part, "moduleSha256", part.moduleSha256(), program);
        forbid(part, "files", part.files(), program);
        forbid(part, "file", part.file(), !program);
        forbid(part, "best", part.best(), part.kind() == AnswerPart.Kind.TABLE);
        forbid(part, "plot", part.plot(), part.kind() == AnswerPart.Kind.TABLE);
        if (part.file() != null) {
            InputPaths.requireValid(part.file());
        }
        if (part.plot() != null && (part.plot().x() == null || part.plot().y() == null)) {
            throw refused("the 'plot' of the part TABLE of 'answer' needs the columns 'x' and 'y'");
        }
        if (part.files() != null) {
            Set<String> own = new HashSet<>(part.files().keySet());
            own.forEach(InputPaths::requireValid);
            if (own.stream().anyMatch(path -> path.equals("units") || path.startsWith("units/"))) {
                throw refused(
                        "the part WASM of 'answer' has a file below 'units', where the work units' outputs are; rename it");
            }
        }
    }

    private static void forbid(AnswerPart part, String field, @Nullable Object value, boolean allowed) {
        if (value != null && !allowed) {
            throw refused("the part " + part.kind() + " of 'answer' has '" + field + "', which it does not know");
        }
    }

    private static long within(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw refused("'" + key + "' is " + value + "; expected " + least + " to " + most);
        }
        return value;
    }

    static RefusedException refused(String words) {
        return new RefusedException(ErrorCode.INVALID_BATCH, words);
    }
}
