/** An application beside ours, outside of its packages, so that neither finds the other. */
@NullMarked
package bare;

import org.jspecify.annotations.NullMarked;
