package org.manyhands.assimilator.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.manyhands.assimilator.output.AnswerRefusedException;
import org.manyhands.assimilator.output.UnitOutputs;

/** Puts all parts of an answer together. The same results give the same bytes under the same names. */
public final class AnswerBuilder {
    /** As the database keeps them. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_HEADLINE = 800;

    private final List<Assembler> assemblers;

    public AnswerBuilder(List<Assembler> assemblers) {
        this.assemblers = List.copyOf(assemblers);
    }

    /**
     * Assembles; files are in the workspace.
     *
     * @throws AnswerRefusedException when one of the parts cannot be put together
     */
    public DraftAnswer build(UnitOutputs units, Workspace workspace) throws AnswerRefusedException, IOException {
        List<Part> parts = new ArrayList<>();
        List<DraftFile> files = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Assembler assembler : assemblers) {
            Part part = assembler.assemble(units, workspace);
            parts.add(part);
            for (DraftFile file : part.files()) {
                files.add(new DraftFile(free(file.name(), names), file.content(), file.mediaType()));
            }
        }
        return new DraftAnswer(headline(parts), files);
    }

    /** The last one that leads; without one, all of them. */
    private static String headline(List<Part> parts) {
        String all = parts.stream()
                .filter(part -> !part.leading())
                .map(Part::headline)
                .filter(headline -> !headline.isEmpty())
                .collect(Collectors.joining("; "));
        String chosen = parts.stream()
                .filter(part -> part.leading() && !part.headline().isEmpty())
                .map(Part::headline)
                .reduce((earlier, later) -> later)
                .orElse(all);
        String plain = chosen.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST_HEADLINE ? plain : plain.substring(0, LONGEST_HEADLINE - 1) + "…";
    }

    /** The name itself, or with a number before its end when an earlier part has taken it: {@code table-2.csv}. */
    private static String free(String name, Set<String> taken) throws AnswerRefusedException {
        int end = name.lastIndexOf('.') > name.lastIndexOf('/') + 1 ? name.lastIndexOf('.') : name.length();
        String candidate = name;
        for (int number = 2; !taken.add(candidate); number++) {
            candidate = name.substring(0, end) + "-" + number + name.substring(end);
        }
        if (candidate.length() > LONGEST_NAME) {
            throw new AnswerRefusedException("a file of the answer is named '" + candidate.substring(0, 80) + "…': "
                    + candidate.length() + " characters, and " + LONGEST_NAME + " are allowed; choose shorter names");
        }
        return candidate;
    }
}
