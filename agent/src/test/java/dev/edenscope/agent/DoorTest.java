package dev.edenscope.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DoorTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static Door door(String options) {
        Settings settings = Settings.parse(options);
        return new Door(settings, new InetSocketAddress(settings.bind(), 6060));
    }

    private static Door.Knock knock(String host, String authorization) {
        return new Door.Knock(LOOPBACK, "GET", host, authorization, null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:6060", "LOCALHOST:6060", "127.0.0.1:6060", "[::1]:6060"})
    void theAddressThatIsServedMayBeAskedFor(String host) {
        assertThat(door("").refusal(knock(host, null))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:6060",
                "evil.example",
                "localhost",
                "localhost:6061",
                "127.0.0.1.evil.example:6060",
                "localhost:6060:6060",
                "[::1]",
                "",
                ":6060",
                "10.0.0.1:6060"
            })
    void anotherHostIsRefused(String host) {
        assertThat(door("").refusal(knock(host, null)).status()).isEqualTo(403);
    }

    @Test
    void aMissingHostIsRefused() {
        assertThat(door("").refusal(knock(null, null)).status()).isEqualTo(403);
    }

    @Test
    void onAllAddressesTheOneThatWasReachedMayBeAskedFor() throws UnknownHostException {
        Door door = door("bind=0.0.0.0,open");
        InetAddress reached = InetAddress.getByName("10.1.2.3");
        assertThat(door.refusal(new Door.Knock(reached, "GET", "10.1.2.3:6060", null, null, null)))
                .isNull();
        assertThat(door.refusal(new Door.Knock(reached, "GET", "10.1.2.4:6060", null, null, null))
                        .status())
                .isEqualTo(403);
        String machine = InetAddress.getLocalHost().getHostName();
        assertThat(door.refusal(new Door.Knock(reached, "GET", machine + ":6060", null, null, null)))
                .isNull();
    }

    @Test
    void anotherSitesPageIsRefusedButALinkFromItIsNot() {
        Door door = door("");
        Door.Knock image = new Door.Knock(LOOPBACK, "GET", "localhost:6060", null, "cross-site", "no-cors");
        Door.Knock link = new Door.Knock(LOOPBACK, "GET", "localhost:6060", null, "cross-site", "navigate");
        assertThat(door.refusal(image).status()).isEqualTo(403);
        assertThat(door.refusal(link)).isNull();
    }

    @Test
    void aTokenIsAskedFor() {
        Door door = door("token=s3cret");
        Response refusal = door.refusal(knock("localhost:6060", null));
        assertThat(refusal.status()).isEqualTo(401);
        assertThat(refusal.headers()).containsEntry("WWW-Authenticate", "Bearer realm=\"edenscope\"");
        assertThat(door.refusal(knock("localhost:6060", "Bearer s3cret"))).isNull();
        assertThat(door.refusal(knock("localhost:6060", "bearer  s3cret"))).isNull();
        String password = Base64.getEncoder().encodeToString("any:s3cret".getBytes(StandardCharsets.UTF_8));
        assertThat(door.refusal(knock("localhost:6060", "Basic " + password))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer S3cret", "Bearer s3cre", "s3cret", "Basic s3cret", "Basic %"})
    void anythingButTheTokenIsRefused(String authorization) {
        assertThat(door("token=s3cret")
                        .refusal(knock("localhost:6060", authorization))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void onlyGetAndHeadAreAllowed() {
        Response refusal = door("").refusal(new Door.Knock(LOOPBACK, "POST", "localhost:6060", null, null, null));
        assertThat(refusal.status()).isEqualTo(405);
        assertThat(refusal.headers()).containsEntry("Allow", "GET, HEAD");
    }

    @Test
    void anAddressForOthersNeedsATokenOrOpen() throws UnknownHostException {
        InetAddress all = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> Door.requireSafe(Settings.parse("bind=0.0.0.0"), all))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bind=0.0.0.0")
                .hasMessageContaining("token=SECRET");
        Door.requireSafe(Settings.parse("bind=0.0.0.0,open"), all);
        Door.requireSafe(Settings.parse("bind=0.0.0.0,token=x"), all);
        Door.requireSafe(Settings.parse(""), LOOPBACK);
    }
}
