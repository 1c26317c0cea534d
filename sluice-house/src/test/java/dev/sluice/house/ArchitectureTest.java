package dev.sluice.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may know whom: the map in ARCHITECTURE.md, checked against the compiled classes. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(ArchitectureTest::isNotATest)
          .importPackages("dev.sluice");

  private static final Set<String> MADE_TO_BE_EXTENDED =
      Set.of("dev.sluice.consumers", "dev.sluice.contracts");

  @Test
  void everyModuleIsSeen() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .contains(
            "dev.sluice",
            "dev.sluice.web",
            "dev.sluice.layers",
            "dev.sluice.consumers",
            "dev.sluice.sessions",
            "dev.sluice.auth",
            "dev.sluice.jwt",
            "dev.sluice.django",
            "dev.sluice.redis",
            "dev.sluice.server",
            "dev.sluice.testing",
            "dev.sluice.contracts",
            "dev.sluice.live",
            "dev.sluice.manage",
            "dev.sluice.examples.tokenauth");
  }

  @Test
  void dependenciesPointAtTheContract() {
    layers()
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("web")
        .mayOnlyAccessLayers("core")
        .whereLayer("layers")
        .mayOnlyAccessLayers("core")
        .whereLayer("consumers")
        .mayOnlyAccessLayers("core", "web", "layers")
        .whereLayer("sessions")
        .mayOnlyAccessLayers("core", "web")
        .whereLayer("auth")
        .mayOnlyAccessLayers("core", "web", "sessions")
        .whereLayer("jwt")
        .mayOnlyAccessLayers("core", "web", "auth")
        .whereLayer("django")
        .mayOnlyAccessLayers("core", "sessions", "auth")
        .whereLayer("redis")
        .mayOnlyAccessLayers("core", "sessions", "layers")
        .whereLayer("server")
        .mayOnlyAccessLayers("core")
        .whereLayer("testing")
        .mayOnlyAccessLayers("core")
        .whereLayer("manage")
        .mayOnlyAccessLayers(
            "core",
            "web",
            "layers",
            "consumers",
            "sessions",
            "auth",
            "jwt",
            "django",
            "redis",
            "server")
        .whereLayer("live")
        .mayOnlyAccessLayers("core", "web", "sessions", "auth", "server", "testing")
        .whereLayer("contracts")
        .mayOnlyAccessLayers("core", "sessions", "auth", "layers", "testing")
        .whereLayer("examples")
        .mayNotBeAccessedByAnyLayer()
        .check(CLASSES);
  }

  @Test
  void noPackagesGoRoundInCircles() {
    slices().matching("dev.sluice.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty..,dev.sluice.server",
    "java.sql..,dev.sluice.django",
    "org.sqlite..,dev.sluice.django",
    "org.bouncycastle..,dev.sluice.django",
    "org.apache.commons.codec..,dev.sluice.django",
    "com.nimbusds..,dev.sluice.jwt",
    "io.lettuce..,dev.sluice.redis",
    "org.msgpack..,dev.sluice.redis",
    "org.postgresql..,dev.sluice.django",
    "org.mariadb..,dev.sluice.django",
    "com.zaxxer.hikari..,dev.sluice.django",
    "picocli..,dev.sluice.manage",
    "tools.jackson.databind..,dev.sluice.web",
    "org.apache.commons.fileupload2..,dev.sluice.web",
    "ch.qos.logback..,dev.sluice.manage"
  })
  void oneForeignLibraryHasOneHome(String library, String home) {
    noClasses()
        .that()
        .resideOutsideOfPackages(home, "dev.sluice.manage", "dev.sluice.vectors")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void theContractKnowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage("dev.sluice")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "dev.sluice")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("dev.sluice")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.util.logging..")
        .check(CLASSES);
  }

  @Test
  void whatIsPublicCannotBeExtendedByAccident() {
    classes()
        .that()
        .resideInAPackage("dev.sluice..")
        .and()
        .arePublic()
        .and()
        .areNotInterfaces()
        .and()
        .areNotRecords()
        .and()
        .areNotEnums()
        .and()
        .areNotAssignableTo(RuntimeException.class)
        .and(DescribedPredicate.not(madeToBeExtended()))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.sluice.manage")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .check(CLASSES);
  }

  @Test
  void noApiReturnsAFuture() {
    classes()
        .that()
        .resideInAPackage("dev.sluice..")
        .and()
        .arePublic()
        .should(new NoPublicFutures())
        .check(CLASSES);
  }

  private static LayeredArchitecture layers() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("dev.sluice")
        .layer("web")
        .definedBy("dev.sluice.web")
        .layer("layers")
        .definedBy("dev.sluice.layers")
        .layer("consumers")
        .definedBy("dev.sluice.consumers")
        .layer("sessions")
        .definedBy("dev.sluice.sessions")
        .layer("auth")
        .definedBy("dev.sluice.auth")
        .layer("jwt")
        .definedBy("dev.sluice.jwt")
        .layer("django")
        .definedBy("dev.sluice.django")
        .layer("redis")
        .definedBy("dev.sluice.redis")
        .layer("server")
        .definedBy("dev.sluice.server")
        .layer("testing")
        .definedBy("dev.sluice.testing")
        .layer("live")
        .definedBy("dev.sluice.live")
        .layer("contracts")
        .definedBy("dev.sluice.contracts")
        .layer("manage")
        .definedBy("dev.sluice.manage")
        .layer("examples")
        .definedBy("dev.sluice.examples..");
  }

  private static DescribedPredicate<JavaClass> madeToBeExtended() {
    return DescribedPredicate.describe(
        "consumers and contracts, which are made to be extended",
        it -> MADE_TO_BE_EXTENDED.contains(it.getPackageName()));
  }

  private static boolean isNotATest(Location location) {
    return !location.contains("test-classes");
  }
}
