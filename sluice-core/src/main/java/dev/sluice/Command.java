package dev.sluice;

/** Something that an application asks the server to do. */
public sealed interface Command
    permits HttpCommand, WebSocketCommand, LifespanCommand, ExtensionCommand {}
