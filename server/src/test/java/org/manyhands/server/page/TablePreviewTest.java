package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablePreviewTest {
    @Test
    void quotes_commas_and_line_breaks_inside_quotes_belong_to_the_cell() {
        TablePreview table = TablePreview.of("t.csv", "a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n", false)
                .orElseThrow();
        assertThat(table.header()).containsExactly("a", "b");
        assertThat(table.rows()).containsExactly(List.of("x, \"y\"\nz", "2"));
        assertThat(table.moreRows()).isFalse();
    }

    @Test
    void only_the_first_rows_and_columns_are_shown_and_it_says_so() {
        String columns = IntStream.range(0, 11).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String rows = "1,2,3,4,5,6,7,8,9,10,11\n".repeat(9);
        TablePreview table =
                TablePreview.of("t.csv", columns + "\n" + rows, false).orElseThrow();
        assertThat(table.header()).hasSize(8).endsWith("c7");
        assertThat(table.rows()).hasSize(8).allSatisfy(row -> assertThat(row).hasSize(8));
        assertThat(table.hiddenColumns()).isEqualTo(3);
        assertThat(table.moreRows()).isTrue();
    }

    @Test
    void a_file_of_just_as_many_rows_goes_no_further() {
        assertThat(TablePreview.of("t.csv", "a\n" + "1\n".repeat(8), false)
                        .orElseThrow()
                        .moreRows())
                .isFalse();
    }

    @Test
    void short_rows_are_filled_and_long_cells_cut() {
        TablePreview table =
                TablePreview.of("t.csv", "a,b\n" + "x".repeat(99), false).orElseThrow();
        assertThat(table.rows().get(0)).containsExactly("x".repeat(39) + "…", "");
    }

    @Test
    void a_row_that_may_be_cut_off_is_left_out() {
        TablePreview table = TablePreview.of("t.csv", "a,b\n1,2\n3,", true).orElseThrow();
        assertThat(table.rows()).containsExactly(List.of("1", "2"));
        assertThat(table.moreRows()).isTrue();
    }

    @Test
    void without_a_row_there_is_no_table() {
        assertThat(TablePreview.of("t.csv", "a,b\n", false)).isEmpty();
        assertThat(TablePreview.of("t.csv", "", false)).isEmpty();
        assertThat(TablePreview.read("t.csv", Path.of("no-such-file"))).isEmpty();
    }
}
