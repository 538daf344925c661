package org.manyhands.db.daemon;

/** Makes the pass of a daemon, once, when it starts. */
@FunctionalInterface
public interface DaemonFactory {
    DaemonPass create(DaemonSetting setting) throws Exception;
}
