package org.manyhands.sandbox.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.manyhands.sandbox.RawRequest.Mount;
import org.manyhands.sandbox.raw.HostTree;
import picocli.CommandLine.Option;

/** How a plain WASI command is run. */
final class RawOptions {
    /** Most files and directories in all directories of a plain run. */
    static final int MOST_FILES = 100_000;

    private static final int NAMED = 3;

    @Option(
            names = "--raw",
            description = {
                "Run the module as a plain WASI command: not metered, with this machine's clock, with the",
                "directories of --dir instead of /in and /out. For trying programs and conformance suites."
            })
    private boolean raw;

    @Option(
            names = "--dir",
            paramLabel = "HOST[::GUEST]",
            description = {
                "With --raw: a directory that the program finds, as a copy, under the name GUEST",
                "(default: HOST as written); may be given again."
            })
    private List<String> directories = List.of();

    @Option(
            names = "--write-back",
            description = "With --raw: write what the program changed back to the directories when it has ended.")
    private boolean writeBack;

    boolean raw() {
        return raw;
    }

    boolean writeBack() {
        return writeBack;
    }

    void require(Demand demand) {
        demand.that(
                raw || directories.isEmpty(),
                "--dir belongs to --raw; an application finds its files in /in: use --in DIR");
        demand.that(
                raw || !writeBack, "--write-back belongs to --raw; an application leaves files in /out: use --out DIR");
        demand.that(!writeBack || !directories.isEmpty(), "--write-back needs a directory; name one with --dir");
    }

    /** The directories, each of which exists; those that are written back do not lie in one another. */
    List<Mount> mounts(Demand demand) throws IOException {
        List<Mount> mounts = new ArrayList<>();
        Set<String> guests = new HashSet<>();
        List<Path> real = new ArrayList<>();
        for (String text : directories) {
            int colons = text.indexOf("::");
            String host = colons < 0 ? text : text.substring(0, colons);
            String guest = colons < 0 ? text : text.substring(colons + 2);
            demand.that(
                    !host.isEmpty() && !guest.isEmpty(),
                    "--dir " + text + " lacks a name; write --dir HOST or --dir HOST::GUEST");
            Path directory = Path.of(host);
            demand.that(Files.isDirectory(directory), "there is no directory " + host + " for --dir");
            demand.that(guests.add(guest), "two directories of --dir are called " + guest + "; write HOST::GUEST");
            Path resolved = directory.toRealPath();
            for (Path other : real) {
                demand.that(
                        !writeBack || !(resolved.startsWith(other) || other.startsWith(resolved)),
                        "--dir " + host + " and another lie in one another, so both cannot be written back");
            }
            real.add(resolved);
            mounts.add(new Mount(directory, guest));
        }
        return mounts;
    }

    /** Tells a person what the program does not see of its directories. */
    static void tellLeftOut(List<Mount> mounts, PrintStream to) throws IOException {
        for (Mount mount : mounts) {
            List<String> leftOut = HostTree.read(mount.host()).leftOut();
            if (!leftOut.isEmpty()) {
                int named = Math.min(NAMED, leftOut.size());
                to.println("run: the program does not see " + leftOut.size() + " links, special files or odd names in "
                        + mount.host() + ": " + String.join(", ", leftOut.subList(0, named))
                        + (leftOut.size() > named ? ", ..." : ""));
            }
        }
    }
}
