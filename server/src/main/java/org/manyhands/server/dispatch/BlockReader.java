package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.manyhands.db.Database;
import org.manyhands.db.dispatch.DispatchBlock;
import org.manyhands.db.result.Result;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.WorkUnitId;

/** Reads claimed blocks: their UNSENT results, the work units of these, and who has copies of them already. */
final class BlockReader {
    private final Database database;
    private final KnownBatches batches;
    private final KeptApart apart;

    BlockReader(Database database, KnownBatches batches, KeptApart apart) {
        this.database = database;
        this.batches = batches;
        this.apart = apart;
    }

    List<ReadyBlock> read(Tx tx, List<DispatchBlock> blocks) {
        Map<DispatchBlock, Map<WorkUnitId, List<Result>>> unsent = new LinkedHashMap<>();
        List<WorkUnitId> ids = new ArrayList<>();
        for (DispatchBlock block : blocks) {
            Map<WorkUnitId, List<Result>> byUnit = new LinkedHashMap<>();
            database.results()
                    .unsentOfBlock(tx, block.id(), block.firstResult(), block.lastResult())
                    .forEach(result -> byUnit.computeIfAbsent(result.workUnitId(), unit -> new ArrayList<>())
                            .add(result));
            unsent.put(block, byUnit);
            ids.addAll(byUnit.keySet());
        }
        Map<WorkUnitId, WorkUnit> units = database.workUnits().byIds(tx, ids);
        Map<WorkUnitId, Map<AccountId, Claim>> claims =
                apart.claims(tx, database, database.results().ofWorkUnits(tx, ids));
        List<ReadyBlock> read = new ArrayList<>(blocks.size());
        unsent.forEach((block, byUnit) -> {
            List<ReadyBlock.Unit> ready = new ArrayList<>(byUnit.size());
            byUnit.forEach((id, results) -> ready.add(new ReadyBlock.Unit(
                    Objects.requireNonNull(units.get(id)), results, claims.getOrDefault(id, Map.of()))));
            read.add(new ReadyBlock(
                    block.id(),
                    batches.offer(tx, block.batch()),
                    block.priority(),
                    new ReadyBlock.Wanted(block.fastSeconds(), block.createdMillis()),
                    ready));
        });
        return read;
    }
}
