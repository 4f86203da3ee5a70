package io.wellspring.api;

import java.util.List;

/** Patterns of addresses that anybody may read although no call of ours serves them, such as pages of the description. */
public record OpenAddresses(List<String> patterns) {}
