package dev.sluice;

/** A scope that began with the head of an HTTP request. */
public sealed interface ConnectionScope extends Scope permits HttpScope, WebSocketScope {

  /** What the client sent before any body or frame. */
  RequestHead head();

  @Override
  <T> ConnectionScope with(Attribute<T> key, T value);

  /** Returns a scope with another head. */
  ConnectionScope withHead(RequestHead head);

  @Override
  default String id() {
    return head().id();
  }

  /** The path asked for, percent-decoded as UTF-8. */
  default String path() {
    return head().path();
  }

  /** The header fields. */
  default Headers headers() {
    return head().headers();
  }

  /** The part of the URL after the question mark. */
  default Query query() {
    return head().query();
  }
}
