package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Servers that speak MySQL's protocol and cannot be run in a test (only MariaDB can): a stand-in says what they answer to
 * {@code select version()}, as their manuals show it.
 */
class DatabaseKindBehindTest {
    @ParameterizedTest
    @CsvSource({
        "8.0.43, MYSQL",
        "9.4.0, MYSQL",
        "8.0.36-28.1, MYSQL",
        "8.0.11-TiDB-v8.5.1, MYSQL",
        "11.4.5-MariaDB, MARIADB",
        "5.5.5-10.11.6-MariaDB-log, MARIADB"
    })
    void a_server_is_known_by_its_version(String version, DatabaseKind kind) throws Exception {
        Connection connection = mock(Connection.class);
        Statement statement = mock(Statement.class);
        ResultSet rows = mock(ResultSet.class);
        when(connection.createStatement()).thenReturn(statement);
        when(statement.executeQuery("select version()")).thenReturn(rows);
        when(rows.getString(1)).thenReturn(version);

        assertThat(DatabaseKind.behind(connection)).isEqualTo(kind);

        verify(rows).next();
        verify(statement).close();
    }
}
