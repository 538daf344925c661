package org.manyhands.db.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.config.ProjectDirectory;
import org.manyhands.db.transaction.DatabaseConfig;
import org.manyhands.db.transaction.EmbeddedH2;
import org.manyhands.protocol.config.ConfigException;
import picocli.CommandLine;

class DaemonSettingTest {
    private static final Map<String, String> PASSWORD = Map.of("MANYHANDS_DATABASE_PASSWORD", "secret");

    @TempDir
    Path home;

    @Test
    void without_anything_it_names_both_options() {
        assertThatThrownBy(() -> setting(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("validator")
                .hasMessageContaining("--db")
                .hasMessageContaining("--files");
    }

    @Test
    void a_project_on_embedded_h2_must_be_told_where_its_server_serves_it() {
        assertThatThrownBy(() -> setting(Map.of(), "--home", home.toString()))
                .hasMessageContaining("--db")
                .hasMessageContaining("started on this machine");
    }

    @Test
    void a_project_that_was_started_on_this_machine_says_itself_where_its_database_is() throws Exception {
        Files.createDirectories(home.resolve("run"));
        Files.writeString(home.resolve("run/database.url"), EmbeddedH2.address(4711) + "\n");

        DaemonSetting setting = setting(PASSWORD, "--home", home.toString());

        assertThat(setting.database().url()).isEqualTo(EmbeddedH2.address(4711));
    }

    @Test
    void the_command_line_is_enough_on_another_machine() throws Exception {
        DaemonSetting setting =
                setting(PASSWORD, "--db", "jdbc:mysql://db/grid", "--db-user", "ann", "--files", "/srv/files");
        assertThat(setting.database()).isEqualTo(new DatabaseConfig("jdbc:mysql://db/grid", "ann", "secret"));
        assertThat(setting.files()).isEqualTo(Path.of("/srv/files"));
        assertThat(setting.directory()).isNull();
    }

    @Test
    void the_project_directory_gives_address_files_and_password() throws Exception {
        Files.writeString(
                home.resolve("manyhands.yaml"), "database: {url: 'jdbc:mysql://db/grid', user: bob}\nfiles: store\n");
        new ProjectDirectory(home).secret(DaemonSetting.PASSWORD_FILE, () -> "kept");
        DaemonSetting setting = setting(Map.of(), "--home", home.toString());
        assertThat(setting.database()).isEqualTo(new DatabaseConfig("jdbc:mysql://db/grid", "bob", "kept"));
        assertThat(setting.files()).isEqualTo(home.resolve("store"));
    }

    @Test
    void the_supervisors_address_stands_above_the_file_and_the_command_line_above_both() throws Exception {
        Files.writeString(home.resolve("manyhands.yaml"), "database: {url: 'jdbc:mysql://db/grid'}\n");
        Map<String, String> environment =
                Map.of("MANYHANDS_DATABASE_URL", "jdbc:h2:tcp://127.0.0.1:1/./x", "MANYHANDS_DATABASE_PASSWORD", "p");
        assertThat(setting(environment, "--home", home.toString()).database().url())
                .isEqualTo("jdbc:h2:tcp://127.0.0.1:1/./x");
        assertThat(setting(environment, "--home", home.toString(), "--db", "jdbc:mysql://other/grid")
                        .database()
                        .url())
                .isEqualTo("jdbc:mysql://other/grid");
        assertThat(setting(environment, "--home", home.toString()).files()).isEqualTo(home.resolve("files"));
    }

    @Test
    void a_missing_password_says_where_it_belongs() {
        assertThatThrownBy(() -> setting(Map.of(), "--db", "jdbc:mysql://db/grid", "--files", "/srv"))
                .hasMessageContaining("MANYHANDS_DATABASE_PASSWORD")
                .hasMessageContaining("secrets/database.password");
    }

    @Test
    void a_password_never_stands_in_words() {
        assertThat(new DatabaseConfig("jdbc:mysql://db/grid", "ann", "secret").toString())
                .doesNotContain("secret");
    }

    private static DaemonSetting setting(Map<String, String> environment, String... arguments) throws ConfigException {
        DaemonOptions options = new DaemonOptions();
        new CommandLine(options).parseArgs(arguments);
        return DaemonSetting.of("validator", options, environment);
    }
}
