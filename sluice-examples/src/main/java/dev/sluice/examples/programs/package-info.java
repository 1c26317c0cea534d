/** The programs of the guide's pages on programs and on migration. */
@NullMarked
package dev.sluice.examples.programs;

import org.jspecify.annotations.NullMarked;
