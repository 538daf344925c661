package org.manyhands.assimilator.table;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.assimilator.build.Assembler;
import org.manyhands.assimilator.build.DraftFile;
import org.manyhands.assimilator.build.MediaTypes;
import org.manyhands.assimilator.build.Part;
import org.manyhands.assimilator.build.Workspace;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutputs;
import org.manyhands.assimilator.plot.PlotSvg;
import org.manyhands.protocol.research.BatchSpec;

/**
 * Joins the CSV rows of all work units below one header, finds the best row, and plots two columns.
 *
 * @param file the file of {@code /out} with the rows; null for standard output
 * @param best the column whose largest number is the best row, or null
 * @param plot what to plot, or null
 */
public record TableAssembler(
        @Nullable String file, @Nullable String best, BatchSpec.@Nullable Plot plot) implements Assembler {
    private static final String TABLE = "table.csv";
    private static final String PLOT = "plot.svg";

    @Override
    public Part assemble(UnitOutputs units, Workspace workspace) throws AnswerRefusedException, IOException {
        Path path = workspace.file();
        JoinedTable table;
        try (Writer out = Files.newBufferedWriter(path)) {
            table = new JoinedTable(this, out);
            units.forEach(table::add);
        }
        List<DraftFile> files = new ArrayList<>();
        files.add(new DraftFile(TABLE, path, MediaTypes.of(TABLE)));
        if (table.plotted() != null) {
            Path svg = workspace.file();
            Files.writeString(svg, PlotSvg.of(table.plotted()));
            files.add(new DraftFile(PLOT, svg, MediaTypes.of(PLOT)));
        }
        return new Part(table.headline(), false, files);
    }
}
