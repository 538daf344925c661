package org.manyhands.server.pass;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Starts passes by the clock: once for a project however many servers it has, since Quartz agrees on it through the project's
 * database. Should it start one twice nevertheless, passes bear it.
 */
public final class TimedPasses implements AutoCloseable {
    private static final String NAME = "manyhands";
    private final Scheduler scheduler;

    private TimedPasses(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /**
     * Prepares the clock.
     *
     * @param passes each with how often it runs
     */
    public static TimedPasses of(DataSource database, Map<Pass, Duration> passes) {
        Map<String, Pass> byName = new LinkedHashMap<>();
        passes.keySet().forEach(pass -> byName.put(pass.name(), pass));
        DBConnectionManager.getInstance().addConnectionProvider(NAME, new Pool(database));
        try {
            Scheduler scheduler = new StdSchedulerFactory(properties()).getScheduler();
            scheduler.setJobFactory((bundle, self) -> new PassJob(Objects.requireNonNull(
                    byName.get(bundle.getJobDetail().getKey().getName()))));
            for (Map.Entry<Pass, Duration> pass : passes.entrySet()) {
                schedule(scheduler, pass.getKey().name(), pass.getValue());
            }
            return new TimedPasses(scheduler);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the timed passes cannot be started: " + e.getMessage(), e);
        }
    }

    private static void schedule(Scheduler scheduler, String name, Duration every) throws SchedulerException {
        JobDetail job = JobBuilder.newJob(PassJob.class).withIdentity(name).build();
        Trigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(name)
                .withSchedule(SimpleScheduleBuilder.simpleSchedule()
                        .withIntervalInMilliseconds(every.toMillis())
                        .repeatForever()
                        .withMisfireHandlingInstructionNextWithRemainingCount())
                .build();
        scheduler.scheduleJob(job, Set.of(trigger), true);
    }

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("org.quartz.scheduler.instanceName", NAME);
        properties.setProperty("org.quartz.scheduler.instanceId", "AUTO");
        properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        properties.setProperty("org.quartz.threadPool.threadCount", "2");
        properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
        properties.setProperty("org.quartz.scheduler.makeSchedulerThreadDaemon", "true");
        properties.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        properties.setProperty(
                "org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.StdJDBCDelegate");
        properties.setProperty("org.quartz.jobStore.dataSource", NAME);
        properties.setProperty("org.quartz.jobStore.tablePrefix", "QRTZ_");
        properties.setProperty("org.quartz.jobStore.isClustered", "true");
        properties.setProperty("org.quartz.jobStore.clusterCheckinInterval", "15000");
        properties.setProperty("org.quartz.jobStore.useProperties", "true");
        return properties;
    }

    /** Lets the clock run. */
    public void start() {
        try {
            scheduler.start();
        } catch (SchedulerException e) {
            throw new IllegalStateException("the timed passes cannot be started: " + e.getMessage(), e);
        }
    }

    /** Waits for passes under way. */
    @Override
    public void close() {
        try {
            scheduler.shutdown(true);
        } catch (SchedulerException e) {
            throw new IllegalStateException("the timed passes did not stop: " + e.getMessage(), e);
        }
    }

    /** The project's own pool, as Quartz wants it. It is opened and closed elsewhere. */
    private record Pool(DataSource database) implements ConnectionProvider {
        @Override
        public Connection getConnection() throws SQLException {
            return database.getConnection();
        }

        @Override
        public void shutdown() {}

        @Override
        public void initialize() {}
    }
}
