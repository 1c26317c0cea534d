/** How fast things are, beside what others do in the same run. */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
