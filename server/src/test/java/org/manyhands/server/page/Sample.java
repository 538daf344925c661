package org.manyhands.server.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.BatchView.Answer;
import org.manyhands.protocol.research.BatchView.Credit;
import org.manyhands.protocol.research.BatchView.Estimate;

/** A project in the middle of its work, with one of everything that a page shows. */
final class Sample {
    static final BatchId QUEENS = new BatchId(7);
    static final BatchId DIGITS = new BatchId(6);
    static final BatchId PRIVATE = new BatchId(5);
    static final BatchId BROKEN = new BatchId(4);

    private Sample() {}

    static Project project(Path folder) {
        Project project = new Project();
        project.put(queens(161));
        project.put(digits(project, folder));
        project.put(hidden(project, folder));
        project.put(broken());
        project.units.put(QUEENS, states(161, 40));
        project.units.put(DIGITS, states(48, 0));
        project.units.put(BROKEN, List.of("FAILED", "ASSIMILATED", "FAILED", "OPEN"));
        project.failed.put(
                BROKEN,
                List.of(
                        Project.failedUnit(
                                811,
                                BROKEN,
                                0,
                                "trapped: unreachable",
                                "reading row 1\nreading row 2\n",
                                "panic: " + Project.SCRIPT + " is no number\n"),
                        Project.failedUnit(813, BROKEN, 2, "exceeded: fuel", "", "")));
        HostFacts linux = new HostFacts("Linux 6.12", "amd64", 8, 16_700_000_000L, "17.0.13");
        project.hosts.add(Project.host(
                1,
                "kitchen",
                "ada",
                linux,
                3_000,
                Map.of("VALID", 171L, "IN_PROGRESS", 4L, "RETURNED", 2L),
                812_000_000_000L));
        project.hosts.add(Project.host(
                2,
                "Old laptop " + Project.SCRIPT,
                "grace",
                new HostFacts("Mac OS X 15.1", "aarch64", 10, 34_400_000_000L, "21.0.5"),
                41_000,
                Map.of("VALID", 139L, "TIMED_OUT", 3L, "ERRORED", 1L, "NOT_NEEDED", 12L),
                655_200_000_000L));
        project.hosts.add(Project.host(
                3,
                "mallory-1",
                "mallory",
                new HostFacts("Windows 11", "amd64", 4, 8_300_000_000L, "17.0.9"),
                26 * 60_000,
                Map.of("INVALID", 6L),
                0));
        return project;
    }

    static BatchView queens(long accepted) {
        return batch(
                QUEENS,
                "Queens on 15 rows",
                "queens 1.0",
                "RUNNING",
                "",
                true,
                336,
                Map.of("ASSIMILATED", accepted, "OPEN", 40L, "UNCREATED", 336 - 40 - accepted),
                Map.of("VALID", 2 * accepted, "IN_PROGRESS", 12L, "UNSENT", 61L, "RETURNED", 7L, "INVALID", 6L),
                new Credit(1_209_600_000, 380_000_000, 312_400_000, 28_200_000, 0),
                new Estimate(
                        Project.NOW + 250_000,
                        Project.NOW + 190_000,
                        Project.NOW + 340_000,
                        "200 results came back in the last 118 s, 350 are still to come"),
                null);
    }

    private static BatchView digits(Project project, Path folder) {
        return batch(
                DIGITS,
                "Networks that read digits",
                "digits 1.0",
                "COMPLETE",
                "",
                true,
                48,
                Map.of("ASSIMILATED", 48L),
                Map.of("VALID", 96L, "INVALID", 2L, "NOT_NEEDED", 3L),
                new Credit(96_000_000, 0, 71_300_000, 4_100_000, 0),
                null,
                new Answer(
                        "best validation_accuracy = 0.9778 (width 48, rate 0.05); 0.9667 on rows never seen",
                        List.of(
                                project.store(folder, "best.csv", "text/csv; charset=utf-8", "width,rate\n48,0.05\n"),
                                project.store(folder, "table.csv", "text/csv; charset=utf-8", table()),
                                project.store(folder, "plot.svg", "image/svg+xml", plot()),
                                project.store(
                                        folder, "best setting/weights 100%.bin", "application/octet-stream", "\0\1\2"),
                                project.store(folder, "score.html", "text/html", "<p>" + Project.SCRIPT))));
    }

    private static BatchView hidden(Project project, Path folder) {
        return batch(
                PRIVATE,
                "Secret alloys",
                "secretapp 9",
                "RUNNING",
                "",
                false,
                100,
                Map.of("ASSIMILATED", 10L, "OPEN", 90L),
                Map.of("VALID", 20L, "IN_PROGRESS", 3L),
                new Credit(50_000_000, 40_000_000, 900_000, 0, 0),
                null,
                new Answer("alloy 17 wins", List.of(project.store(folder, "secret.txt", "text/plain", "17"))));
    }

    private static BatchView broken() {
        return batch(
                BROKEN,
                Project.SCRIPT,
                "rows 0.3",
                "PAUSED",
                "its first work units fail: work unit 0 trapped: unreachable; panic: not a number",
                true,
                2_048,
                Map.of("FAILED", 2L, "ASSIMILATED", 1L, "OPEN", 1L, "UNCREATED", 2_044L),
                Map.of("VALID", 6L, "UNSENT", 2L),
                new Credit(204_800_000, 100_000, 300_000, 0, 0),
                null,
                null);
    }

    private static BatchView batch(
            BatchId id,
            String name,
            String version,
            String state,
            String reason,
            boolean open,
            long total,
            Map<String, Long> units,
            Map<String, Long> results,
            Credit credit,
            @Nullable Estimate estimate,
            @Nullable Answer answer) {
        String[] parts = version.split(" ");
        return new BatchView(
                id,
                name,
                "hypatia",
                parts[0],
                parts[1],
                state,
                reason,
                open,
                2,
                false,
                total,
                units,
                results,
                Project.NOW - 300_000,
                Project.NOW - 290_000,
                answer == null ? 0 : Project.NOW - 20_000,
                null,
                credit,
                estimate,
                answer);
    }

    private static List<String> states(int done, int open) {
        List<String> states = new ArrayList<>();
        for (int i = 0; i < done + open; i++) {
            states.add(i < done - 20 || i % 3 == 0 ? "ASSIMILATED" : i < done + open - 20 ? "VALIDATED" : "OPEN");
        }
        return states;
    }

    private static String table() {
        StringBuilder table = new StringBuilder("width,rate,regularisation,seed,validation_accuracy,note\n");
        for (int i = 0; i < 48; i++) {
            table.append(String.format(
                    Locale.ROOT,
                    "%d,%s,0.0001,%d,%.4f,\"row %d, \"\"fine\"\"\"\n",
                    8 * (i / 8 + 1),
                    i % 2 == 0 ? "0.05" : "0.01",
                    i % 4,
                    0.9 + i * 0.0016,
                    i));
        }
        return table.toString();
    }

    private static String plot() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 440\" width=\"760\" height=\"440\">"
                + "<style>.ink{stroke:#111827}@media (prefers-color-scheme:dark){.ink{stroke:#f3f4f6}}</style>"
                + "<polyline class=\"ink\" points=\"60,400 200,260 380,140 560,90 720,80\" fill=\"none\" stroke-width=\"3\"/></svg>";
    }
}
