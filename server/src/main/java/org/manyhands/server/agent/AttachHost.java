package org.manyhands.server.agent;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.AttachReply;
import org.manyhands.protocol.agent.AttachRequest;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.Protocol;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.server.account.OpenAccount;
import org.manyhands.server.key.ProjectFacts;

/** Makes a host known. Sent again with the same key it answers the same host, without the account's token. */
public final class AttachHost {
    private final Database database;
    private final ProjectFacts facts;
    private final OpenAccount openAccount;

    public AttachHost(Database database, ProjectFacts facts, OpenAccount openAccount) {
        this.database = database;
        this.facts = facts;
        this.openAccount = openAccount;
    }

    AttachReply attach(SignedCall call, AttachRequest request, String bodySha256) {
        HostFactsCheck.requireVersion(request.protocolVersion());
        if (request.hostKey() == null) {
            throw HostFactsCheck.malformed("hostKey", "the host's public key");
        }
        if (call.sequence() != 0) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_REQUEST, "attach has sequence number " + call.sequence() + "; it must be 0");
        }
        call.verify(request.hostKey(), facts.keys().projectId(), Protocol.ATTACH_PATH, bodySha256);
        HostFacts cleaned = HostFactsCheck.cleaned(request.facts());
        String name = HostFactsCheck.cut(request.hostName(), 120);
        if (name.isEmpty()) {
            throw HostFactsCheck.malformed("hostName", "a name to show");
        }
        return database.inTransaction(tx -> database.hosts()
                .byKey(tx, request.hostKey().hex())
                .map(known -> reply(known, owner(tx, known), null))
                .orElseGet(() -> create(tx, request, name, cleaned)));
    }

    private AttachReply create(Tx tx, AttachRequest request, String name, HostFacts cleaned) {
        if (request.accountToken() != null) {
            Account account = database.accounts()
                    .byToken(tx, Digests.sha256(request.accountToken().strip()))
                    .orElseThrow(() -> new RefusedException(
                            ErrorCode.NOT_SIGNED_IN,
                            "the account token is not known in this project; look at the one that sign-up or the first"
                                    + " attach has shown"));
            return reply(create(tx, account, request, name, cleaned), account, null);
        }
        if (request.accountName() == null) {
            throw HostFactsCheck.malformed(
                    "accountName", "a name for the new account, or 'accountToken' of an account");
        }
        OpenAccount.Opened opened = openAccount.open(tx, request.accountName(), request.joinKey());
        return reply(create(tx, opened.account(), request, name, cleaned), opened.account(), opened.token());
    }

    private Host create(Tx tx, Account account, AttachRequest request, String name, HostFacts cleaned) {
        return database.hosts().create(tx, account.id(), name, request.hostKey().hex(), cleaned);
    }

    private Account owner(Tx tx, Host host) {
        Optional<Account> account = database.accounts().byId(tx, host.accountId());
        return account.orElseThrow(() -> new IllegalStateException(
                "host " + host.id() + " names account " + host.accountId() + ", which is gone"));
    }

    private AttachReply reply(Host host, Account account, @Nullable String token) {
        return new AttachReply(host.id(), account.id(), account.name(), token, host.sequence() + 1, facts.info());
    }
}
