package io.wellspring.api;

import java.util.List;

/** A list that always comes whole, for there are never many. */
public record Whole<T>(List<T> items) {}
