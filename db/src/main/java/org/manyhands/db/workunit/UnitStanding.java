package org.manyhands.db.workunit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.RowChanges;
import org.manyhands.db.transaction.RowChanges.Column;
import org.manyhands.protocol.id.ResultId;

/** What of a work unit's row changes in its life; the rest, which may be large, is neither written nor made into JSON again. */
final class UnitStanding {
    /** By compare-and-set on the version. */
    static final RowChanges<UnitStanding> ROWS = new RowChanges<>(
            "work_unit",
            row -> row.id,
            new Column<>("version", row -> row.version),
            List.of(
                    new Column<>("state", row -> row.state.name()),
                    new Column<>("reason", row -> row.reason),
                    new Column<>("canonical_result_id", row -> row.canonical == null ? null : row.canonical.value()),
                    new Column<>("decided_at", row -> row.decidedMillis),
                    new Column<>("revision", row -> row.revision),
                    new Column<>("first_copy", row -> row.firstCopy),
                    new Column<>("set_aside", row -> row.setAside)));

    private final long id;
    private WorkUnitState state;
    private String reason;
    private long version;
    private @Nullable ResultId canonical;
    private long decidedMillis;
    private int revision;
    private int firstCopy;
    private long setAside;

    private UnitStanding(WorkUnit unit) {
        id = unit.id().value();
        state = unit.state();
        reason = unit.reason();
        version = unit.version();
        canonical = unit.canonical();
        decidedMillis = unit.decidedMillis();
        revision = unit.revision();
        firstCopy = unit.firstCopy();
        setAside = unit.setAside();
    }

    static UnitStanding of(WorkUnit unit) {
        return new UnitStanding(unit);
    }

    /** The next version of the same. */
    static UnitStanding next(WorkUnit unit) {
        UnitStanding row = new UnitStanding(unit);
        row.version++;
        return row;
    }

    /** The next version, after a transition. */
    static UnitStanding next(WorkUnit unit, WorkUnitState state, List<WorkUnitEffect> effects) {
        UnitStanding row = next(unit);
        row.state = state;
        effects.forEach(row::carryOut);
        return row;
    }

    private void carryOut(WorkUnitEffect effect) {
        if (effect instanceof WorkUnitEffect.Show shown) {
            canonical = shown.result();
        } else if (effect instanceof WorkUnitEffect.NoteDecided decided) {
            decidedMillis = decided.millis();
        } else if (effect instanceof WorkUnitEffect.Spend spent) {
            setAside = Math.max(0, setAside - spent.microcredits());
        } else if (effect instanceof WorkUnitEffect.BeginRevision begun) {
            revision++;
            firstCopy = begun.firstCopy();
            setAside = begun.setAside();
        } else if (effect instanceof WorkUnitEffect.ShowReason shown) {
            reason = Lists.clip(shown.reason(), 4_000);
        }
    }

    /** The work unit as it stands now. */
    WorkUnit over(WorkUnit unit) {
        return new WorkUnit(
                unit.id(),
                unit.batchId(),
                unit.index(),
                unit.pieces(),
                revision,
                firstCopy,
                state,
                reason,
                version,
                unit.seed(),
                unit.arguments(),
                unit.inputs(),
                setAside,
                canonical,
                unit.createdMillis(),
                decidedMillis);
    }
}
