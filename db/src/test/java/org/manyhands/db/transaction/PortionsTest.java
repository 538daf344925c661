package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortionsTest {
    @Test
    void rows_go_in_few_sizes_and_in_order() {
        List<Integer> rows = IntStream.range(0, 151).boxed().toList();

        List<List<Integer>> portions = Portions.of(rows, row -> 0);

        assertThat(portions).extracting(List::size).containsExactly(64, 64, 16, 4, 3);
        assertThat(portions.stream().flatMap(List::stream)).containsExactlyElementsOf(rows);
        assertThat(Portions.of(List.of(), row -> 0)).isEmpty();
    }

    /** MariaDB refuses a statement of more than 16 MiB unless it is told otherwise. */
    @Test
    void large_rows_share_a_statement_only_up_to_four_mebibytes() {
        assertThat(Portions.of(Collections.nCopies(64, "row"), row -> 1 << 20))
                .hasSize(16)
                .allSatisfy(portion -> assertThat(portion).hasSize(4));
        assertThat(Portions.of(Collections.nCopies(3, "row"), row -> 5 << 20)).hasSize(3);
    }

    @Test
    void text_and_bytes_weigh_and_numbers_do_not() {
        assertThat(Portions.bytes(new byte[7])).isEqualTo(7);
        assertThat(Portions.bytes("éa")).isEqualTo(6);
        assertThat(Portions.bytes(7L)).isZero();
        assertThat(Portions.bytes(null)).isZero();
    }
}
