package org.manyhands.server.research;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.trust.HostLives;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.Standing;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.research.TrustView;
import org.manyhands.server.testing.RunningServer;

class TrustResourceTest {
    @RegisterExtension
    final RunningServer server = new RunningServer();

    @Test
    void administratorsSeeWhatIsAssumedOfHostsAndWhatWasMeasured() {
        AppVersionRow version = server.world().appVersion(server.world().account());
        List<HostTrust> trusts = new ArrayList<>();
        for (int at = 0; at < HostLives.LEAST_GONE; at++) {
            trusts.add(new HostTrust(
                    server.world().host(server.world().account()).id(),
                    version.applicationId(),
                    new Standing(100, 0, 0, false),
                    0,
                    0));
        }
        server.database().runInTransaction(tx -> server.database().trust().save(tx, trusts, List.of()));

        TrustView now = server.get("/api/v1/trust", server.administrator()).as(TrustView.class);
        server.clock().forward(Duration.ofDays(31));
        TrustView later = server.get("/api/v1/trust", server.administrator()).as(TrustView.class);

        assertThat(now)
                .isEqualTo(new TrustView(
                        0.1, 1e-7, 4_000, 0, List.of(new TrustView.Measured(version.application(), 20, 0, 0, 0))));
        assertThat(later.applications())
                .containsExactly(new TrustView.Measured(version.application(), 20, 20, 100, 100));
    }

    @Test
    void nobodyElseDoes() {
        server.get("/api/v1/trust", null).refused(ErrorCode.NOT_SIGNED_IN, "token");
    }
}
