/** The rules of the house, as tests. */
@NullMarked
package dev.sluice.house;

import org.jspecify.annotations.NullMarked;
