package org.manyhands.bench.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Three programs that mean harm: each is refused or stopped, in words. */
final class HostileProof {
    private final Stage stage;
    private final Shell shell;
    private final Findings findings;

    HostileProof(Stage stage, Shell shell, Findings findings) {
        this.stage = stage;
        this.shell = shell;
        this.findings = findings;
    }

    void all() throws IOException, InterruptedException {
        Path folder = stage.work("hostile");
        Path module = Files.copy(stage.application("hostile").resolve("socket.wasm"), folder.resolve("socket.wasm"));
        Path batch = folder.resolve("batch.yaml");
        Files.writeString(batch, """
                name: socket
                application: %s
                answer: concat
                """.formatted(module.getFileName()));
        Shell.Said socket = shell.run("submit", batch.toString(), "--yes");
        findings.check(
                socket.exitCode() != 0 && socket.text().contains("imports"),
                "a module that wants to open a socket is refused at upload");

        Path secret = Files.writeString(folder.resolve("secret.txt"), "what only this computer's owner may read\n");
        Shell.Said file = shell.run(
                "run", stage.application("hostile").resolve("readfile.wasm").toString(), "--", secret.toString());
        findings.check(
                !file.text().contains("what only this computer's owner may read")
                        && !file.text().contains("root:"),
                "a module that wants to read this computer's files finds none");

        Shell.Said endless = shell.run(
                "run",
                "--fuel",
                "100000000",
                stage.application("hostile").resolve("endless.wasm").toString());
        findings.check(endless.exitCode() == 124, "a module that never ends is stopped by its limit of fuel");
    }
}
