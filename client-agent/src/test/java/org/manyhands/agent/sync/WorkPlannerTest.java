package org.manyhands.agent.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.manyhands.agent.task.SpeedMeter;
import org.manyhands.agent.task.Task;
import org.manyhands.agent.task.TaskBoard.Held;
import org.manyhands.agent.task.TaskBoard.Phase;
import org.manyhands.agent.testing.FakeProject;
import org.manyhands.agent.testing.FakeWork;
import org.manyhands.protocol.agent.WorkRequest;

class WorkPlannerTest {
    private static final long MEMORY = 256 << 20;

    private final FakeProject project = new FakeProject();
    private final FakeWork work = new FakeWork(project);
    private final SpeedMeter speed = new SpeedMeter(100);
    private final WorkPlanner planner = new WorkPlanner(new Capacity(2, MEMORY, speed), Pace.STANDARD);

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void anIdleHostOfUnknownSpeedAsksForOneToRunAndOneToWaitOnEachSlot() {
        WorkRequest request = planner.plan(List.of());
        assertThat(request.results()).isEqualTo(4);
        assertThat(request.slots()).isEqualTo(2);
        assertThat(request.fuelPerSecond()).isZero();
        assertThat(request.seconds()).isPositive();
        assertThat(request.memoryBytes()).isEqualTo(MEMORY);
    }

    @Test
    void oneThatHoldsThatAsksForNothing() {
        assertThat(planner.plan(held(4, 0)).results()).isZero();
    }

    @Test
    void smallTasksAreAskedForManyAtATime() {
        speed.add(1_000, 500);
        WorkRequest request = planner.plan(held(4, 0));
        assertThat(request.fuelPerSecond()).isEqualTo(2_000);
        // 2 slots x 12 s are wanted, 4 tasks of 1,000 fuel are 2 s of them: 22 s missing, 44 tasks of half a second.
        assertThat(request.seconds()).isEqualTo(22);
        assertThat(request.results()).isEqualTo(44);
    }

    @Test
    void whatATaskHasDoneIsNoLongerAhead() {
        speed.add(1_000, 500);
        assertThat(planner.plan(held(4, 500)).seconds()).isEqualTo(23);
    }

    @Test
    void thereIsABoundHoweverSmallTheyAre() {
        speed.add(1_000, 1);
        assertThat(planner.plan(List.of()).results()).isEqualTo(2 * WorkPlanner.MOST_A_SLOT);
        assertThat(planner.plan(held(2 * WorkPlanner.MOST_A_SLOT, 0)).results()).isZero();
    }

    @Test
    void oneTaskWaitsForEachSlotHoweverLongTheyAre() {
        speed.add(1_000, 600_000);
        WorkRequest request = planner.plan(held(3, 0));
        assertThat(request.results()).isEqualTo(1);
        assertThat(request.seconds()).isGreaterThanOrEqualTo(600);
    }

    @Test
    void finishedTasksAreNoWork() {
        List<Held> finished = held(4, 0).stream()
                .map(task -> new Held(task.id(), task.task(), Phase.FINISHED, 1_000, null))
                .toList();
        assertThat(planner.plan(finished).results()).isEqualTo(4);
    }

    private List<Held> held(int count, long fuel) {
        List<Held> held = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            Task task = new Task(work.assignment(id), work.appVersion());
            held.add(new Held(task.id(), task, Phase.READY, fuel, null));
        }
        return held;
    }
}
