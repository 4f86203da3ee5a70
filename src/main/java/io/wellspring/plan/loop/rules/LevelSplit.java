package io.wellspring.plan.loop.rules;

/** How the pool of a level is divided among its participants ({@code src/docs/plans/loop.md}). */
public enum LevelSplit {
    EQUAL,
    BY_SHARES
}
