package org.manyhands.server.agent;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.ProjectInfo;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.research.StoredFile;
import org.manyhands.server.http.JsonBodies;
import org.manyhands.server.http.MostBytes;
import org.manyhands.server.key.ProjectFacts;

/** The agents' calls. Bodies are taken as bytes, since the signature is over them, and read only when the headers can be those of a host. */
@Path("/api/agent/v1")
@Produces(MediaType.APPLICATION_JSON)
public final class AgentResource {
    private final ProjectFacts facts;
    private final AttachHost attachHost;
    private final SyncHost syncHost;
    private final ReceiveOutput receiveOutput;
    private final Origins origins;
    private final Gate attaching;

    /** @param attaching through which hosts come that attach: each needs a connection to the database for itself */
    public AgentResource(
            ProjectFacts facts,
            AttachHost attachHost,
            SyncHost syncHost,
            ReceiveOutput receiveOutput,
            Origins origins,
            Gate attaching) {
        this.origins = origins;
        this.attaching = attaching;
        this.facts = facts;
        this.attachHost = attachHost;
        this.syncHost = syncHost;
        this.receiveOutput = receiveOutput;
    }

    @GET
    @Path("project")
    public ProjectInfo project() {
        return facts.info();
    }

    @POST
    @Path("attach")
    @Consumes(MediaType.APPLICATION_JSON)
    @MostBytes(MostBytes.SMALL)
    public AttachReply attach(@Context HttpHeaders headers, InputStream content) throws IOException {
        SignedCall call = SignedCall.of(headers);
        byte[] body = content.readAllBytes();
        AttachRequest request = JsonBodies.read(body, AttachRequest.class);
        return attaching.pass(() -> attachHost.attach(call, request, Digests.sha256(body)));
    }

    /** Answers the bytes that are stored, so that a repeated call gets the very same. */
    @POST
    @Path("sync")
    @Consumes(MediaType.APPLICATION_JSON)
    public byte[] sync(@Context HttpHeaders headers, @Context HttpServletRequest request, InputStream content)
            throws IOException {
        HostId host = SignedCall.host(headers);
        SignedCall call = SignedCall.of(headers);
        syncHost.requireKnown(host);
        return syncHost.sync(host, call, content.readAllBytes(), origins.network(request));
    }

    @PUT
    @Path("files/{sha256}")
    @MostBytes(MostBytes.STREAMED)
    @Consumes(MediaType.APPLICATION_OCTET_STREAM)
    public StoredFile upload(@Context HttpHeaders headers, @PathParam("sha256") String sha256, InputStream content)
            throws IOException {
        return receiveOutput.receive(
                SignedCall.host(headers), SignedCall.of(headers), Protocol.UPLOAD_PATH + sha256, sha256, content);
    }
}
