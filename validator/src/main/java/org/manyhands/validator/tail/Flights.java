package org.manyhands.validator.tail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.ending.Workers;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.schedule.Prediction;
import org.manyhands.db.schedule.Tail.Flight;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.WorkUnitId;

/** Work units under way, as {@link org.manyhands.db.schedule.Tail} looks at them. Pure. */
final class Flights {
    private Flights() {}

    /**
     * Those of a batch that may have one more copy within its limits.
     *
     * @param copySeconds that a copy of one piece of the input takes on a fast host
     */
    static List<Flight> of(
            Batch batch,
            Map<WorkUnitId, WorkUnit> units,
            Map<WorkUnitId, List<Result>> copies,
            Workers known,
            double typicalSpeed,
            double copySeconds) {
        List<Flight> flights = new ArrayList<>();
        units.values().stream()
                .filter(unit -> unit.state() == WorkUnitState.OPEN)
                .sorted(Comparator.comparingLong(unit -> unit.id().value()))
                .forEach(unit -> {
                    List<Result> all = copies.getOrDefault(unit.id(), List.of());
                    if (room(batch, unit, all)) {
                        flight(batch, unit, all, known, typicalSpeed, copySeconds)
                                .ifPresent(flights::add);
                    }
                });
        return flights;
    }

    /** One more, and yet another if that one is lost. */
    private static boolean room(Batch batch, WorkUnit unit, List<Result> copies) {
        long ofRevision =
                copies.stream().filter(copy -> copy.copy() >= unit.firstCopy()).count();
        return ofRevision + 1 < batch.copies().maxTotalResults();
    }

    private static Optional<Flight> flight(
            Batch batch, WorkUnit unit, List<Result> copies, Workers known, double typicalSpeed, double copySeconds) {
        List<Result> out = inState(copies, ResultState.IN_PROGRESS);
        int returned = inState(copies, ResultState.RETURNED).size()
                + inState(copies, ResultState.VALID).size();
        int needed = Math.max(1, batch.quorum() - returned);
        boolean waiting = !inState(copies, ResultState.UNSENT).isEmpty();
        if (out.size() < needed) {
            return Optional.empty();
        }
        List<Prediction> left = out.stream()
                .map(copy -> known.left(copy, typicalSpeed))
                .sorted(Comparator.comparingDouble(Prediction::medianSeconds))
                .toList();
        long heard = out.stream()
                .filter(copy -> known.heard(Objects.requireNonNull(copy.host())))
                .count();
        int live = (int) Math.max(0, heard - (needed - 1));
        return Optional.of(new Flight(
                unit.id().value(), left.get(needed - 1), copySeconds * unit.pieces(), live, waiting, unit.pieces()));
    }

    private static List<Result> inState(List<Result> copies, ResultState state) {
        return copies.stream().filter(copy -> copy.state() == state).toList();
    }
}
