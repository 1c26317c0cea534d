package dev.sluice;

/** Something that happened on a connection of a protocol that Sluice does not know. */
public non-sealed interface ExtensionEvent extends Event {}
