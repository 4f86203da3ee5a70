/** The manifests: that they say what they mean, and that what they watch is there. */
@NullMarked
package io.wellspring.k8s;

import org.jspecify.annotations.NullMarked;
