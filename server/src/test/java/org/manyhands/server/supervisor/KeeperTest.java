package org.manyhands.server.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes. */
class KeeperTest {
    @TempDir
    private Path folder;

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<String> news = new LinkedBlockingQueue<>();

    @AfterEach
    void endExecutor() {
        executor.shutdownNow();
    }

    private Keeper keeper(String... command) {
        return new Keeper(
                "sleeper",
                List.of(command),
                Map.of("WORD", "hello"),
                folder.resolve("sleeper.log"),
                folder.resolve("sleeper.pid"),
                executor,
                Clock.systemUTC(),
                news::add);
    }

    @Test
    void a_killed_process_is_started_again_with_another_pid() throws Exception {
        Keeper keeper = keeper("sleep", "1000");
        Process first = keeper.start();

        first.destroyForcibly().waitFor();

        assertThat(news.poll(20, TimeUnit.SECONDS)).contains("sleeper", Long.toString(first.pid()), "500 ms");
        long second = awaitOtherPid(first.pid());
        assertThat(ProcessHandle.of(second)).isPresent();

        keeper.stop();
        keeper.awaitEnd(Duration.ofSeconds(5));
        assertThat(ProcessHandle.of(second).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThat(folder.resolve("sleeper.pid")).doesNotExist();
    }

    @Test
    void a_process_that_does_not_end_when_asked_is_killed() throws Exception {
        Keeper keeper = keeper("sh", "-c", "trap '' TERM; echo ready $WORD; while :; do sleep 1; done");
        Process process = keeper.start();
        while (!Files.readString(folder.resolve("sleeper.log")).contains("ready hello")) {
            Thread.onSpinWait();
        }

        keeper.stop();
        keeper.awaitEnd(Duration.ofMillis(200));

        assertThat(process.isAlive()).isFalse();
        assertThat(news).anyMatch(line -> line.contains("killed"));
    }

    private long awaitOtherPid(long old) throws Exception {
        Path file = folder.resolve("sleeper.pid");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            String text = Files.readString(file).strip();
            if (!text.isEmpty() && Long.parseLong(text) != old) {
                return Long.parseLong(text);
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the process was not started again");
    }
}
