/** Tests of the command line, each through {@link dev.sluice.manage.Manage#run}. */
@NullMarked
package dev.sluice.manage;

import org.jspecify.annotations.NullMarked;
