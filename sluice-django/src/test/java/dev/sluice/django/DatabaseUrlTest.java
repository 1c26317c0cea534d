package dev.sluice.django;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.django.DatabaseUrl.Product;
import dev.sluice.django.DatabaseUrl.Server;
import dev.sluice.django.DatabaseUrl.Sqlite;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "sqlite:///db.sqlite3, db.sqlite3, sqlite:///db.sqlite3",
    "SQLite:///data/site.db, data/site.db, sqlite:///data/site.db",
    "sqlite:////srv/site.db, /srv/site.db, sqlite:////srv/site.db",
    "sqlite:///my%20site.db, my site.db, sqlite:///my site.db",
    "sqlite:///a+b.db, a+b.db, sqlite:///a+b.db",
    "sqlite://:memory:, :memory:, sqlite://:memory:",
    "sqlite:///:memory:, :memory:, sqlite://:memory:",
    "sqlite://, :memory:, sqlite://:memory:"
  })
  void sqliteUrlsNameAFile(String text, String file, String printed) {
    assertThat(DatabaseUrl.parse(text)).isEqualTo(new Sqlite(file)).hasToString(printed);
  }

  @Test
  void serverUrlsAreTakenApartAndDecoded() {
    assertThat(DatabaseUrl.parse("postgres://al%40ice:p%2Fw%3A+@db.example.com:6543/my%20site"))
        .isEqualTo(
            new Server(
                Product.POSTGRESQL,
                "al@ice",
                "p/w:+",
                "db.example.com",
                6543,
                "my site",
                Map.of()));
    assertThat(DatabaseUrl.parse("postgresql://[::1]/site?sslmode=require"))
        .isEqualTo(
            new Server(
                Product.POSTGRESQL, "", "", "[::1]", 5432, "site", Map.of("sslmode", "require")));
    assertThat(DatabaseUrl.parse("mysql://root@/site"))
        .isEqualTo(new Server(Product.MYSQL, "root", "", "localhost", 3306, "site", Map.of()));
  }

  @Test
  void aPasswordIsNotPrinted() {
    assertThat(DatabaseUrl.parse("postgresql://alice:hush@db/site?password=hush"))
        .hasToString("postgresql://alice:***@db:5432/site?password");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oracle://alice:hush@db/site",
        "alice:hush",
        "postgresql://alice:hush@db",
        "postgresql://alice:hush@db:hash/site",
        "postgresql://alice:hush@db:99999/site",
        "postgresql://alice:hush%@db/site",
        "sqlite://site.db",
        "sqlite:///",
        "sqlite:///site.db?mode=ro",
        ""
      })
  void whatIsNoDatabaseUrlIsRefusedWithoutThePassword(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(DatabaseUrlException.class)
        .hasMessageContaining("expected:")
        .hasMessageNotContaining("hush");
  }

  @Test
  void anUnknownSchemeIsNamedTogetherWithTheKnownOnes() {
    assertThatThrownBy(() -> DatabaseUrl.parse("oracle://db/site"))
        .hasMessageContaining("\"oracle\"")
        .hasMessageContaining("sqlite, postgresql, postgres, mysql or mariadb");
  }
}
