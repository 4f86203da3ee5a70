package io.wellspring.ledger;

import io.wellspring.value.Asset;

/** What a holder has of one asset, in its smallest unit, never negative. */
public record Balance(Asset asset, long amount) {}
