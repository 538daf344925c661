package org.manyhands.db.transaction;

import java.time.Clock;
import org.hibernate.StatelessSession;

/** What time it is for the project. Deadlines and holds use the database's clock, so that processes on several machines agree. */
@FunctionalInterface
public interface DatabaseClock {
    /** Milliseconds since 1970 UTC. */
    long millis(StatelessSession session);

    /** The database's own. */
    static DatabaseClock of(DatabaseKind kind) {
        return session ->
                session.createNativeQuery(kind.clockQuery(), Long.class).getSingleResult();
    }

    /** A clock that a test moves. */
    static DatabaseClock of(Clock clock) {
        return session -> clock.millis();
    }
}
