package dev.sluice.django;

import dev.sluice.auth.TokenStore;
import dev.sluice.contracts.TokenStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
@ExtendWith(Sites.Resolver.class)
final class DrfTokensContractTest extends TokenStoreContract {

  private final Site site;

  DrfTokensContractTest(Kind kind, Sites sites) {
    this.site = sites.migrated(kind);
  }

  @Override
  protected TokenStore store() {
    return site.tokens;
  }

  @Override
  protected String issue(String username, boolean active) {
    var id = site.users.create(NewUser.of(username, "", "anything")).id();
    site.users.setActive(id, active);
    return site.tokens.of(id).key();
  }

  @Override
  protected void revoke(String token) {
    site.tokens.delete(site.tokens.findUser(token).orElseThrow().id());
  }

  @AfterEach
  void close() {
    site.close();
  }
}
