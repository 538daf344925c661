package org.manyhands.server.research;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.config.TrustPolicy;
import org.manyhands.db.file.FileStore;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.workunit.cut.UnitCutter;
import org.manyhands.db.workunit.cut.UnitParts;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.Quote;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;

/**
 * Finds what a batch costs: runs its first, middle and last work unit here. A sample that fails is measured like any
 * other: the canaries will show the failure. Nothing is stored.
 */
public final class QuoteBatch {
    private static final long LEAST_FUEL_LIMIT = 10_000_000;
    private static final long MARGIN = 10;

    private final FileStore files;
    private final long microcreditsPerMillionFuel;
    private final TrustPolicy trust;
    private final long sampleMillis;

    /**
     * @param trust what is assumed of hosts, for batches with an error rate
     * @param sampleMillis most time that one sample may take
     */
    public QuoteBatch(FileStore files, long microcreditsPerMillionFuel, TrustPolicy trust, long sampleMillis) {
        this.files = files;
        this.microcreditsPerMillionFuel = microcreditsPerMillionFuel;
        this.trust = trust;
        this.sampleMillis = sampleMillis;
    }

    Priced quote(Slot slot, BatchSpec spec, AppVersionRow version, UnitCutter cutter)
            throws SlotException, ModuleRefusedException {
        List<Sample> samples = new ArrayList<>();
        for (long index : sampled(cutter.count())) {
            samples.add(measure(slot, spec, version, cutter.unit(index)));
        }
        long largest = samples.stream().mapToLong(Sample::fuel).max().orElseThrow();
        long mean = (long)
                Math.ceil(samples.stream().mapToLong(Sample::fuel).average().orElseThrow());
        long limit = spec.fuelLimit() > 0
                ? spec.fuelLimit()
                : Math.max(LEAST_FUEL_LIMIT, Math.multiplyExact(largest, MARGIN));
        Quote quote = new Quote(
                cutter.count(),
                samples.size(),
                mean,
                largest,
                samples.stream().mapToInt(Sample::files).max().orElseThrow(),
                limit,
                spec.quorum(),
                times(cutter.count(), spec.copiesAtFirst(), Price.of(mean, microcreditsPerMillionFuel)),
                times(cutter.count(), 1, Price.setAside(limit, microcreditsPerMillionFuel, spec.copiesSetAside())),
                spec.copiesAtFirst(),
                spec.errorRate() > 0 ? trust.strangers(spec.errorRate()) : 0);
        return new Priced(
                quote,
                new UnitLimits(limit, spec.memoryLimitBytes(), spec.outputLimitBytes(), Limits.DEFAULT_OUTPUT_FILES));
    }

    private static List<Long> sampled(long count) {
        return LongStream.of(0, count / 2, count - 1).distinct().boxed().toList();
    }

    private Sample measure(Slot slot, BatchSpec spec, AppVersionRow version, UnitParts unit)
            throws SlotException, ModuleRefusedException {
        Path folder = null;
        try {
            folder = Files.createTempDirectory("manyhands-quote");
            return measure(slot, spec, version, unit, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("a sampled work unit cannot be laid out: " + e.getMessage(), e);
        } finally {
            if (folder != null) {
                Folders.delete(folder);
            }
        }
    }

    private Sample measure(Slot slot, BatchSpec spec, AppVersionRow version, UnitParts unit, Path folder)
            throws IOException, SlotException, ModuleRefusedException {
        List<InputReference> inputs =
                Stream.concat(version.files().stream(), unit.inputs().stream()).toList();
        Limits limits = new Limits(
                spec.fuelLimit() > 0 ? spec.fuelLimit() : Limits.DEFAULT_FUEL,
                spec.memoryLimitBytes(),
                spec.outputLimitBytes(),
                Limits.DEFAULT_OUTPUT_FILES);
        RunRequest request = new RunRequest(
                files.path(version.moduleSha256()),
                unit.arguments(),
                Map.of(),
                sampleSeed(unit.index()),
                new UnitFiles(files).lay(inputs, folder),
                new byte[0],
                Files.createDirectory(folder.resolve("out")),
                limits,
                sampleMillis,
                Engine.COMPILED);
        AtomicLong fuel = new AtomicLong();
        RunOutcome outcome = slot.run(request, fuel::set);
        if (outcome.outcome().deterministic()) {
            return new Sample(outcome.fuel(), outcome.outputs().size());
        }
        if (spec.fuelLimit() > 0) {
            // It runs longer than we can wait; the limit is the honest upper bound.
            return new Sample(spec.fuelLimit(), 0);
        }
        String reason = outcome.outcome() instanceof Outcome.HostFailed failed ? failed.reason() : "it was stopped";
        throw BatchRules.refused("work unit " + unit.index() + " of the quote's sample did not end within "
                + sampleMillis / 1000 + " s (" + fuel.get() + " fuel so far; " + reason
                + "): cut the batch into smaller work units, or give the fuel limit of a work unit");
    }

    /** The batch has no identifier yet, so samples have seeds of their own. */
    private static long sampleSeed(long index) {
        return Long.parseUnsignedLong(Digests.sha256("quote:" + index).substring(0, 16), 16) & Long.MAX_VALUE;
    }

    private static long times(long units, long copies, long microcredits) {
        BigInteger total = BigInteger.valueOf(units)
                .multiply(BigInteger.valueOf(copies))
                .multiply(BigInteger.valueOf(microcredits));
        if (total.bitLength() > 62) {
            throw BatchRules.refused("the batch would cost " + total
                    + " microcredits, more than there can be; lower the fuel limit or the number of work units");
        }
        return total.longValueExact();
    }

    /** What a sampled work unit took and left. */
    private record Sample(long fuel, int files) {}

    /** A quote, and the limits that it holds for. */
    record Priced(Quote quote, UnitLimits limits) {}
}
