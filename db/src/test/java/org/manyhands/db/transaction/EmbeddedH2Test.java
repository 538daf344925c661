package org.manyhands.db.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.db.Database;
import org.manyhands.db.testing.ChildProcess;

class EmbeddedH2Test {
    @TempDir
    Path folder;

    @Test
    void what_the_server_writes_a_daemon_reads_and_both_survive_a_restart() {
        try (EmbeddedH2 h2 = EmbeddedH2.start(folder, 0, "secret");
                Database server = Database.openAndMigrate(h2.config());
                Database daemon = Database.open(daemonConfig(h2, "secret"), Duration.ofSeconds(30))) {
            server.runInTransaction(tx -> server.accounts().create(tx, "Ann", false));
            assertThat(daemon.inTransaction(tx -> daemon.accounts().byName(tx, "Ann"))
                            .isPresent())
                    .isTrue();
            daemon.runInTransaction(tx -> daemon.accounts().create(tx, "Bob", false));
        }
        try (EmbeddedH2 h2 = EmbeddedH2.start(folder, 0, "secret");
                Database server = Database.openAndMigrate(h2.config())) {
            assertThat(server.inTransaction(tx -> server.accounts().byName(tx, "Bob"))
                            .isPresent())
                    .isTrue();
        }
    }

    @Test
    void a_process_killed_in_the_middle_loses_no_acknowledged_row_and_blocks_nobody() throws Exception {
        int acknowledged = -1;
        try (ChildProcess writer = ChildProcess.start(AcknowledgingWriter.class, Map.of(), folder.toString())) {
            writer.awaitLine("account 500");
            writer.kill();
            List<String> said = writer.readAll();
            acknowledged = said.stream()
                    .filter(line -> line.matches("account [0-9]+"))
                    .mapToInt(line -> Integer.parseInt(line.substring("account ".length())))
                    .max()
                    .orElseThrow();
        }
        try (EmbeddedH2 h2 = EmbeddedH2.start(folder, 0, "secret");
                Database database = Database.openAndMigrate(h2.config())) {
            for (int number = 0; number <= acknowledged; number++) {
                String name = "account " + number;
                assertThat(database.inTransaction(tx -> database.accounts().byName(tx, name))
                                .isPresent())
                        .as(name)
                        .isTrue();
            }
        }
    }

    @Test
    void a_second_process_on_the_same_files_is_told_that_the_project_runs() throws Exception {
        try (ChildProcess other = ChildProcess.start(AcknowledgingWriter.class, Map.of(), folder.toString())) {
            other.awaitLine("account 0");
            assertThatThrownBy(() -> EmbeddedH2.start(folder, 0, "secret"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("manyhands down");
            other.kill();
        }
    }

    @Test
    void it_listens_on_loopback_only() throws Exception {
        try (ChildProcess other = ChildProcess.start(AcknowledgingWriter.class, Map.of(), folder.toString())) {
            int port = Integer.parseInt(other.awaitLine("port ").substring("port ".length()));
            try (Socket loopback = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(loopback.isConnected()).isTrue();
            }
            for (InetAddress address : outsideAddresses()) {
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(new InetSocketAddress(address, port), 2_000))
                            .isInstanceOf(java.io.IOException.class);
                }
            }
            other.kill();
        }
    }

    @Test
    void another_password_is_refused_with_where_the_right_one_is_kept() {
        EmbeddedH2.start(folder, 0, "secret").close();
        assertThatThrownBy(() -> EmbeddedH2.start(folder, 0, "other"))
                .hasMessageContaining("secrets/database.password");
    }

    @Test
    void a_port_in_use_is_named_and_the_files_are_free_again() {
        try (EmbeddedH2 first = EmbeddedH2.start(folder.resolve("one"), 0, "secret")) {
            int port = first.port();
            assertThatThrownBy(() -> EmbeddedH2.start(folder.resolve("two"), port, "secret"))
                    .hasMessageContaining("port " + port);
            EmbeddedH2.start(folder.resolve("two"), 0, "secret").close();
        }
    }

    @Test
    void nobody_makes_a_database_or_enters_without_the_password_over_the_network() {
        try (EmbeddedH2 h2 = EmbeddedH2.start(folder, 0, "secret")) {
            String other = EmbeddedH2.address(h2.port()).replace("manyhands", "another");
            assertThatThrownBy(
                            () -> DriverManager.getConnection(other, "sa", "").close())
                    .hasMessageContaining("not found");
            assertThatThrownBy(
                            () -> DriverManager.getConnection(EmbeddedH2.address(h2.port()), EmbeddedH2.USER, "guess")
                                    .close())
                    .hasMessageContaining("Wrong user name or password");
        }
    }

    @Test
    void when_it_is_gone_a_transaction_says_that_the_database_is() {
        EmbeddedH2 h2 = EmbeddedH2.start(folder, 0, "secret");
        try (Database server = Database.openAndMigrate(h2.config());
                Database daemon = Database.open(daemonConfig(h2, "secret"), Duration.ofSeconds(30))) {
            server.runInTransaction(tx -> server.settings().putIfAbsent(tx, "a", "b"));
            h2.close();
            assertThatThrownBy(() ->
                            daemon.runInTransaction(tx -> daemon.settings().get(tx, "a")))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("cannot be reached");
        }
    }

    @Test
    void a_full_disk_is_told_with_the_folder_and_ends_its_use_in_this_process() {
        try (EmbeddedH2 h2 = EmbeddedH2.start(folder, 0, "secret");
                Database server = Database.openAndMigrate(h2.config())) {
            assertThat(server.closedForGood()).isFalse();
            SQLException full =
                    new SQLException("IO Exception", "90031", 90_031, new IOException("No space left on device"));
            assertThatThrownBy(() -> server.runInTransaction(tx -> {
                        throw new IllegalStateException(full);
                    }))
                    .isInstanceOfSatisfying(
                            DatabaseUnavailableException.class,
                            e -> assertThat(e.outOfSpace()).isTrue())
                    .hasMessageContainingAll("disk is full", "nothing was changed", folder.toString());
            assertThatThrownBy(() -> server.runInTransaction(tx -> {
                        throw new DatabaseUnavailableException("no block of identifiers", full);
                    }))
                    .as("also when somebody has put it into other words")
                    .hasMessageContaining("disk is full");
            assertThat(server.closedForGood()).isTrue();
            assertThat(h2.config().url()).as("no log file beside the data").contains("TRACE_LEVEL_FILE=0");
        }
    }

    private static DatabaseConfig daemonConfig(EmbeddedH2 h2, String password) {
        return new DatabaseConfig(EmbeddedH2.address(h2.port()), EmbeddedH2.USER, password);
    }

    private static List<InetAddress> outsideAddresses() throws Exception {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
    }
}
