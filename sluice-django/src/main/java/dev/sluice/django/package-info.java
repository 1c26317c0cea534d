/**
 * Django's tables and formats: whoever uses these stores shares users, tokens and sessions with a
 * Django site. {@link dev.sluice.django.Database} opens the tables, {@link
 * dev.sluice.django.Migrations} makes them.
 */
@NullMarked
package dev.sluice.django;

import org.jspecify.annotations.NullMarked;
