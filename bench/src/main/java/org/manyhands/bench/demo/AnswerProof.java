package org.manyhands.bench.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Fetches both answers as a researcher does and holds them against what is known. */
final class AnswerProof {
    private static final double LEAST_ACCURACY = 0.95;

    private final Stage stage;
    private final Shell shell;
    private final Findings findings;

    AnswerProof(Stage stage, Shell shell, Findings findings) {
        this.stage = stage;
        this.shell = shell;
        this.findings = findings;
    }

    void queens(String batch, int size) throws IOException, InterruptedException, DemoFailedException {
        Path folder = stage.work("answer-queens");
        shell.must("answer", batch, "--out", folder.toString());
        String found = Files.readString(folder.resolve("sum.txt")).strip();
        long truth = Truths.queens(size);
        findings.check(
                found.equals(Long.toString(truth)), "queens(" + size + ") = " + found + ", known truth " + truth);
        findings.figure("queens(" + size + ") = " + found);
    }

    void digits(String batch) throws IOException, InterruptedException, DemoFailedException {
        Path folder = stage.work("answer-digits");
        shell.must("answer", batch, "--out", folder.toString());
        byte[] table = Files.readAllBytes(folder.resolve("table.csv"));
        byte[] golden = Files.readAllBytes(stage.application("digits").resolve("golden/table.csv"));
        findings.check(
                Arrays.equals(table, golden),
                "the table of digits (" + table.length + " bytes) equals the golden table byte for byte");
        double accuracy = testAccuracy(folder.resolve("best.csv"));
        findings.check(
                accuracy >= LEAST_ACCURACY,
                "the best setting scores %.4f on held-out digits, at least %.2f".formatted(accuracy, LEAST_ACCURACY));
        findings.check(Files.size(folder.resolve("plot.svg")) > 0, "the plot is there: plot.svg");
        findings.figure("digits %.2f %%".formatted(100 * accuracy));
    }

    private static double testAccuracy(Path best) throws IOException, DemoFailedException {
        List<String> lines = Files.readAllLines(best, StandardCharsets.UTF_8);
        int column = List.of(lines.get(0).split(",")).indexOf("test_accuracy");
        if (lines.size() < 2 || column < 0) {
            throw new DemoFailedException("best.csv has no column test_accuracy: " + lines);
        }
        return Double.parseDouble(lines.get(1).split(",")[column]);
    }
}
