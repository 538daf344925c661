package org.manyhands.db.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.db.answer.AnswerStore.NewPart;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.research.BatchView.AnswerFile;

class AnswerStoreTest extends DatabaseContract {
    AnswerStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_part_is_there_once_however_often_it_is_added() throws Exception {
        WorkUnit unit = world.cutBatch(1).get(0);
        Together.run(
                3,
                () -> db.inTransaction(tx -> {
                    db.answers().addParts(tx, List.of(new NewPart(unit.id(), 0, unit.batchId(), 0, new ResultId(5))));
                    return true;
                }));
        assertThat(list(tx -> db.answers().parts(tx, unit.batchId(), 0, 10)))
                .containsExactly(new AnswerStore.Part(unit.id(), 0, 0, new ResultId(5)));
    }

    @Test
    void of_many_parts_those_that_are_missing_are_added() {
        List<WorkUnit> units = world.cutBatch(3);
        BatchId batch = units.get(0).batchId();
        db.runInTransaction(tx ->
                db.answers().addParts(tx, List.of(new NewPart(units.get(1).id(), 0, batch, 1, new ResultId(9)))));

        db.runInTransaction(tx -> db.answers()
                .addParts(
                        tx,
                        units.stream()
                                .map(unit ->
                                        new AnswerStore.NewPart(unit.id(), 0, batch, unit.index(), new ResultId(4)))
                                .toList()));
        db.runInTransaction(tx ->
                db.answers().addParts(tx, List.of(new NewPart(units.get(1).id(), 1, batch, 1, new ResultId(8)))));

        assertThat(list(tx -> db.answers().parts(tx, batch, 0, 10)))
                .extracting(part -> part.index() + "." + part.revision() + ":" + part.resultId())
                .as("the part of a revision that the work unit does not have is not shown")
                .containsExactly("0.0:4", "1.0:9", "2.0:4");
    }

    @Test
    void parts_come_in_order_of_index_from_any_place() {
        List<WorkUnit> units = world.cutBatch(3);
        BatchId batch = units.get(0).batchId();
        for (int index : new int[] {2, 0, 1}) {
            db.runInTransaction(tx -> db.answers()
                    .addParts(
                            tx, List.of(new NewPart(units.get(index).id(), 0, batch, index, new ResultId(index + 1)))));
        }
        assertThat(list(tx -> db.answers().parts(tx, batch, 0, 10)))
                .extracting(AnswerStore.Part::index)
                .containsExactly(0L, 1L, 2L);
        assertThat(list(tx -> db.answers().parts(tx, batch, 1, 1)))
                .extracting(AnswerStore.Part::index)
                .containsExactly(1L);
    }

    @Test
    void a_file_replaces_the_one_of_its_name_and_names_differ_by_case() {
        BatchId batch = world.cutBatch(1).get(0).batchId();
        AnswerFile old = new AnswerFile("sum.txt", Digests.sha256("1"), 1, "text/plain");
        AnswerFile young = new AnswerFile("sum.txt", Digests.sha256("2"), 2, "text/plain");
        AnswerFile other = new AnswerFile("Sum.txt", Digests.sha256("3"), 3, "text/plain");
        for (AnswerFile file : List.of(old, young, young, other)) {
            db.runInTransaction(tx -> db.answers().putFile(tx, batch, file));
        }
        assertThat(list(tx -> db.answers().files(tx, batch))).containsExactly(other, young);
    }
}
