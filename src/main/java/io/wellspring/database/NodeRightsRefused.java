package io.wellspring.database;

/** Carries the sentence about the role of the nodes that keeps the application from starting. */
final class NodeRightsRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NodeRightsRefused(String sentence) {
        super(sentence, null, false, false);
    }
}
