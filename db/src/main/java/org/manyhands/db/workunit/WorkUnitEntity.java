package org.manyhands.db.workunit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.json.Json;

/** A row of {@code work_unit}; lists as JSON. */
@Entity
@Table(name = "work_unit")
class WorkUnitEntity {
    @Id
    long id;

    long batchId;
    long unitIndex;
    int pieces;
    int revision;
    int firstCopy;
    String state = "";
    String reason = "";
    long version;
    long seed;
    String arguments = "";
    String inputs = "";
    long setAside;

    @Nullable
    Long canonicalResultId;

    long createdAt;
    long decidedAt;

    static WorkUnitEntity of(WorkUnit unit) {
        WorkUnitEntity row = new WorkUnitEntity();
        row.id = unit.id().value();
        row.batchId = unit.batchId().value();
        row.unitIndex = unit.index();
        row.pieces = unit.pieces();
        row.revision = unit.revision();
        row.firstCopy = unit.firstCopy();
        row.state = unit.state().name();
        row.reason = unit.reason();
        row.version = unit.version();
        row.seed = unit.seed();
        row.arguments = Json.write(unit.arguments());
        row.inputs = Json.write(unit.inputs());
        row.setAside = unit.setAside();
        ResultId canonical = unit.canonical();
        row.canonicalResultId = canonical == null ? null : canonical.value();
        row.createdAt = unit.createdMillis();
        row.decidedAt = unit.decidedMillis();
        return row;
    }

    WorkUnit toWorkUnit() {
        return new WorkUnit(
                new WorkUnitId(id),
                new BatchId(batchId),
                unitIndex,
                pieces,
                revision,
                firstCopy,
                WorkUnitState.valueOf(state),
                reason,
                version,
                seed,
                List.of(Json.readOwn(arguments, String[].class)),
                List.of(Json.readOwn(inputs, InputReference[].class)),
                setAside,
                canonicalResultId == null ? null : new ResultId(canonicalResultId),
                createdAt,
                decidedAt);
    }
}
