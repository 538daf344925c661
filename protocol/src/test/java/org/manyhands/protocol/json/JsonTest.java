package org.manyhands.protocol.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.manyhands.protocol.agent.Holding;
import org.manyhands.protocol.agent.InputReference;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.ResultId;

class JsonTest {
    @Test
    void numbers_of_64_bits_are_strings_and_small_ones_are_numbers() {
        assertThat(Json.write(new Holding(new ResultId(9_007_199_254_740_993L), 12L)))
                .isEqualTo("{\"resultId\":\"9007199254740993\",\"fuel\":\"12\"}");
        assertThat(Json.write(new WorkRequest(1, 2, 3, 4, 5))).contains("\"results\":1", "\"seconds\":\"4\"");
    }

    @Test
    void unknown_fields_are_ignored_and_numbers_are_read_in_both_forms() throws Exception {
        assertThat(Json.read("{\"resultId\":\"7\",\"fuel\":8,\"mood\":\"good\"}", Holding.class))
                .isEqualTo(new Holding(new ResultId(7), 8));
    }

    @Test
    void absent_values_are_left_out_and_bytes_are_base64() {
        assertThat(Json.write(InputReference.whole("a.csv", "00", 3))).doesNotContain("content");
        assertThat(Json.write(new InputReference("a", 2, "00", new byte[] {1, 2}, List.of())))
                .contains("\"content\":\"AQI=\"");
    }

    @Test
    void a_text_of_very_many_values_is_refused_before_it_fills_the_memory() {
        assertThatThrownBy(() -> Json.read("[" + "{},".repeat(600_000) + "{}]", Object[].class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("1000000");
    }

    @Test
    void a_mistake_is_named_with_its_place() {
        assertThatThrownBy(() -> Json.read("{\n  \"resultId\": x}", Holding.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("line 2");
        assertThatThrownBy(() -> Json.read("null", Holding.class)).hasMessageContaining("Holding");
        assertThatThrownBy(() -> Json.read("{\"resultId\":\"-3\"}", Holding.class))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("'-3'");
    }
}
