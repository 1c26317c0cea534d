/**
 * Channel layers: how connections and workers reach each other, alone or in groups.
 *
 * <p>Start with {@link dev.sluice.layers.InMemoryChannelLayer}, whose middleware gives each
 * connection a {@link dev.sluice.layers.Channel}.
 */
@NullMarked
package dev.sluice.layers;

import org.jspecify.annotations.NullMarked;
