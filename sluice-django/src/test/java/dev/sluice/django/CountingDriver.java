package dev.sluice.django;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A driver that counts what goes through it to another. */
final class CountingDriver implements Driver {

  private final Driver driver;
  private final AtomicLong executed = new AtomicLong();
  private final AtomicLong prepared = new AtomicLong();

  CountingDriver(Driver driver) {
    this.driver = driver;
  }

  long executed() {
    return executed.get();
  }

  long prepared() {
    return prepared.get();
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    return watched(Connection.class, driver.connect(url, info));
  }

  private <T> T watched(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> watch(target, method, arguments)));
  }

  private @Nullable Object watch(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getName().startsWith("execute")) {
      executed.incrementAndGet();
    }
    if (method.getName().equals("prepareStatement")) {
      prepared.incrementAndGet();
    }
    try {
      return switch (method.invoke(target, arguments)) {
        case PreparedStatement statement -> watched(PreparedStatement.class, statement);
        case Statement statement -> watched(Statement.class, statement);
        case null -> null;
        case Object other -> other;
      };
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return driver.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }
}
