package org.manyhands.db.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Empties the databases that a test class works on before each test, and holds the rules of the journal against them after it. */
public final class JournalInvariants implements BeforeEachCallback, AfterEachCallback {
    private static final Set<TestDatabase> IN_USE = ConcurrentHashMap.newKeySet();

    /** The test class that is being made works on this one. */
    static void watch(TestDatabase database) {
        IN_USE.add(database);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        IN_USE.forEach(TestDatabase::reset);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        try {
            IN_USE.forEach(TestDatabase::requireBalancedJournal);
        } finally {
            IN_USE.clear();
        }
    }
}
