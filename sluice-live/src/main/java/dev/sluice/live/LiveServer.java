package dev.sluice.live;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Starts the real server, in this process, for the test whose parameter or field this is, and gives
 * it the {@link LiveAddress}. JUnit 6.
 *
 * <p>The application comes from a field, or a method without parameters, of the test class, its
 * superclasses or the classes around it. If that is static, one server serves all tests of the
 * class; if not, each test has its own. It listens on a free port of 127.0.0.1, and is closed
 * behind its last test. Whatever the application's lifespan throws, before the first test or behind
 * the last, fails them.
 */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(LiveServerExtension.class)
public @interface LiveServer {

  /** The name of the field or method that has the {@link dev.sluice.Application}. */
  String value() default "application";

  /**
   * The name of a field or method that has a {@link dev.sluice.server.ServerConfig}, whose address
   * is passed over; empty for the server's defaults.
   */
  String config() default "";
}
