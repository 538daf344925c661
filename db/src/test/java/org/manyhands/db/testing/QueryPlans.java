package org.manyhands.db.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Listens to the statements that some work sends to the database, and asks the database how it would carry each of them out.
 * The statements are those that the database itself wrote down, so that none can be forgotten.
 */
public final class QueryPlans {
    /** Tables that grow with the project. Others have as many rows as there are batches, applications or processes. */
    private static final Set<String> LARGE = Set.of(
            "work_unit",
            "result",
            "result_report",
            "dispatch_block",
            "host_record",
            "transfer",
            "pending_transfer",
            "ledger_account",
            "answer_part",
            "host",
            "host_reply");

    private static final Pattern H2_TABLE =
            Pattern.compile("\"PUBLIC\"\\.\"(\\w+)\"[^/]*/\\*\\s*(.*?)\\s*\\*/", Pattern.DOTALL);

    private static final Pattern COARSE = Pattern.compile(": (?:STATE|KIND) = \\S+$");

    /** What H2 writes behind a statement. */
    private static final Pattern VALUES = Pattern.compile("\\s*\\{1: .*", Pattern.DOTALL);

    private QueryPlans() {}

    /** The statements of that work that read the whole of a large table or index, or all that is in one state, each with its plan. Statistics are gathered first, so rows must be there. */
    public static List<String> scans(TestDatabase test, Runnable work) throws SQLException {
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            boolean h2 = test.kind() == TestDatabase.Kind.H2;
            analyze(statement, h2);
            Collection<String> statements = h2 ? ofH2(statement, work) : ofMariaDb(test, statement, work);
            if (statements.isEmpty()) {
                throw new AssertionError("the work sent no statement, so its plans prove nothing");
            }
            List<String> scans = new ArrayList<>();
            for (String sql : statements) {
                scans.addAll(h2 ? scansOfH2(connection, sql) : scansOfMariaDb(statement, sql));
            }
            return scans;
        }
    }

    private static void analyze(Statement statement, boolean h2) throws SQLException {
        if (h2) {
            statement.execute("analyze");
            return;
        }
        for (String table : LARGE) {
            statement.execute("analyze table " + table);
        }
    }

    private static Collection<String> ofMariaDb(TestDatabase test, Statement statement, Runnable work)
            throws SQLException {
        statement.execute("set global log_output = 'TABLE'");
        statement.execute("truncate table mysql.general_log");
        statement.execute("set global general_log = 1");
        // What was prepared before the log was on is written without its values.
        ((HikariDataSource) test.database().dataSource()).getHikariPoolMXBean().softEvictConnections();
        try {
            work.run();
        } finally {
            statement.execute("set global general_log = 0");
        }
        Map<String, String> byShape = new LinkedHashMap<>();
        try (ResultSet rows = statement.executeQuery("select convert(argument using utf8mb4) from mysql.general_log"
                + " where command_type in ('Query', 'Execute') order by event_time")) {
            while (rows.next()) {
                String sql = first(rows.getString(1));
                if (isExplained(sql)) {
                    byShape.putIfAbsent(shape(sql), sql);
                }
            }
        }
        return byShape.values();
    }

    private static Collection<String> ofH2(Statement statement, Runnable work) throws SQLException {
        statement.execute("set query_statistics true");
        statement.execute("set query_statistics_max_entries 10000");
        try {
            work.run();
            Set<String> statements = new LinkedHashSet<>();
            try (ResultSet rows =
                    statement.executeQuery("select sql_statement from information_schema.query_statistics")) {
                while (rows.next()) {
                    String sql = VALUES.matcher(rows.getString(1)).replaceFirst("");
                    if (isExplained(sql)) {
                        statements.add(sql);
                    }
                }
            }
            return statements;
        } finally {
            statement.execute("set query_statistics false");
        }
    }

    private static List<String> scansOfMariaDb(Statement statement, String sql) throws SQLException {
        List<String> scans = new ArrayList<>();
        Map<String, String> aliases = aliases(sql);
        try (ResultSet rows = statement.executeQuery("explain " + sql)) {
            while (rows.next()) {
                String table = rows.getString("table");
                String type = rows.getString("type");
                boolean whole = "ALL".equals(type) || "index".equals(type);
                if (whole && table != null && LARGE.contains(aliases.getOrDefault(table, table))) {
                    scans.add(type + " of " + table + " by " + rows.getString("key") + ": " + sql);
                }
            }
        }
        return scans;
    }

    private static List<String> scansOfH2(Connection connection, String sql) throws SQLException {
        List<String> scans = new ArrayList<>();
        try (PreparedStatement explain = connection.prepareStatement("explain " + sql)) {
            for (int place = 1; place <= explain.getParameterMetaData().getParameterCount(); place++) {
                explain.setObject(place, null);
            }
            try (ResultSet rows = explain.executeQuery()) {
                while (rows.next()) {
                    Matcher tables = H2_TABLE.matcher(rows.getString(1));
                    while (tables.find()) {
                        if (isWhole(tables.group(2), sql)
                                && LARGE.contains(tables.group(1).toLowerCase(Locale.ROOT))) {
                            scans.add(tables.group(2) + ": " + sql);
                        }
                    }
                }
            }
        }
        return scans;
    }

    /** H2 may take a state or kind, which a large part of a table has, for the best that it is given. */
    private static boolean isWhole(String plan, String sql) {
        return plan.contains("tableScan")
                || !plan.contains(":")
                || (COARSE.matcher(plan).find() && !sql.contains("fetch first"));
    }

    /** Which table stands behind each short name. */
    private static Map<String, String> aliases(String sql) {
        Map<String, String> aliases = new LinkedHashMap<>();
        Matcher names =
                Pattern.compile("(?:from|join|update)\\s+(\\w+)\\s+(\\w+)").matcher(sql);
        while (names.find()) {
            aliases.put(names.group(2), names.group(1));
        }
        return aliases;
    }

    private static boolean isExplained(String sql) {
        return sql.matches("(?is)\\s*(select|update|delete)\\s.*")
                && !sql.toLowerCase(Locale.ROOT).contains("information_schema")
                && !sql.contains("general_log");
    }

    /** Of a batch, which the driver sends as one text, the first statement; the others differ in their values. */
    private static String first(String sql) {
        Matcher end = Pattern.compile("^((?:[^';]|'(?:[^'\\\\]|\\\\.)*')*+);", Pattern.DOTALL)
                .matcher(sql);
        return end.find() ? end.group(1) : sql;
    }

    /** The statement without its values. */
    private static String shape(String sql) {
        return sql.replaceAll("'[^']*'", "?").replaceAll("\\b-?\\d+\\b", "?").replaceAll("\\?(\\s*,\\s*\\?)+", "?");
    }
}
