package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;

class IdsTest extends DatabaseContract {
    IdsTest(TestDatabase test) {
        super(test);
    }

    @Test
    void processes_that_start_together_never_get_the_same_id() throws Exception {
        List<Callable<List<Long>>> takers = IntStream.range(0, 4)
                .<Callable<List<Long>>>mapToObj(i -> {
                    Ids ids = new Ids(test::connect, new Backoff(new java.util.Random(i)));
                    return () -> LongStream.range(0, 2_500)
                            .map(n -> ids.next("ids_test"))
                            .boxed()
                            .toList();
                })
                .toList();
        Set<Long> all = new HashSet<>();
        for (List<Long> taken : Together.run(takers)) {
            assertThat(taken).isSorted().allMatch(id -> id > 0);
            all.addAll(taken);
        }
        assertThat(all).hasSize(10_000);
    }

    @Test
    void each_name_counts_for_itself_from_one() {
        Ids ids = new Ids(test::connect, new Backoff(new java.util.Random(1)));
        String name = "fresh " + test.kind();
        assertThat(ids.next(name)).isEqualTo(1);
        assertThat(ids.next(name)).isEqualTo(2);
        Ids later = new Ids(test::connect, new Backoff(new java.util.Random(1)));
        assertThat(later.next(name)).isEqualTo(1 + Ids.BLOCK);
    }

    @Test
    void threads_that_hold_every_connection_still_get_ids() throws Exception {
        List<Boolean> created = Together.run(
                12,
                () -> db.inTransaction(tx -> {
                    db.settings().get(tx, "takes a connection");
                    return new HashSet<>(LongStream.range(0, 300)
                                            .map(n -> db.applications()
                                                    .nextVersionId()
                                                    .value())
                                            .boxed()
                                            .toList())
                                    .size()
                            == 300;
                }));
        assertThat(created).containsOnly(true);
    }
}
