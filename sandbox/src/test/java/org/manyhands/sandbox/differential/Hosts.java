package org.manyhands.sandbox.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.manyhands.sandbox.SlotException;
import org.manyhands.sandbox.Tools;
import org.manyhands.sandbox.slot.SlotFlags;

/** The programs that run a batch: Java processes with the flags of a slot, and Node. */
final class Hosts {
    private static final Path NODE_HOST = Path.of("src/test/node/host.mjs");
    private static final long MINUTES = 60;

    private final Batch batch;

    Hosts(Batch batch) {
        this.batch = batch;
    }

    /** Everything that was seen, by module, in a Java of its own. */
    Callable<Map<String, List<String>>> java(Tools.Java java, BatchMain.Setting setting) {
        String name = setting.name().toLowerCase(Locale.ROOT) + "-" + java.feature();
        return () -> {
            List<String> command = new ArrayList<>(List.of(java.program().toString()));
            command.addAll(flags(java));
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), BatchMain.class.getName()));
            command.add(setting.name());
            return run(name, command);
        };
    }

    /** Everything that was seen of the products, or of the sources, in V8. */
    Callable<Map<String, List<String>>> v8(boolean product, String... flags) {
        Path node = Tools.node();
        return () -> {
            List<String> command = new ArrayList<>(List.of(node.toString()));
            command.addAll(List.of(flags));
            command.addAll(List.of(NODE_HOST.toString(), product ? "product" : "source"));
            return run(product ? "product-v8" : "source-v8", command);
        };
    }

    private List<String> flags(Tools.Java java) throws SlotException {
        return SlotFlags.of(java.program(), batch.directory());
    }

    private Map<String, List<String>> run(String name, List<String> command) throws IOException, InterruptedException {
        Path output = batch.directory().resolve(name + ".seen");
        Path log = batch.directory().resolve(name + ".log");
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(batch.directory().toString(), output.toString()));
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            assertThat(ended && process.exitValue() == 0 && Files.exists(output))
                    .as("%s: %s", name, Files.readString(log))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Batch.seen(output);
    }
}
