package org.manyhands.db.transaction;

import java.nio.file.Path;
import org.manyhands.db.Database;

/** A server for tests: makes accounts for ever and says the name of each only when its transaction is committed. */
public final class AcknowledgingWriter {
    private AcknowledgingWriter() {}

    public static void main(String[] arguments) {
        EmbeddedH2 h2 = EmbeddedH2.start(Path.of(arguments[0]), 0, "secret");
        Database database = Database.openAndMigrate(h2.config());
        System.out.println("port " + h2.port());
        for (int number = 0; ; number++) {
            String name = "account " + number;
            database.runInTransaction(tx -> database.accounts().create(tx, name, false));
            System.out.println(name);
        }
    }
}
