package io.wellspring.limit;

/** By what requests are told apart when their pace is counted; each has an allowance of its own in the settings. */
public enum RatedBy {
    MEMBER,
    OPERATOR,
    CLIENT,
    ADDRESS
}
