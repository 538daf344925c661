package org.manyhands.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.agent.cli.AgentMain;
import org.manyhands.agent.home.AgentHome;
import org.manyhands.agent.task.Task;
import org.manyhands.agent.task.TaskRunner;
import org.manyhands.agent.testing.Events;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.agent.testing.TestAgent;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.sandbox.CapturedStream;
import org.manyhands.sandbox.Instrumented;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.OutputFile;
import org.manyhands.sandbox.RunObserver;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.Slot;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.SlotSettings;
import org.manyhands.sandbox.Snapshots;

/** The agent with real slot processes and a real module. */
class RealSlotTest {
    /** Copies /in/input to /out/output; with an argument it never ends instead. */
    private static final String COPY = """
            (module
              (import "wasi_snapshot_preview1" "args_sizes_get" (func $args (param i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "path_open"
                (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
              (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
              (memory (export "memory") 1 1)
              (data (i32.const 0) "input")
              (data (i32.const 16) "output")
              (func (export "_start")
                (drop (call $args (i32.const 100) (i32.const 104)))
                (if (i32.gt_u (i32.load (i32.const 100)) (i32.const 1))
                  (then (loop $forever (br $forever))))
                (drop (call $open (i32.const 3) (i32.const 0) (i32.const 0) (i32.const 5)
                  (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 108)))
                (drop (call $open (i32.const 4) (i32.const 0) (i32.const 16) (i32.const 6)
                  (i32.const 1) (i64.const 64) (i64.const 0) (i32.const 0) (i32.const 112)))
                (i32.store (i32.const 120) (i32.const 1024))
                (i32.store (i32.const 124) (i32.const 1024))
                (drop (call $read (i32.load (i32.const 108)) (i32.const 120) (i32.const 1) (i32.const 116)))
                (i32.store (i32.const 124) (i32.load (i32.const 116)))
                (drop (call $write (i32.load (i32.const 112)) (i32.const 120) (i32.const 1) (i32.const 116)))))
            """;

    /** Sixty steps of some milliseconds. */
    private static final String STEPS = """
            (module
              (memory (export "memory") 1 1)
              (global $done (mut i32) (i32.const 0))
              (func (export "manyhands_init"))
              (func (export "manyhands_step") (result i32)
                (local $i i32)
                (loop $more
                  (local.set $i (i32.add (local.get $i) (i32.const 1)))
                  (br_if $more (i32.lt_u (local.get $i) (i32.const 20000000))))
                (global.set $done (i32.add (global.get $done) (i32.const 1)))
                (i32.lt_u (global.get $done) (i32.const 60)))
              (func (export "manyhands_result")))
            """;

    @TempDir
    Path directory;

