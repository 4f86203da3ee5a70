package io.wellspring.api;

import java.util.List;

/** Types that are sent without being the answer of a call, for the description to know them. */
public record Described(List<Class<?>> types) {}
