/** The demo's page in headless Chromium. */
@NullMarked
package dev.sluice.browser;

import org.jspecify.annotations.NullMarked;
