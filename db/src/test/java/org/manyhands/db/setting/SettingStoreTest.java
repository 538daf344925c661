package org.manyhands.db.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;

class SettingStoreTest extends DatabaseContract {
    SettingStoreTest(TestDatabase test) {
        super(test);
    }

    @Test
    void whoever_is_first_decides_and_all_learn_it() throws Exception {
        AtomicInteger number = new AtomicInteger();
        List<String> answers = Together.run(4, () -> {
            String mine = "project-" + number.incrementAndGet();
            return db.inTransaction(tx -> db.settings().putIfAbsent(tx, "project.id", mine));
        });
        assertThat(answers.stream().distinct()).hasSize(1);
        assertThat(find(tx -> db.settings().get(tx, "project.id"))).contains(answers.get(0));
        assertThat(find(tx -> db.settings().get(tx, "other"))).isEmpty();
    }
}
