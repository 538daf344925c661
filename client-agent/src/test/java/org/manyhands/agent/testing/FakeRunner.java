package org.manyhands.agent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.manyhands.agent.task.Task;
import org.manyhands.agent.task.TaskRunner;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;

/** Runs tasks by writing down their arguments: at once, or when the test lets it. */
public final class FakeRunner implements TaskRunner.Factory {
    private final List<ResultId> ran = new ArrayList<>();
    private final Map<ResultId, CountDownLatch> held = new HashMap<>();
    private final Map<ResultId, Integer> sizes = new HashMap<>();
    private final Map<ResultId, Outcome> outcomes = new HashMap<>();
    private final Map<ResultId, List<String>> inputs = new HashMap<>();
    private final Set<ResultId> dying = new HashSet<>();
    private int cancelled;

    /** From now on a result does not end before {@link #letGo}. */
    public synchronized void hold(long id) {
        held.put(new ResultId(id), new CountDownLatch(1));
    }

    public synchronized void letGo(long id) {
        held.get(new ResultId(id)).countDown();
    }

    /** A result leaves a file of this size. */
    public synchronized void outputBytes(long id, int bytes) {
        sizes.put(new ResultId(id), bytes);
    }

    public synchronized void end(long id, Outcome outcome) {
        outcomes.put(new ResultId(id), outcome);
    }

    /** The first run of a result is none: its slot dies. */
    public synchronized void dieOnce(long id) {
        dying.add(new ResultId(id));
    }

    /** Results whose runs have begun, in order; one that began twice is there twice. */
    public synchronized List<ResultId> ran() {
        return List.copyOf(ran);
    }

    public synchronized int cancelled() {
        return cancelled;
    }

    /** What a run saw below {@code /in}: {@code path=content}. */
    public synchronized List<String> inputs(long id) {
        return inputs.get(new ResultId(id));
    }

    public synchronized void awaitBegun(long id) {
        long end = System.nanoTime() + 30_000_000_000L;
        try {
            while (!ran.contains(new ResultId(id))) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("result " + id + " never began; begun: " + ran);
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public TaskRunner open(int slot) {
        return new Runner();
    }

    private final class Runner implements TaskRunner {
        private volatile boolean stopped;
        private volatile CountDownLatch waiting = new CountDownLatch(0);

        @Override
        public RunOutcome run(Task task, RunRequest request, RunObserver observer) {
            stopped = false;
            CountDownLatch latch;
            Outcome outcome;
            int size;
            synchronized (FakeRunner.this) {
                latch = held.getOrDefault(task.id(), new CountDownLatch(0));
                waiting = latch;
                outcome = dying.remove(task.id())
                        ? new Outcome.HostFailed("the slot process ended")
                        : outcomes.getOrDefault(task.id(), new Outcome.Finished(0));
                size = sizes.getOrDefault(task.id(), -1);
                inputs.put(
                        task.id(),
                        request.inputs().stream()
                                .map(input -> input.path() + "=" + read(input.file()))
                                .toList());
                ran.add(task.id());
                FakeRunner.this.notifyAll();
            }
            try {
                observer.progress(1);
                latch.await();
                observer.progress(500);
            } catch (InterruptedException e) {
                stopped = true;
            }
            if (stopped) {
                return outcome(request, new Outcome.Cancelled(), List.of());
            }
            byte[] content =
                    size < 0 ? String.join(" ", request.arguments()).getBytes(StandardCharsets.UTF_8) : new byte[size];
            write(request.outputDirectory().resolve("out.txt"), content);
            return outcome(
                    request, outcome, List.of(new OutputFile("out.txt", content.length, Digests.sha256(content))));
        }

        private RunOutcome outcome(RunRequest request, Outcome outcome, List<OutputFile> outputs) {
            CapturedStream nothing = CapturedStream.EMPTY;
            String digest = outcome.deterministic() ? OutcomeDigest.of(outcome, 1000, nothing, nothing, outputs) : "";
            String module = request.module().getFileName().toString();
            return new RunOutcome(outcome, 1000, nothing, nothing, outputs, digest, module, 1, 65536, 10);
        }

        @Override
        public void cancel() {
            synchronized (FakeRunner.this) {
                cancelled++;
            }
            stopped = true;
            waiting.countDown();
        }

        @Override
        public void close() {}
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
