/**
 * The plans as other rooms and the public see them: figures, parameters and their versions, history, and who has to
 * hear of a change.
 */
@NullMarked
@NamedInterface("catalogue")
package io.wellspring.plan.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
