package dev.sluice.manage;

import java.util.Map;

/**
 * What a command itself says about configuration.
 *
 * @param weakest what holds unless anybody says otherwise
 * @param strongest what holds whatever anybody says
 */
record Overrides(Map<String, Given> weakest, Map<String, Given> strongest) {

  static final Overrides NONE = new Overrides(Map.of(), Map.of());

  Overrides {
    weakest = Map.copyOf(weakest);
    strongest = Map.copyOf(strongest);
  }
}
