package dev.sluice;

/**
 * One HTTP request. ASGI type {@code http}.
 *
 * @param method in upper case
 */
public record HttpScope(String method, RequestHead head, Attributes attributes)
    implements ConnectionScope {

  @Override
  public <T> HttpScope with(Attribute<T> key, T value) {
    return new HttpScope(method, head, attributes.with(key, value));
  }

  @Override
  public HttpScope withHead(RequestHead changed) {
    return new HttpScope(method, changed, attributes);
  }
}
