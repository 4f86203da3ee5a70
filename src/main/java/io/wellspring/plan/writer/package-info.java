/**
 * The writer of plans: takes a plan's lock, decides its pending commands in batches with the rules of its kind, and
 * writes all that follows in one transaction. No other room of plans
 * uses it.
 */
@NullMarked
package io.wellspring.plan.writer;

import org.jspecify.annotations.NullMarked;
