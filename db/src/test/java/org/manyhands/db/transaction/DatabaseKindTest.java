package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DatabaseKindTest {
    @Test
    void h2_files_are_opened_so_that_nothing_acknowledged_is_lost() {
        assertThat(DatabaseKind.H2.address("jdbc:h2:file:/x/db")).isEqualTo("jdbc:h2:file:/x/db;WRITE_DELAY=0");
        assertThat(DatabaseKind.H2.address("jdbc:h2:file:/x/db;write_delay=5"))
                .isEqualTo("jdbc:h2:file:/x/db;write_delay=5");
        assertThat(DatabaseKind.H2.address("jdbc:h2:tcp://127.0.0.1:1/./x")).isEqualTo("jdbc:h2:tcp://127.0.0.1:1/./x");
    }

    @Test
    void flags_for_mysql_are_added_unless_the_address_has_them() {
        assertThat(DatabaseKind.MARIADB.address("jdbc:mysql://db/x"))
                .startsWith("jdbc:mysql://db/x?rewriteBatchedStatements=true&")
                .contains("&useInformationSchema=false");
        assertThat(DatabaseKind.MYSQL.address("jdbc:mysql://db/x?useServerPrepStmts=false"))
                .startsWith("jdbc:mysql://db/x?useServerPrepStmts=false&rewriteBatchedStatements=true")
                .doesNotContain("useServerPrepStmts=true");
    }

    @Test
    void an_address_of_another_kind_is_refused_with_those_that_are_known() {
        assertThatThrownBy(() -> DatabaseKind.of(new DatabaseConfig("jdbc:postgresql://db/x", "u", "p")))
                .hasMessageContaining("jdbc:postgresql://db/x")
                .hasMessageContaining("jdbc:h2")
                .hasMessageContaining("jdbc:mysql");
    }
}
