/** Golden data: what real Django and Channels answer, and the way to read it in a test. */
@NullMarked
package dev.sluice.vectors;

import org.jspecify.annotations.NullMarked;
