package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Tools;
import org.manyhands.sandbox.cli.RunMain;

/** {@code manyhands run --snapshot}, killed again and again with SIGKILL: fuel and digest are those of one piece. */
class KilledRunsTest {
    private static final Path STEPS = Path.of("..", "wasm-apps", "steps", "steps.wasm");
    private static final int KILLS = 20;
    private static final int INTERPRETED = 10;
    private static final long SEED = 20_260_101;

    /** A run is killed within so many milliseconds after its first snapshot of its own. */
    private static final int LONGEST_WAIT_MILLIS = 150;

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);

    @Test
    void killedTwentyTimesOnTwoJdksAndTwoEnginesARunComesToTheSame() throws Exception {
        assumeTrue(ProcessHandle.current().supportsNormalTermination(), "killing is a matter of Unix");
        List<Path> javas = List.of(Tools.ownJava().program(), Tools.otherJava().program());
        Path saved = directory.resolve("saved");
        JsonNode whole = json(await(start(javas.get(1), "compiled", List.of())));
        assertThat(whole.get("outcome").asText()).isEqualTo("finished");

        List<String> snapshots = List.of("--snapshot", saved.toString(), "--snapshot-every", "20ms");
        int resumed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            String engine = kill == INTERPRETED ? "interpreter" : "compiled";
            String before = newest(saved);
            Process run = start(javas.get(kill % 2), engine, snapshots);
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (run.isAlive() && newest(saved).equals(before) && System.nanoTime() < patience) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_WAIT_MILLIS)));
            assertThat(run.isAlive())
                    .as("kill %d finds the run in the middle", kill)
                    .isTrue();
            killOnce(run, kill % 2 == 0);
            resumed += told(run).contains("resumed at fuel") ? 1 : 0;
        }
        assertThat(resumed).isEqualTo(KILLS - 1);
        Process last = await(start(javas.get(0), "compiled", snapshots));
        assertThat(told(last)).contains("resumed at fuel");
        JsonNode pieces = json(last);
        for (String member : List.of("outcome", "exitCode", "fuel", "digest", "stdout", "stderr", "outputs")) {
            assertThat(pieces.get(member)).as(member).isEqualTo(whole.get(member));
        }
        assertThat(newest(saved)).as("what is finished is not resumed").isEmpty();
    }

    /** Kills the slot and with it the run, or both at once, the slot last. */
    private static void killOnce(Process run, boolean slotOnly) throws InterruptedException {
        List<ProcessHandle> slots = run.descendants().toList();
        assertThat(slots).isNotEmpty();
        if (!slotOnly) {
            run.destroyForcibly();
        }
        slots.forEach(ProcessHandle::destroyForcibly);
        assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        slots.forEach(slot -> slot.onExit().join());
    }

    private Process start(Path java, String engine, List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Tools.ownJava().program().toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                RunMain.class.getName(),
                "--json",
                "--engine",
                engine));
        command.addAll(options);
        command.addAll(List.of(STEPS.toString(), "--", "size=64", "sweeps=10", "steps=2500"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put(SlotSettings.JAVA_VARIABLE, java.toString());
        return builder.start();
    }

    private static Process await(Process run) throws InterruptedException {
        assertThat(run.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return run;
    }

    private JsonNode json(Process run) throws IOException {
        assertThat(run.exitValue()).as(told(run)).isZero();
        return new ObjectMapper().readTree(directory.resolve("out").toFile());
    }

    private String told(Process run) throws IOException {
        assertThat(run.isAlive()).isFalse();
        return Files.readString(directory.resolve("err"));
    }

    private static String newest(Path saved) throws IOException {
        if (!Files.isDirectory(saved)) {
            return "";
        }
        try (Stream<Path> files = Files.list(saved)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".snapshot"))
                    .max(String::compareTo)
                    .orElse("");
        }
    }
}
