/** What the tests of all rooms share: real servers, the whole application, and a client that calls it. */
@NullMarked
package io.wellspring.testing;

import org.jspecify.annotations.NullMarked;
