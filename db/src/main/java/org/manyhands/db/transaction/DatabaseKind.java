package org.manyhands.db.transaction;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The kinds of database this program knows, and everything in which they differ. */
public enum DatabaseKind {
    /** Embedded in the server, served to the daemons on loopback. */
    H2("H2", "select cast(extract(epoch from current_timestamp) * 1000 as bigint)", '"'),
    /** MariaDB, through MySQL's driver. */
    MARIADB("MariaDB", Constants.MYSQL_CLOCK, '`'),
    /** MySQL and what speaks like it. */
    MYSQL("MySQL", Constants.MYSQL_CLOCK, '`');

    private final String product;
    private final String clockQuery;
    private final char quote;

    DatabaseKind(String product, String clockQuery, char quote) {
        this.product = product;
        this.clockQuery = clockQuery;
        this.quote = quote;
    }

    /** Finds the kind by the address and, behind MySQL's driver, by asking the server. */
    public static DatabaseKind of(DatabaseConfig config) throws SQLException {
        if (config.url().startsWith("jdbc:h2:")) {
            return H2;
        }
        if (!config.url().startsWith("jdbc:mysql:")) {
            throw new IllegalArgumentException("the database address '" + config.url()
                    + "' is of no kind that is known; use jdbc:h2:… or, for MySQL and MariaDB, jdbc:mysql://…");
        }
        try (Connection connection =
                DriverManager.getConnection(withFlags(config.url(), MYSQL.flags()), config.user(), config.password())) {
            return behind(connection);
        }
    }

    /** Asks a server that speaks MySQL's protocol what it is. */
    static DatabaseKind behind(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select version()")) {
            rows.next();
            return rows.getString(1).toLowerCase(Locale.ROOT).contains("mariadb") ? MARIADB : MYSQL;
        }
    }

    /** The name by which Hibernate finds its dialect. */
    String product() {
        return product;
    }

    /** Reads the database's clock: milliseconds since 1970 UTC. */
    String clockQuery() {
        return clockQuery;
    }

    /** A name as it is, whatever its case. */
    String quoted(String name) {
        return quote + name + quote;
    }

    /**
     * What makes new tables compare text as H2 does, letter by letter: by default MySQL holds Jose and José to be one.
     */
    Optional<String> beforeMigration() {
        return this == H2 ? Optional.empty() : Optional.of("alter database character set utf8mb4 collate utf8mb4_bin");
    }

    /** What stands between a dropped index and its table, at the end of a line: H2 will not have the table named. */
    String onTableOfDroppedIndex() {
        return this == H2 ? "--" : "on";
    }

    /** The address with the flags that this program relies on, unless the address sets them itself. */
    public String address(String url) {
        return withFlags(url, flags());
    }

    private Map<String, String> flags() {
        Map<String, String> flags = new LinkedHashMap<>();
        switch (this) {
            case H2 -> {
                // Without it, rows that were acknowledged are lost when the process is killed.
                flags.put("WRITE_DELAY", "0");
            }
            case MARIADB, MYSQL -> {
                flags.put("rewriteBatchedStatements", "true");
                flags.put("cachePrepStmts", "true");
                flags.put("useServerPrepStmts", "true");
                // The driver keeps 25 statements of at most 256 characters, unless it is told: all others it would have
                // prepared at each use.
                flags.put("prepStmtCacheSize", "100");
                flags.put("prepStmtCacheSqlLimit", "32768");
                // What it set itself (transactions, isolation) it need not ask or say again.
                flags.put("useLocalSessionState", "true");
                flags.put("maintainTimeStats", "false");
                flags.put("characterEncoding", "UTF-8");
                flags.put("connectTimeout", "10000");
                flags.put("useInformationSchema", "false");
            }
        }
        return flags;
    }

    private static String withFlags(String url, Map<String, String> flags) {
        boolean h2 = url.startsWith("jdbc:h2:");
        if (h2
                && (url.startsWith("jdbc:h2:tcp:")
                        || url.startsWith("jdbc:h2:ssl:")
                        || url.startsWith("jdbc:h2:mem:"))) {
            // The process that opened the file has set them; a guest may not.
            return url;
        }
        StringBuilder address = new StringBuilder(url);
        for (Map.Entry<String, String> flag : flags.entrySet()) {
            if (!url.toLowerCase(Locale.ROOT).contains(flag.getKey().toLowerCase(Locale.ROOT) + "=")) {
                char separator = h2 ? ';' : address.indexOf("?") < 0 ? '?' : '&';
                address.append(separator).append(flag.getKey()).append('=').append(flag.getValue());
            }
        }
        return address.toString();
    }

    private static final class Constants {
        // Not unix_timestamp(now()): in the hour that daylight saving repeats, local time is ambiguous.
        static final String MYSQL_CLOCK =
                "select timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(3)) div 1000";
    }
}
