package dev.sluice.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pattern found in a path.
 *
 * @param args the groups without a name, if no group has one
 * @param remaining what stands behind the match
 */
record UrlMatch(Map<String, Object> values, List<Optional<String>> args, String remaining) {}
