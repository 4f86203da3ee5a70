package io.wellspring.limit;

import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Some blocks of addresses, as a setting names them. */
record Networks(List<AddressBlock> blocks) {

    /** A start ends with the setting's own sentence where an entry is no address. */
    static Networks of(List<String> entries, MalformedNetwork.Setting setting) {
        return new Networks(entries.stream()
                .map(entry -> AddressBlock.read(entry.strip()).orElseThrow(() -> new MalformedNetwork(setting, entry)))
                .toList());
    }

    boolean contain(@Nullable InetSocketAddress hop) {
        return hop != null
                && hop.getAddress() != null
                && blocks.stream().anyMatch(block -> block.contains(hop.getAddress()));
    }
}
