package dev.sluice;

/** Something that happened on a connection. */
public sealed interface Event
    permits HttpEvent, WebSocketEvent, ChannelEvent, LifespanEvent, ExtensionEvent {}
