/**
 * Whole sites under test: {@link dev.sluice.live.LiveServer} starts the real server for a test, and
 * {@link dev.sluice.live.Logins} makes clients that are logged in, for communicators and for any
 * other client.
 */
@NullMarked
package dev.sluice.live;

import org.jspecify.annotations.NullMarked;
