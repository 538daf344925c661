package org.manyhands.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
    record Sample(String name, int copies, Inner inner) {}

    record Inner(long price) {}

    @Test
    void reads_a_record() throws Exception {
        assertThat(YamlFile.parse("a.yaml", "name: x\ncopies: 2\ninner: {price: 5}\n", Sample.class))
                .isEqualTo(new Sample("x", 2, new Inner(5)));
    }

    @Test
    void an_unknown_key_is_named_with_its_place_and_the_nearest_known_one() {
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "name: x\ncopise: 2\n", Sample.class))
                .hasMessageContaining("a.yaml, line 2, column")
                .hasMessageContaining("'copise'")
                .hasMessageContaining("did you mean 'copies'?");
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "inner:\n  prize: 1\n", Sample.class))
                .hasMessageContaining("line 2")
                .hasMessageContaining("inner.prize")
                .hasMessageContaining("'price'");
    }

    @Test
    void a_value_of_the_wrong_kind_is_named_with_its_place_and_what_was_expected() {
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "name: x\ncopies: many\n", Sample.class))
                .hasMessageContaining("line 2")
                .hasMessageContaining("copies")
                .hasMessageContaining("expected a whole number")
                .hasMessageContaining("many");
    }

    @Test
    void an_unknown_key_with_keys_below_it_is_found_where_it_stands() {
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "inenr:\n  price: 1\n", Sample.class))
                .hasMessageContaining("line 1, column 1")
                .hasMessageContaining("'inner'");
    }

    @Test
    void another_shape_is_told_without_names_of_classes() {
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "name: x\ninner: [1]\n", Sample.class))
                .hasMessageContaining("line 2, column 1")
                .hasMessageContaining("expected keys with values, found a list")
                .hasMessageNotContaining("Sample");
    }

    @Test
    void broken_yaml_and_missing_files_are_named() {
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "name: [x\ncopies: 1\n", Sample.class))
                .hasMessageContaining("a.yaml, line");
        assertThatThrownBy(() -> YamlFile.parse("a.yaml", "\n", Sample.class))
                .hasMessageContaining("empty")
                .hasMessageContaining("copies");
        assertThatThrownBy(() -> YamlFile.read(Path.of("no-such.yaml"), Sample.class))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no-such.yaml");
    }

    @ParameterizedTest
    @CsvSource({"quorm, quorum", "anser, answer", "qourum, quorum", "rnage, range"})
    void the_nearest_name_is_found(String typed, String meant) {
        assertThat(NearestName.of(typed, List.of("quorum", "answer", "limits", "name", "range")))
                .contains(meant);
    }

    @Test
    void nothing_is_near_to_something_quite_different() {
        assertThat(NearestName.of("zzzzzzzzzz", List.of("quorum", "answer"))).isEmpty();
    }
}
