/** See the module description. */
@NullMarked
package dev.sluice.manage;

import org.jspecify.annotations.NullMarked;
