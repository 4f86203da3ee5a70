package io.wellspring.plan.loop.rules;

/** How the pool of a level is divided among its participants (design, section 5.2). */
public enum LevelSplit {
    EQUAL,
    BY_SHARES
}
