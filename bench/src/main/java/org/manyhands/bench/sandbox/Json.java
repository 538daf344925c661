package org.manyhands.bench.sandbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Everything that was measured as one JSON object, every run of every cell with its two times. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static void write(Path file, List<String> tools, Results results, List<Goal> goals) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        tools.forEach(root.putArray("tools")::add);
        root.put("clock", results.clock().name().toLowerCase(java.util.Locale.ROOT));
        root.put("warmUpRuns", Cell.WARM_UP);
        ObjectNode kernels = root.putObject("kernels");
        results.cells().forEach((kernel, cells) -> {
            ObjectNode columns = kernels.putObject(kernel.title());
            cells.forEach((column, cell) -> runs(columns.putArray(column.key()), cell));
        });
        ArrayNode list = root.putArray("goals");
        for (Goal goal : goals) {
            ObjectNode node = list.addObject();
            node.put("goal", goal.words().strip());
            if (!Double.isNaN(goal.figure())) {
                node.put("figure", goal.figure());
            }
            node.put("most", goal.most());
            node.put("unit", goal.unit().strip());
            node.put("met", goal.met());
        }
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    private static void runs(ArrayNode runs, Cell cell) {
        for (Sample sample : cell.samples()) {
            runs.addObject()
                    .put("wallNanos", sample.wallNanos())
                    .put("cpuNanos", sample.cpuNanos())
                    .put("fuel", Long.toString(sample.fuel()))
                    .put("checksum", sample.checksum());
        }
    }
}
