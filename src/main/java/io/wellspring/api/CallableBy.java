package io.wellspring.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Who may make the calls of a controller, or one of them: what stands at a method counts alone. A call that declares nobody
 * is denied to all.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface CallableBy {

    /** One of them is enough. */
    Caller[] value();
}
