/** The chat's rooms, without and with a browser's page. */
@org.jspecify.annotations.NullMarked
package dev.sluice.examples.chat;
