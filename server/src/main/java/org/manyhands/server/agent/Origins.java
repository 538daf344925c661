package org.manyhands.server.agent;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.config.AddressRange;
import org.manyhands.db.config.SeparationPolicy;
import org.manyhands.db.result.Origin;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.server.dispatch.Recent;
import org.manyhands.server.http.CallerAddress;

/**
 * Where hosts stand among others. A network is kept as a number made of it with a secret of the project, never as an address ({@code
 * docs/matching.md}). Where the project keeps nothing apart, nothing is read. Thread-safe.
 */
public final class Origins {
    private static final String SECRET = "separation.secret";
    private static final int SECRET_BYTES = 32;
    private static final int MOST = 100_000;

    private final Database database;
    private final SeparationPolicy policy;
    private final CallerAddress addresses;
    private final SecureRandom random;
    private final Recent<AddressRange, Long> networks = new Recent<>(MOST);
    private final Recent<AccountId, Long> opened = new Recent<>(MOST);
    private volatile @Nullable SecretKeySpec secret;

    /** @param proxies whose word about where a call comes from is believed */
    public Origins(Database database, SeparationPolicy policy, List<AddressRange> proxies, SecureRandom random) {
        this.database = database;
        this.policy = policy;
        this.addresses = new CallerAddress(proxies);
        this.random = random;
    }

    /** A number that stands for the network that a call comes from; 0 when its host is not kept apart. */
    long network(HttpServletRequest request) {
        return policy.separation().isOn() ? network(addresses.of(request)) : 0;
    }

    private long network(Optional<InetAddress> caller) {
        if (caller.isEmpty()
                || caller.get().isLoopbackAddress()
                || policy.waived().stream().anyMatch(range -> range.contains(caller.get()))) {
            return 0;
        }
        boolean four = caller.get().getAddress().length == 4;
        AddressRange network = AddressRange.around(caller.get(), four ? policy.ipv4Prefix() : policy.ipv6Prefix());
        return networks.get(network).orElseGet(() -> {
            long number = number(network);
            networks.put(network, number);
            return number;
        });
    }

    /** Where a host of that account stands that calls from there. */
    Origin of(long network, AccountId account) {
        if (network == 0) {
            return Origin.ANYWHERE;
        }
        return new Origin(network, policy.cohort().isZero() ? 0 : opened(account));
    }

    private long opened(AccountId account) {
        return opened.get(account).orElseGet(() -> {
            long millis = database.inTransaction(tx -> database.accounts()
                    .byId(tx, account)
                    .map(Account::createdMillis)
                    .orElse(0L));
            opened.put(account, millis);
            return millis;
        });
    }

    private long number(AddressRange network) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret());
            long number = ByteBuffer.wrap(mac.doFinal(network.toString().getBytes(StandardCharsets.US_ASCII)))
                    .getLong();
            return number == 0 ? 1 : number;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256: " + e.getMessage(), e);
        }
    }

    /** Made once for the project: of two servers that try at the same time the second reads what the first wrote. */
    private SecretKeySpec secret() {
        SecretKeySpec known = secret;
        if (known == null) {
            byte[] fresh = new byte[SECRET_BYTES];
            random.nextBytes(fresh);
            String hex = database.inTransaction(tx ->
                    database.settings().putIfAbsent(tx, SECRET, HexFormat.of().formatHex(fresh)));
            known = new SecretKeySpec(HexFormat.of().parseHex(hex), "HmacSHA256");
            secret = known;
        }
        return known;
    }
}
