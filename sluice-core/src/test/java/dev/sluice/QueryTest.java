package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.vectors.Vectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

final class QueryTest {

  static List<Vectors.Case> cases() {
    return Vectors.of("query");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsWhatDjangosQueryDictReads(Vectors.Case it) {
    var query = new Query(it.text("text"));

    var read =
        query.parameters().stream()
            .collect(
                Collectors.groupingBy(
                    Query.Parameter::name,
                    LinkedHashMap::new,
                    Collectors.mapping(Query.Parameter::value, Collectors.toList())));

    assertThat(read).isEqualTo(lists(it.at("query_dict")));
  }

  @Test
  void canLoseAParameter() {
    var query = new Query("a=1&tok%65n=secret&b&token=x");

    assertThat(query.without("token").raw()).isEqualTo("a=1&b");
  }

  @Test
  void doesNotPrintItsContent() {
    assertThat(new Query("token=secret").toString()).doesNotContain("secret");
  }

  private static Map<String, List<String>> lists(JsonNode node) {
    return node.properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().valueStream().map(JsonNode::asString).toList()));
  }
}
