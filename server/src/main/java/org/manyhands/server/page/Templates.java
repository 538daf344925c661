package org.manyhands.server.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Map;

/** The templates of {@code src/main/jte}, compiled with the server. They escape whatever stands in them by where it stands. */
final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Assets assets;

    Templates(Assets assets) {
        this.assets = assets;
    }

    Region overview(Overview overview) {
        return region("overview", Map.of("overview", overview));
    }

    Region batches(List<BatchCard> batches, long others) {
        return region("batches", Map.of("batches", batches, "others", Words.number(others), "any", others > 0));
    }

    Region batch(BatchCard batch) {
        return region("batch", Map.of("batch", batch));
    }

    Region answers(List<AnswerCard> answers) {
        return region("answers", Map.of("answers", answers));
    }

    Region hosts(List<HostRow> hosts) {
        return region("hosts", Map.of("hosts", hosts));
    }

    Region processes(List<ProcessRow> processes) {
        return region("processes", Map.of("processes", processes));
    }

    Region start(boolean noHosts, boolean noBatches, String address) {
        return region("start", Map.of("noHosts", noHosts, "noBatches", noBatches, "address", address));
    }

    Region units(UnitGrid grid, Bar legend) {
        return region("units", Map.of("grid", grid, "legend", legend));
    }

    Region failures(List<FailedUnit> failed, long total) {
        return region("failures", Map.of("failed", failed, "total", Words.number(total)));
    }

    String page(LivePage page) {
        return render("page", Map.of("page", page, "assets", assets));
    }

    /** What has changed of a page, for htmx. */
    String changes(LivePage page, List<Region> changed) {
        return render("changes", Map.of("page", page, "changed", changed));
    }

    /** A page that says why there is none. */
    String notice(String heading, String words) {
        return render("notice", Map.of("heading", heading, "words", words, "assets", assets));
    }

    private Region region(String name, Map<String, Object> values) {
        return new Region(name, render("region/" + name, values).strip());
    }

    private String render(String name, Map<String, Object> values) {
        StringOutput out = new StringOutput();
        engine.render(name + ".jte", values, out);
        return out.toString();
    }
}
