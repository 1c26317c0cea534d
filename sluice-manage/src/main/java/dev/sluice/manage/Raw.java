package dev.sluice.manage;

import java.util.List;

/** A value as somebody wrote it, before anybody asked what it means. */
sealed interface Raw {

  /** One value: a text, a number, true or false. */
  record Text(String text) implements Raw {}

  /** A list, which only a file can write as such. */
  record Items(List<String> items) implements Raw {

    public Items {
      items = List.copyOf(items);
    }
  }

  /** Returns the value as one text, a list's items joined by commas. */
  default String display() {
    return switch (this) {
      case Text text -> text.text();
      case Items list -> String.join(",", list.items());
    };
  }
}
