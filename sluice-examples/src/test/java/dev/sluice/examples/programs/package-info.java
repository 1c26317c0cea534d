/** The programs of the guide's pages on programs and on migration, run. */
@NullMarked
package dev.sluice.examples.programs;

import org.jspecify.annotations.NullMarked;
