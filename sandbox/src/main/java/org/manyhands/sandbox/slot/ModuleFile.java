package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.List;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.ModuleDescription;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.ModuleReport;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.rewrite.Instrumenter;
import org.manyhands.sandbox.rewrite.ModuleDescriber;
import org.manyhands.sandbox.rewrite.ProfileChecker;

/** Modules on their way from a file to something that may run. Inside a slot process only. */
final class ModuleFile {
    private ModuleFile() {}

    static ModuleReport inspect(Path file) throws IOException {
        return ProfileChecker.check(read(file));
    }

    static ModuleDescription describe(Path file) throws IOException {
        long bytes = Files.isRegularFile(file) ? Files.size(file) : 0;
        return bytes > ProfileChecker.LARGEST_MODULE_BYTES
                ? ModuleDescriber.tooLarge(digest(file), bytes)
                : ModuleDescriber.describe(read(file));
    }

    private static String digest(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), OutcomeDigest.sha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    static Instrumented instrument(Path source, Path target) throws IOException, ModuleRefusedException {
        byte[] bytes = read(source);
        ModuleReport report = ProfileChecker.check(bytes);
        if (report.accepted() && report.instrumented()) {
            // That it meters itself is only what it says: nobody but the rewriter makes products.
            throw new ModuleRefusedException(List.of(new ModuleReport.Violation(
                    "meter", "the module says that it is instrumented already", "Give it as the compiler wrote it")));
        }
        byte[] product = instrumented(bytes, report, 0);
        Files.write(target, product);
        return new Instrumented(
                OutcomeDigest.sha256(bytes),
                OutcomeDigest.sha256(product),
                product.length,
                Instrumenter.weightsVersion(product));
    }

    static byte[] read(Path file) throws IOException {
        try {
            long bytes = Files.size(file);
            if (bytes > ProfileChecker.LARGEST_MODULE_BYTES) {
                throw new IOException("it has " + bytes + " bytes, and at most " + ProfileChecker.LARGEST_MODULE_BYTES
                        + " are allowed; strip it, and let data come as input files");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no module " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read the module " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * A module that meters itself: these bytes if they do so already, else the rewritten ones.
     *
     * @param weightsVersion version of the weight table to count by; 0 for a product's own, or the newest
     */
    static byte[] instrumented(byte[] module, int weightsVersion) throws ModuleRefusedException {
        return instrumented(module, ProfileChecker.check(module), weightsVersion);
    }

    private static byte[] instrumented(byte[] module, ModuleReport report, int weightsVersion)
            throws ModuleRefusedException {
        if (!report.accepted()) {
            throw new ModuleRefusedException(report.violations());
        }
        if (weightsVersion != 0 && !Instrumenter.knowsWeights(weightsVersion)) {
            throw refusedWeights(
                    "fuel is to be counted by weights " + weightsVersion + "; " + Instrumenter.knownWeights(),
                    "Ask for one of these, or update this program");
        }
        if (!report.instrumented()) {
            return weightsVersion == 0
                    ? Instrumenter.instrument(module)
                    : Instrumenter.instrument(module, weightsVersion);
        }
        int own = Instrumenter.weightsVersion(module);
        if (weightsVersion != 0 && weightsVersion != own) {
            throw refusedWeights(
                    "the module counts its fuel by weights " + own + ", and is to be run by weights " + weightsVersion,
                    "Give its source, or leave the version away");
        }
        return module;
    }

    private static ModuleRefusedException refusedWeights(String place, String remedy) {
        return new ModuleRefusedException(List.of(new ModuleReport.Violation("weights", place, remedy)));
    }
}
