package io.workgrid.hazelcast.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import com.hazelcast.config.JavaSerializationFilterConfig;
import io.workgrid.api.BadInputException;
import io.workgrid.api.NodeOptions;
import io.workgrid.hazelcast.wire.WireVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberConfigTest {
    private static Config of(NodeOptions options) {
        return MemberConfig.of(options, 3, Neighbours.of(options), new Sight(0), WireVersion.NOW);
    }

    @Test
    void whatWeDoNotUseIsOff() {
        Config config = of(Ports.alone());
        assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled())
                .isFalse();
        assertThat(config.getNetworkConfig().getJoin().isAutoDetectionEnabled()).isFalse();
        assertThat(config.getJetConfig().isEnabled()).isFalse();
        assertThat(config.getMetricsConfig().isEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().isScriptingEnabled()).isFalse();
        assertThat(config.getManagementCenterConfig().getTrustedInterfaces()).containsExactly("255.255.255.255");
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
    }

    /** Seen in {@code KilledNodesChaosTest}: a reader took a block for gone that was written while its partition moved. */
    @Test
    void nothingIsReadFromAPartitionThatMoves() {
        assertThat(of(Ports.alone()).getProperty("hazelcast.partition.migration.stale.read.disabled"))
                .isEqualTo("true");
    }

    @Test
    void everyMapOfTheGridIsGuarded() {
        assertThat(of(Ports.alone()).getMapConfigs().values())
                .filteredOn(map -> map.getName().startsWith("workgrid"))
                .isNotEmpty()
                .allMatch(map -> MemberConfig.QUORUM.equals(map.getSplitBrainProtectionName()));
    }

    @Test
    void onlyListedClassesArriveAsJavaObjects() {
        JavaSerializationFilterConfig filter =
                of(Ports.alone()).getSerializationConfig().getJavaSerializationFilterConfig();
        assertThat(filter.isDefaultsDisabled()).isTrue();
        assertThat(filter.getWhitelist().isListed("java.lang.IllegalStateException"))
                .isTrue();
        assertThat(filter.getWhitelist().isListed("java.io.File")).isFalse();
        assertThat(filter.getWhitelist().isListed("org.example.Gadget")).isFalse();
        assertThat(filter.getBlacklist().isListed("java.lang.invoke.SerializedLambda"))
                .isTrue();
    }

    @Test
    void everyAddressOfANameIsJoined() {
        List<String> found = Neighbours.of(
                        Ports.alone().withJoin(List.of("127.0.0.1", "127.0.0.2:7", "nowhere.invalid")))
                .list()
                .getMembers();
        assertThat(found).containsExactly("127.0.0.1:5701", "127.0.0.2:7");
    }

    @Test
    void discoveryIsADnsName() {
        NodeOptions from = Ports.alone();
        assertThat(Neighbours.of(Ports.discovering(from, "dns:localhost"))
                        .list()
                        .getMembers())
                .contains("127.0.0.1:" + from.port());
        assertThatThrownBy(() -> Neighbours.of(Ports.discovering(from, "zk://x")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("dns:NAME");
    }
}
