package org.manyhands.researcher.submit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.manyhands.protocol.research.AccountView;
import org.manyhands.researcher.CommandException;
import org.manyhands.researcher.api.ProjectClient;
import org.manyhands.researcher.text.Console;
import org.manyhands.researcher.text.Sizes;

/** Sends the files that the project does not hold yet. */
final class Uploader {
    private record Missing(Path file, String sha256, long bytes) {}

    private final ProjectClient project;
    private final Console console;

    Uploader(ProjectClient project, Console console) {
        this.project = project;
        this.console = console;
    }

    void send(LocalDigests digests) throws IOException, CommandException {
        List<Missing> missing = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map.Entry<Path, String> entry : digests.all()) {
            if (seen.add(entry.getValue()) && !project.holds(entry.getValue())) {
                missing.add(new Missing(entry.getKey(), entry.getValue(), Files.size(entry.getKey())));
            }
        }
        long bytes = missing.stream().mapToLong(Missing::bytes).sum();
        if (!missing.isEmpty()) {
            checkQuota(bytes);
        }
        for (int i = 0; i < missing.size(); i++) {
            Missing next = missing.get(i);
            console.note("uploading " + (i + 1) + " of " + missing.size() + ": "
                    + next.file().getFileName() + ", " + Sizes.words(next.bytes()));
            project.upload(next.file(), next.sha256());
        }
        int held = seen.size() - missing.size();
        if (held > 0) {
            console.note(
                    held + " of " + seen.size() + (seen.size() == 1 ? " file is" : " files are") + " there already");
        }
    }

    /** Found out before gigabytes travel; the project checks again. */
    private void checkQuota(long bytes) throws IOException, CommandException {
        AccountView account = project.account();
        long free = account.quotaBytes() - account.storedBytes();
        if (account.quotaBytes() > 0 && bytes > free) {
            throw CommandException.failed(
                    "the files to upload have " + Sizes.words(bytes) + ", and the quota of account '"
                            + account.name() + "' has " + Sizes.words(Math.max(0, free)) + " left of "
                            + Sizes.words(account.quotaBytes())
                            + "; nothing was uploaded: make the dataset smaller, or ask the project's administrator for more");
        }
    }
}
