package dev.sluice;

/** Something to be done on a connection of a protocol that Sluice does not know. */
public non-sealed interface ExtensionCommand extends Command {}
