package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;

class WorkHintsTest extends DatabaseContract {
    WorkHintsTest(TestDatabase test) {
        super(test);
    }

    @Test
    void each_hint_is_counted_for_its_kind() {
        assertThat(given(WorkKind.VALIDATE)).isZero();
        give(WorkKind.VALIDATE);
        give(WorkKind.VALIDATE);
        give(WorkKind.GENERATE);
        assertThat(given(WorkKind.VALIDATE)).isEqualTo(2);
        assertThat(given(WorkKind.GENERATE)).isEqualTo(1);
        assertThat(given(WorkKind.ASSIMILATE)).isZero();
    }

    @Test
    void of_hints_given_at_once_none_is_lost() throws Exception {
        List<Callable<Boolean>> givers = IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    for (int time = 0; time < 5; time++) {
                        give(WorkKind.ASSIMILATE);
                    }
                    return true;
                })
                .toList();
        Together.run(givers);
        assertThat(given(WorkKind.ASSIMILATE)).isEqualTo(20);
    }

    private void give(WorkKind kind) {
        db.runInTransaction(tx -> db.hints().give(tx, kind));
    }

    private long given(WorkKind kind) {
        return number(tx -> db.hints().given(tx, kind));
    }
}
