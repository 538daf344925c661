package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.db.Database;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;

class SchemaTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

    static List<TestDatabase.Kind> kinds() {
        return TestDatabase.kinds();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void what_the_migrations_make_of_an_empty_database_is_what_was_agreed(TestDatabase.Kind kind) throws Exception {
        DatabaseConfig empty = TestDatabase.emptyDatabase(kind);
        Database.openAndMigrate(empty).close();
        Path golden = Path.of("src/test/resources/schema/" + kind.name().toLowerCase(java.util.Locale.ROOT) + ".txt");
        String dump;
        try (Connection connection = connect(empty)) {
            dump = SchemaDump.of(connection);
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, dump);
        }
        assertThat(dump)
                .as("if the change of schema is meant, write the file anew with -Dtest.jvm.args=-Dgolden.write=true")
                .isEqualTo(Files.readString(golden));
    }

    @Test
    void the_program_wants_the_newest_migration_there_is() throws Exception {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> name.replaceAll("^V([0-9]+)__.*$", "$1"))
                            .mapToInt(Integer::parseInt)
                            .max())
                    .hasValue(Schema.VERSION);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_newer_schema_is_refused_in_words_and_left_alone(TestDatabase.Kind kind) throws Exception {
        DatabaseConfig config = TestDatabase.emptyDatabase(kind);
        Database.openAndMigrate(config).close();
        changeHistory(config, kind, "'version' = 99 where 'version' = " + Schema.VERSION);
        assertThatThrownBy(() -> Database.openAndMigrate(config))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("schema version 99")
                .hasMessageContaining("up to version " + Schema.VERSION)
                .hasMessageContaining("newer Manyhands");
        assertThatThrownBy(() -> Database.open(config, Duration.ofMinutes(5)))
                .as("without waiting for it to get older")
                .isInstanceOf(SchemaException.class);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_step_that_failed_asks_for_the_backup(TestDatabase.Kind kind) throws Exception {
        DatabaseConfig config = TestDatabase.emptyDatabase(kind);
        Database.openAndMigrate(config).close();
        changeHistory(config, kind, "'success' = false where 'version' = 2");
        assertThatThrownBy(() -> Database.openAndMigrate(config))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("step 2")
                .hasMessageContaining("backup");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_daemon_does_not_migrate_but_says_what_it_waits_for(TestDatabase.Kind kind) {
        DatabaseConfig empty = TestDatabase.emptyDatabase(kind);
        assertThatThrownBy(() -> Database.open(empty, Duration.ZERO))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("schema version 0")
                .hasMessageContaining("start the server");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void a_daemon_that_starts_before_the_server_goes_on_when_the_schema_is_there(TestDatabase.Kind kind)
            throws Exception {
        DatabaseConfig empty = TestDatabase.emptyDatabase(kind);
        List<Boolean> opened = Together.run(List.of(
                () -> opens(() -> Database.open(empty, Duration.ofMinutes(2))),
                () -> opens(() -> Database.openAndMigrate(empty))));
        assertThat(opened).containsOnly(true);
    }

    @Test
    void an_absent_database_is_named_without_its_password() {
        DatabaseConfig nowhere = new DatabaseConfig("jdbc:mysql://127.0.0.1:1/grid", "ann", "geheim");
        assertThatThrownBy(() -> Database.open(nowhere, Duration.ZERO))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("jdbc:mysql://127.0.0.1:1/grid as ann")
                .hasMessageNotContaining("geheim");
    }

    private static boolean opens(java.util.function.Supplier<Database> open) {
        try (Database database = open.get()) {
            return database.inTransaction(tx -> database.hosts().count(tx)) == 0;
        }
    }

    /** Names stand in quotation marks, which each database writes in its own way. */
    private static void changeHistory(DatabaseConfig config, TestDatabase.Kind kind, String change)
            throws SQLException {
        String sql = ("update 'flyway_schema_history' set " + change)
                .replace('\'', kind == TestDatabase.Kind.H2 ? '"' : '`');
        try (Connection connection = connect(config);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    private static Connection connect(DatabaseConfig config) throws SQLException {
        String url = config.url() + (config.url().startsWith("jdbc:mysql") ? "?useInformationSchema=false" : "");
        return DriverManager.getConnection(url, config.user(), config.password());
    }
}
