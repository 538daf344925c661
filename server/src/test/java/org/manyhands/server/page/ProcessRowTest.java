package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.research.StatusView.DaemonView;

class ProcessRowTest {
    @Test
    void a_process_that_was_replaced_is_not_missed() {
        assertThat(ProcessRow.of(List.of(
                        new DaemonView("validator", 1, "attic", 3_600),
                        new DaemonView("validator", 2, "attic", 3),
                        new DaemonView("validator", 3, "cellar", 4),
                        new DaemonView("work-generator", 4, "attic", 1),
                        new DaemonView("assimilator", 5, "attic", 1))))
                .allMatch(ProcessRow::alive)
                .extracting(ProcessRow::place)
                .containsExactly("attic, process 5", "attic, process 2", "cellar, process 3", "attic, process 4");
    }

    @Test
    void of_a_silent_kind_the_one_last_seen_is_shown() {
        assertThat(ProcessRow.of(List.of(
                        new DaemonView("validator", 1, "attic", 3_600), new DaemonView("validator", 2, "attic", 130))))
                .filteredOn(row -> row.name().equals("validator"))
                .containsExactly(new ProcessRow("validator", "attic, process 2", "silent for 2 minutes", false));
    }

    @Test
    void a_kind_that_is_needed_and_never_came_is_missed() {
        assertThat(ProcessRow.of(List.of()))
                .extracting(ProcessRow::name, ProcessRow::sign, ProcessRow::alive)
                .contains(org.assertj.core.groups.Tuple.tuple("assimilator", "never seen", false))
                .hasSize(3);
    }
}
