package dev.sluice.django;

import dev.sluice.auth.UserStore;
import dev.sluice.contracts.UserStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class JdbcUserStoreContractTest extends UserStoreContract {

  private final Kind kind;
  private final Site site;

  JdbcUserStoreContractTest(Kind kind, Sites sites) {
    this.kind = kind;
    this.site = sites.migrated(kind);
  }

  @Override
  protected UserStore store() {
    return site.userStore;
  }

  @Override
  protected String create(String username, String encodedPassword, boolean active) {
    var id = site.users.create(NewUser.of(username, "", "anything")).id();
    var former = site.userStore.findById(id).orElseThrow().encodedPassword();
    site.users.replacePassword(id, former, encodedPassword);
    site.users.setActive(id, active);
    return id;
  }

  @Override
  protected boolean comparesNamesExactly() {
    return kind != Kind.MARIADB;
  }

  @AfterEach
  void close() {
    site.close();
  }
}
