package org.manyhands.sandbox.differential;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.manyhands.sandbox.Tools;
import org.manyhands.sandbox.differential.BatchMain.Setting;

/** Runs a batch in several engines at once, and compares what they saw. */
final class Differential {
    private static final String REFERENCE = "the source, instruction by instruction";
    private static final String SOURCE_IN_V8 = "the source in V8";
    private static final String INTERPRETED = "the product interpreted";

    private final Batch batch;
    private final Hosts hosts;
    private final Map<String, Callable<Map<String, List<String>>>> sources = new LinkedHashMap<>();
    private final Map<String, Callable<Map<String, List<String>>>> products = new LinkedHashMap<>();
    private final Map<String, Callable<Map<String, List<String>>>> inV8 = new LinkedHashMap<>();

    private Differential(Batch batch) {
        this.batch = batch;
        this.hosts = new Hosts(batch);
    }

    /** The engines of the JDK that runs the tests. */
    static Differential onThisJdk(Batch batch) {
        Differential differential = new Differential(batch);
        Tools.Java java = Tools.ownJava();
        differential.sources.put(REFERENCE, differential.hosts.java(java, Setting.REFERENCE));
        differential.products.put(INTERPRETED, differential.hosts.java(java, Setting.INTERPRETED));
        differential.products.put("the product compiled on this JDK", differential.hosts.java(java, Setting.COMPILED));
        return differential;
    }

    /** These, another JDK and V8. */
    static Differential everywhere(Batch batch) {
        Differential differential = onThisJdk(batch);
        Tools.Java java = Tools.otherJava();
        differential.products.put(
                "the product compiled on another JDK", differential.hosts.java(java, Setting.COMPILED));
        differential.sources.put("the source compiled on another JDK", differential.hosts.java(java, Setting.SOURCE));
        differential.inV8.put("the product in V8", differential.hosts.v8(true));
        differential.inV8.put(SOURCE_IN_V8, differential.hosts.v8(false));
        return differential;
    }

    /** Runs all, as many at a time as there are processors; the first difference of each module that has any. */
    Map<String, String> differences(ExecutorService processors) throws Exception {
        Map<String, Future<Map<String, List<String>>>> started = new LinkedHashMap<>();
        sources.forEach((host, run) -> started.put(host, processors.submit(run)));
        products.forEach((host, run) -> started.put(host, processors.submit(run)));
        inV8.forEach((host, run) -> started.put(host, processors.submit(run)));
        Map<String, Map<String, List<String>>> seen = new LinkedHashMap<>();
        for (var entry : started.entrySet()) {
            seen.put(entry.getKey(), result(entry.getValue()));
        }
        Comparison comparison = new Comparison();
        for (String module : batch.names()) {
            compare(comparison, module, host -> seen.get(host).get(module));
        }
        return comparison.differences();
    }

    private interface Seen {
        List<String> by(String host);
    }

    private void compare(Comparison comparison, String module, Seen seen) {
        List<String> product = seen.by(INTERPRETED);
        products.keySet().forEach(host -> comparison.same(module, host, product, seen.by(host)));
        if (Batch.definite(module)) {
            sources.keySet().stream()
                    .filter(host -> believed(host, seen))
                    .forEach(host -> comparison.rewritten(module, host, source(module, seen.by(host)), product));
        }
        List<String> coarse = Comparison.coarse(product);
        for (String host : inV8.keySet()) {
            if (host.contains("product")) {
                comparison.same(module, host, coarse, seen.by(host));
            } else if (Batch.definite(module)) {
                comparison.rewritten(module, host, seen.by(host), coarse);
            }
        }
    }

    private List<String> source(String module, List<String> lines) {
        return batch.reshaped(module)
                ? lines.stream().map(Comparison::withoutFuel).toList()
                : lines;
    }

    /**
     * The runtime makes mistakes of its own with sources, which products avoid ({@code ExactNumerics}, {@code NarrowStores}):
     * where V8 sees a source do something else, the runtime is no witness of what the product should do.
     */
    private boolean believed(String host, Seen seen) {
        return !inV8.containsKey(SOURCE_IN_V8)
                || Comparison.unfueled(seen.by(host)).equals(Comparison.unfueled(seen.by(SOURCE_IN_V8)));
    }

    private static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
