package org.manyhands.db.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Ends work of this thread at one of its steps as if its process had been killed there: what it has not committed is
 * rolled back, nothing after it is carried out. A step is a statement of any kind, or one side of a commit: before it, and
 * after it has happened but before anyone hears of it.
 *
 * <p>Only connections that are opened after {@link #install()} know of it.
 */
public final class Killing {
    private static final ThreadLocal<@Nullable Countdown> ARMED = new ThreadLocal<>();
    private static boolean installed;

    private Killing() {}

    /** From now on, connections of every driver can be killed. */
    public static synchronized void install() {
        if (installed) {
            return;
        }
        installed = true;
        try {
            for (Driver driver : Collections.list(DriverManager.getDrivers())) {
                DriverManager.deregisterDriver(driver);
                DriverManager.registerDriver(new KillableDriver(driver));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the drivers cannot be wrapped", e);
        }
    }

    /**
     * Runs work and kills it at that step, counted from 1.
     *
     * @return true when it was killed, false when it ended before that step
     */
    public static boolean at(int step, Callable<?> work) throws Exception {
        ARMED.set(new Countdown(step));
        try {
            work.call();
            return false;
        } catch (Killed e) {
            return true;
        } finally {
            ARMED.remove();
        }
    }

    private static void step() {
        Countdown countdown = ARMED.get();
        if (countdown != null && --countdown.left == 0) {
            throw new Killed();
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Connection killable(Connection connection) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            if (method.getName().equals("commit")) {
                step();
                call(connection, method, arguments);
                step();
                return null;
            }
            Object answer = call(connection, method, arguments);
            return answer instanceof Statement statement ? killable(statement, method.getReturnType()) : answer;
        });
    }

    private static Object killable(Statement statement, Class<?> type) {
        return proxy(type, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                step();
            }
            return call(statement, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Killing.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Not an exception: nobody may think that he can go on. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed by a test");
        }
    }

    private static final class Countdown {
        int left;

        Countdown(int left) {
            this.left = left;
        }
    }

    private record KillableDriver(Driver driver) implements Driver {
        @Override
        public @Nullable Connection connect(String url, Properties properties) throws SQLException {
            Connection connection = driver.connect(url, properties);
            return connection == null ? null : killable(connection);
        }

        @Override
        public boolean acceptsURL(String url) throws SQLException {
            return driver.acceptsURL(url);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) throws SQLException {
            return driver.getPropertyInfo(url, properties);
        }

        @Override
        public int getMajorVersion() {
            return driver.getMajorVersion();
        }

        @Override
        public int getMinorVersion() {
            return driver.getMinorVersion();
        }

        @Override
        public boolean jdbcCompliant() {
            return driver.jdbcCompliant();
        }

        @Override
        public Logger getParentLogger() throws SQLFeatureNotSupportedException {
            return driver.getParentLogger();
        }
    }
}
