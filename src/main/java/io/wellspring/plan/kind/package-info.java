/**
 * What a kind of plan has to bring so that the writer can run it: a rulebook for each revision of its rules, and a run
 * for each batch. Deciding a batch of commands stands here too, for writer and replay do it alike.
 */
@NullMarked
package io.wellspring.plan.kind;

import org.jspecify.annotations.NullMarked;
