package org.manyhands.db.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes the first {@code manyhands.yaml} of a project: every key with its meaning and its default. */
public final class ProjectConfigFile {
    private static final String TEMPLATE = """
            # The configuration of all processes of this project. Unknown keys are refused.

            # The project's name, shown to everyone.
            project: %s

            # A database of its own (MySQL or MariaDB). Without it: H2, embedded in the server, in db/ beside this file.
            # The password stands in secrets/database.password.
            #database:
            #  url: jdbc:mysql://db.example:3306/manyhands
            #  user: manyhands

            # The folder of the file store, which every process must see. Without it: files/ beside this file.
            #files: /srv/manyhands/files

            server:
              # 127.0.0.1 is this machine only.
              address: 127.0.0.1
              port: %d
              # Allows plain HTTP on an address that other machines can reach.
              insecure-http: false
              # Proxies in front of the server, whose X-Forwarded-For says where a call comes from; addresses or ranges of them.
              trusted-proxies: []

            policy:
              # How long earned credit is held before it is released.
              credit-hold: 24h
              # The share of released credit that the project keeps.
              fee: 5%%
              # Credits that a new account gets.
              sign-up-grant: 10000
              # Whether a new account needs a join key.
              join-key-required: false
              # Bytes of files that an account may store, and bytes of one file.
              quota: 2GiB
              largest-file: 1GiB
              # Microcredits for a million fuel; a credit is 1,000,000 microcredits.
              price: 1000
              # Copies that must agree when a batch says nothing.
              quorum: 2
              # How long a host may keep a result.
              deadline: 1h
              # How long after its end a settled batch is moved to a file in archive/ beside this file.
              archive-after: 30d
              # What is assumed of hosts where a batch has an error rate; './manyhands trust' shows what was measured beside it.
              trust:
                # The greatest share of hosts that may act together.
                colluders: 10%%
                # How often an honest host's result is wrong by accident.
                fault-rate: 0.0000001
                # Results that a host returns for an application before it leaves, on average.
                results-per-host: 4000
                # Of answers that two hosts gave, so many are asked of a further host that cannot tell; at most 10%%.
                golden: 0%%
              # Which hosts may not have copies of one work unit, besides those of one account. See docs/administrators.md before strangers come.
              separation:
                # Those that call from one network: so many first bits of the address.
                networks: false
                ipv4-prefix: 24
                ipv6-prefix: 48
                # Those of accounts that were opened within so long of each other, such as 10m; 0s: no such rule.
                cohort: 0s
                # Networks whose hosts are not kept apart, such as 192.0.2.0/24. Loopback never is.
                waived: []
            """;

    private ProjectConfigFile() {}

    /** The text of a new project's file. */
    public static String text(String project, int port) {
        return TEMPLATE.formatted("'" + project.replace("'", "''") + "'", port);
    }

    /** Writes it unless there is one. True when it was written. */
    public static boolean writeIfAbsent(Path file, String project, int port) throws IOException {
        if (Files.exists(file)) {
            return false;
        }
        Files.writeString(file, text(project, port), StandardOpenOption.CREATE_NEW);
        return true;
    }
}
