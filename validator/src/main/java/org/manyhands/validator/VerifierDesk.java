package org.manyhands.validator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.manyhands.db.Database;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.check.AnswerCheck;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitState;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.WorkUnitId;

/** What the validator knows of verifiers' words within one transaction, and what it asks them. */
final class VerifierDesk {
    private final Database db;
    private final Tx tx;
    private final Verifiers verifiers;
    private final Set<BatchId> verified = new HashSet<>();
    private final Map<WorkUnitId, Map<String, AnswerCheck>> known = new HashMap<>();
    private final List<AnswerCheck> asked = new ArrayList<>();
    private final List<WorkUnitId> decided = new ArrayList<>();

    /** For one try of one transaction. */
    VerifierDesk(Database db, Tx tx, Verifiers verifiers) {
        this.db = db;
        this.tx = tx;
        this.verifiers = verifiers;
    }

    /** Reads what was said of these work units, those without a verifier left out. */
    void read(Collection<Batch> batches, Collection<WorkUnit> units) {
        for (Batch batch : batches) {
            if (verifiers.of(db, tx, batch).isPresent()) {
                verified.add(batch.id());
            }
        }
        List<WorkUnitId> ids = units.stream()
                .filter(unit -> verified.contains(unit.batchId()))
                .map(WorkUnit::id)
                .toList();
        if (!ids.isEmpty()) {
            known.putAll(db.checks().of(tx, ids));
        }
    }

    /** The batches that have a verifier, of those that were read. */
    Set<BatchId> verified() {
        return Set.copyOf(verified);
    }

    /** How the copies of a work unit are judged; empty without a verifier. */
    Optional<Vote> vote(WorkUnit unit) {
        return Optional.ofNullable(known.get(unit.id())).map(VerifiedVote::new);
    }

    /**
     * Notes what follows from a decision.
     *
     * @return true when a verifier is asked, and the work unit is to be held meanwhile
     */
    boolean judged(WorkUnit unit, List<Result> copies, Decision decision) {
        Map<String, AnswerCheck> checks = known.get(unit.id());
        if (checks == null) {
            return false;
        }
        if (decision instanceof Decision.Wait && unit.state() == WorkUnitState.OPEN) {
            return ask(unit, copies, checks);
        }
        if (!(decision instanceof Decision.MoreCopies) && !checks.isEmpty()) {
            decided.add(unit.id());
        }
        return false;
    }

    private boolean ask(WorkUnit unit, List<Result> copies, Map<String, AnswerCheck> checks) {
        int before = asked.size();
        for (Result copy : copies) {
            if (copy.state() == ResultState.RETURNED
                    && VerifiedVote.success(copy)
                    && !checks.containsKey(copy.digest())) {
                AnswerCheck check = AnswerCheck.waiting(unit.id(), copy.digest(), unit.batchId(), copy.id());
                checks.put(copy.digest(), check);
                asked.add(check);
            }
        }
        return asked.size() > before;
    }

    /** Writes questions, while their work units are held, and forgets those of work units that are decided. */
    void save() {
        db.checks().ask(tx, asked);
        db.checks().forget(tx, decided);
    }
}
