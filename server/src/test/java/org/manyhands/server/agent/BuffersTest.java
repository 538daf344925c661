package org.manyhands.server.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.host.Host;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.agent.Assignment;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.server.key.ProjectKeys;
import org.manyhands.server.testing.TestReports;

/** A host with two slots asks again and again, with what it holds. */
class BuffersTest extends DatabaseContract {
    private static final double TASK_SECONDS = 600;

    @TempDir
    Path folder;

    private ProjectKeys keys;
    private OneServer server;
    private Host host;
    private long sequence;

    BuffersTest(TestDatabase test) {
        super(test);
    }

    @BeforeEach
    void open() throws Exception {
        keys = ProjectKeys.open(new ProjectDirectory(folder).create(), db, test.clock(), new SecureRandom());
        server = new OneServer(db, keys, folder, "one");
        host = world.host(world.account());
    }

    @Test
    void it_gets_one_a_slot_and_the_next_when_one_is_nearly_done() {
        measured(world.cutQuorum(20, 1), TASK_SECONDS);

        List<Assignment> first = call(List.of(), 4);
        assertThat(first).hasSize(OneServer.SLOTS);

        SyncAnswer.Decided busy = server.call(
                OneServer.call(host, ++sequence, List.of(), List.of(at(first.get(0), 0.5), at(first.get(1), 0.1)), 2));
        assertThat(busy.assignments()).isEmpty();
        assertThat(busy.answer().shortfalls()).extracting(Shortfall::rule).containsExactly("buffer");
        assertThat(busy.answer().nextCallSeconds()).as("as soon as ever").isLessThan(4);

        List<Assignment> next = call(List.of(at(first.get(0), 0.85), at(first.get(1), 0.4)), 2);
        assertThat(next).as("a minute and a half before it is done").hasSize(1);
        assertThat(call(List.of(at(first.get(0), 0.9), at(first.get(1), 0.5), at(next.get(0), 0)), 1))
                .as("that slot has its next")
                .isEmpty();
    }

    @Test
    void one_that_brings_a_result_gets_the_next_in_the_same_call() {
        measured(world.cutQuorum(20, 1), TASK_SECONDS);
        List<Assignment> first = call(List.of(), 4);

        SyncAnswer.Decided answer = server.call(OneServer.call(
                host,
                ++sequence,
                List.of(TestReports.finished(first.get(0).resultId(), World.FUEL)),
                List.of(at(first.get(1), 0.1)),
                2));

        assertThat(answer.answer().acknowledged()).hasSize(1);
        assertThat(answer.assignments()).hasSize(1);
    }

    @Test
    void a_run_that_used_up_what_was_expected_may_end_at_any_moment() {
        measured(world.cutQuorum(20, 1), TASK_SECONDS);
        List<Assignment> first = call(List.of(), 4);

        assertThat(call(List.of(at(first.get(0), 1.5), at(first.get(1), 0.1)), 2))
                .hasSize(1);
    }

    @Test
    void one_that_was_never_measured_and_one_with_short_tasks_get_what_they_ask_for() {
        List<WorkUnit> units = world.cutQuorum(40, 1);
        assertThat(call(List.of(), 4)).hasSize(4);

        host = world.host(world.account());
        sequence = 0;
        measured(units, 1);
        assertThat(call(List.of(), 16)).hasSize(16);
    }

    private Holding at(Assignment task, double done) {
        return new Holding(task.resultId(), Math.round(done * World.FUEL));
    }

    private List<Assignment> call(List<Holding> holding, int results) {
        return server.call(OneServer.call(host, ++sequence, List.of(), holding, results))
                .assignments();
    }

    private void measured(List<WorkUnit> units, double seconds) {
        HostRecord record = HostRecord.NONE;
        for (int result = 0; result < 20; result++) {
            record = record.returned(World.FUEL, seconds, seconds);
        }
        world.learn(host.id(), world.batch(units.get(0).batchId()).appVersionId(), record);
    }
}
