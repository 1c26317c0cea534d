/** What docs/guide/migration.md says to those who come from Channels. */
@NullMarked
package dev.sluice.examples.migration;

import org.jspecify.annotations.NullMarked;
