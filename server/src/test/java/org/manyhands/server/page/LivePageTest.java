package org.manyhands.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LivePageTest {
    private static final Region ONE = new Region("one", "<p>1</p>");
    private static final Region TWO = new Region("two", "<p>2</p>");
    private static final Region CHANGED = new Region("two", "<p>3</p>");

    @Test
    void nothing_has_changed_since_it_was_seen() {
        assertThat(page(ONE, TWO).changedSince(page(ONE, TWO).version())).isEmpty();
    }

    @Test
    void only_what_changed_is_sent() {
        assertThat(page(ONE, CHANGED).changedSince(page(ONE, TWO).version())).containsExactly(CHANGED);
    }

    @Test
    void a_reader_of_another_version_of_the_page_gets_all_of_it() {
        assertThat(page(ONE, TWO).changedSince("")).containsExactly(ONE, TWO);
        assertThat(page(ONE, TWO).changedSince(page(ONE, TWO).version() + ".abc"))
                .containsExactly(ONE, TWO);
    }

    private static LivePage page(Region... regions) {
        return new LivePage("/", "Attic", "", "Attic", true, 2, List.of(regions));
    }
}
