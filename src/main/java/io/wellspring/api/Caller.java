package io.wellspring.api;

/** Who makes a call, as its token says; anybody needs none. */
public enum Caller {
    ANYBODY,
    MEMBER,
    OPERATOR,
    MALL
}
