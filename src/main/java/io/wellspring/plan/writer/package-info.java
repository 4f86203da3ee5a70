/**
 * The writer of plans: takes a plan's lock, decides its pending commands in batches with the rules of its kind, and
 * writes all that follows in one transaction. The highest room of plans.
 */
@NullMarked
@NamedInterface("writer")
package io.wellspring.plan.writer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
