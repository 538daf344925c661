package org.manyhands.server.pass;

import org.manyhands.db.transaction.ConflictException;
import org.manyhands.db.transaction.DatabaseUnavailableException;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pass when Quartz says so. A pass that fails is tried again at its next time. */
@DisallowConcurrentExecution
public final class PassJob implements Job {
    private static final Logger LOG = LoggerFactory.getLogger(PassJob.class);
    private final Pass pass;

    PassJob(Pass pass) {
        this.pass = pass;
    }

    @Override
    public void execute(JobExecutionContext context) {
        try {
            pass.run();
        } catch (DatabaseUnavailableException | ConflictException e) {
            LOG.warn("the pass {} waits for its next time: {}", pass.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the pass {} failed", pass.name(), e);
        }
    }
}
