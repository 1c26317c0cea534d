/**
 * The token demo: a page that logs in and talks over a WebSocket, as a Channels tutorial has it.
 *
 * <p>Start at {@link dev.sluice.examples.tokenauth.TokenAuth#application}, which is all of the site
 * on one screen.
 */
@NullMarked
package dev.sluice.examples.tokenauth;

import org.jspecify.annotations.NullMarked;