    private final FakeProject project = new FakeProject();

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void aRealModuleRunsInASlotProcessAndItsDigestAddsUp() throws Exception {
        FakeWork work = work();
        String input = project.files().add("some bytes".getBytes(StandardCharsets.UTF_8));
        Path home = directory.resolve("home");
        TestAgent.attach(home, project);
        project.offer(
                work.unit(1, List.of(), InputReference.whole("input", input, 10)),
                work.unit(2, List.of(), InputReference.whole("input", input, 10)));
        AgentSettings settings = new AgentSettings(new AgentHome(home), 1, 16 << 20, 1 << 30, true);
        Events events = new Events();
        new Agent(settings, AgentParts.standard(settings, events).withPace(TestAgent.QUICK)).run();

        ResultReport report = project.awaitReport(new ResultId(1));
        assertThat(report.outcome()).isEqualTo(new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""));
        assertThat(report.outputs()).hasSize(1);
        assertThat(report.outputs().get(0).path()).isEqualTo("output");
        assertThat(report.outputs().get(0).content()).asString().isEqualTo("some bytes");
        assertThat(report.fuel()).isPositive();
        assertThat(report.digest())
                .isEqualTo(OutcomeDigest.of(
                        new Outcome.Finished(0),
                        report.fuel(),
                        CapturedStream.EMPTY,
                        CapturedStream.EMPTY,
                        List.of(new OutputFile("output", 10, Digests.sha256("some bytes")))));
        assertThat(project.awaitReport(new ResultId(2)).digest())
                .as("two runs of the same give the same")
                .isEqualTo(report.digest());
    }

    @Test
    void aRealTaskThatNeverEndsStopsWhenItIsTakenBack() throws Exception {
        FakeWork work = work();
        Path home = directory.resolve("home");
        TestAgent.attach(home, project);
        project.callAgainIn(0);
        project.offer(work.unit(1, List.of("forever")));
        AgentSettings settings = new AgentSettings(new AgentHome(home), 1, 16 << 20, 1 << 30, true);
        Events events = new Events();
        Agent agent = new Agent(settings, AgentParts.standard(settings, events).withPace(TestAgent.QUICK));
        Thread thread = new Thread(
                () -> {
                    project.awaitCall(
                            "a heartbeat with fuel",
                            call -> call.request().holding().stream().anyMatch(held -> held.fuel() > 0));
                    project.cancel(new ResultId(1));
                },
                "project");
        thread.start();
        agent.run();
        thread.join();
        assertThat(events.all()).contains("cancelled 1", "left 1");
        assertThat(project.reports()).isEmpty();
    }

    @Test
    void toldToStopTheCommandEndsItsSlotAndKeepsTheTask() throws Exception {
        FakeWork work = work();
        Path home = directory.resolve("home");
        TestAgent.attach(home, project);
        project.callAgainIn(1);
        project.offer(work.unit(1, List.of("forever")));
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentMain.class.getName(),
                        "run",
                        "--slots=1",
                        "--memory=16M",
                        "--home",
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("agent.log").toFile())
                .start();
        List<ProcessHandle> slots;
        try {
            project.awaitCall(
                    "a heartbeat with fuel",
                    call -> call.request().holding().stream().anyMatch(held -> held.fuel() > 0));
            slots = agent.descendants().toList();
            agent.destroy();
            assertThat(agent.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            agent.destroyForcibly().waitFor();
        }
        assertThat(slots).hasSize(1);
        slots.get(0).onExit().get(30, TimeUnit.SECONDS);
        assertThat(agent.exitValue()).isEqualTo(143);
        assertThat(Files.readString(directory.resolve("agent.log")))
                .contains("received 1 task of batch-1 (Ada)")
                .contains("slot 1: task 1 of batch-1 (Ada) started")
                .doesNotContain("Exception");
        assertThat(home.resolve("projects/" + project.projectId + "/tasks/1/assignment.json"))
                .exists();
        assertThat(project.reports()).isEmpty();
    }

    /** Saves after every step and kills the slot process of the first run once there is a snapshot. */
    private record KilledOnce(Slot slot, AtomicInteger runs) implements TaskRunner {
        @Override
        public RunOutcome run(Task task, RunRequest request, RunObserver observer)
                throws SlotException, ModuleRefusedException {
            Path saved = request.snapshots().directory();
            boolean first = runs.incrementAndGet() == 1;
            return slot.run(request.withSnapshots(new Snapshots(saved, 0)), new RunObserver() {
                @Override
                public void progress(long fuel) {
                    observer.progress(fuel);
                    if (first && hasSnapshot(saved)) {
                        ProcessHandle.of(slot.pid()).ifPresent(ProcessHandle::destroyForcibly);
                    }
                }

                @Override
                public void notice(String words) {
                    observer.notice(words);
                }
            });
        }

        private static boolean hasSnapshot(Path saved) {
            String[] names = saved.toFile().list((folder, name) -> name.endsWith(".snapshot"));
            return names != null && names.length > 0;
        }

        @Override
        public void cancel() {
            slot.cancel();
        }

        @Override
        public void close() {
            slot.close();
        }
    }

    @Test
    void aTaskOfStepsGoesOnWhereItWasWhenItsSlotProcessWasKilled() throws Exception {
        FakeWork work = work(STEPS);
        Path home = directory.resolve("home");
        TestAgent.attach(home, project);
        project.offer(work.unit(1, List.of()), work.unit(2, List.of()));
        AgentSettings settings = new AgentSettings(new AgentHome(home), 1, 16 << 20, 1 << 30, true);
        Events events = new Events();
        AtomicInteger runs = new AtomicInteger();
        new Agent(
                        settings,
                        AgentParts.standard(settings, events)
                                .withPace(TestAgent.QUICK)
                                .withRunners(slot ->
                                        new KilledOnce(Slot.open(SlotSettings.in(directory.resolve("killed"))), runs)))
                .run();

        ResultReport resumed = project.awaitReport(new ResultId(1));
        assertThat(resumed.outcome().kind()).isEqualTo(OutcomeReport.Kind.FINISHED);
        assertThat(runs).hasValue(3);
        assertThat(events.all())
                .filteredOn(event -> event.startsWith("noticed"))
                .hasSize(1)
                .allMatch(event -> event.startsWith("noticed 1 resumed at fuel "));
        ResultReport inOnePiece = project.awaitReport(new ResultId(2));
        assertThat(resumed.digest()).isEqualTo(inOnePiece.digest());
        assertThat(resumed.fuel()).isEqualTo(inOnePiece.fuel());
    }

    private FakeWork work() throws Exception {
        return work(COPY);
    }

    private FakeWork work(String text) throws Exception {
        Path source = directory.resolve("source.wasm");
        Path target = directory.resolve("instrumented.wasm");
        Files.write(source, Wat2Wasm.parse(text));
        try (Slot slot = Slot.open(SlotSettings.in(directory.resolve("slot")))) {
            Instrumented instrumented = slot.instrument(source, target);
            return new FakeWork(project, Files.readAllBytes(target), instrumented.weightsVersion());
        }
    }
}
