/** A real Django site with Channels and this library, side by side on one database. */
@NullMarked
package dev.sluice.interop;

import org.jspecify.annotations.NullMarked;
