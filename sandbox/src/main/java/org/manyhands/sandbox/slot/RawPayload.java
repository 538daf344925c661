package org.manyhands.sandbox.slot;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.manyhands.sandbox.RawRequest;
import org.manyhands.sandbox.RawRequest.Mount;

/**
 * What {@link FrameType#RUN_RAW} carries.
 *
 * @param request the run
 * @param streaming true to send what the program writes while it runs
 */
record RawPayload(RawRequest request, boolean streaming) {
    void write(DataOutputStream out) throws IOException {
        new RequestPayload(request.run(), streaming).write(out);
        Payloads.writeList(out, request.directories(), (to, mount) -> {
            RequestPayload.writePath(to, mount.host());
            Payloads.writeText(to, mount.guest());
        });
        out.writeBoolean(request.writeBack());
    }

    static RawPayload read(DataInputStream in) throws IOException {
        RequestPayload run = RequestPayload.read(in);
        RawRequest request = new RawRequest(
                run.request(),
                Payloads.readList(in, from -> new Mount(RequestPayload.readPath(from), Payloads.readText(from))),
                in.readBoolean());
        return new RawPayload(request, run.streaming());
    }
}
