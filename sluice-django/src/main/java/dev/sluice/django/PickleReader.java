package dev.sluice.django;

import dev.sluice.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one pickle of plain data: what Python's {@code pickle.dumps} makes, with protocols 0 to 5,
 * of dict with str keys, list, tuple, str, bytes, int, float, bool and None. Every other opcode is
 * refused, so nothing is ever imported, called or built from a name.
 */
final class PickleReader {

  static final int MOST_BYTES = 4 << 20;

  private static final int NEWEST_PROTOCOL = 5;
  private static final Object MARK = new Object();

  private final PickleSource source;
  private final PickleScalars scalars;
  private final List<@Nullable Object> stack = new ArrayList<>();
  private final Map<Integer, @Nullable Object> memo = new HashMap<>();

  private PickleReader(Bytes pickle) {
    this.source = new PickleSource(pickle);
    this.scalars = new PickleScalars(source);
  }

  /** Returns the value in a pickle; tuples are lists. */
  static @Nullable Object read(Bytes pickle) {
    if (pickle.size() > MOST_BYTES) {
      throw new PickleException("more", MOST_BYTES, "at most so many bytes");
    }
    return new PickleReader(pickle).read();
  }

  private @Nullable Object read() {
    for (var opcode = source.unsigned1(); opcode != '.'; opcode = source.unsigned1()) {
      if (!isAboutThePickle(opcode) && !isMemo(opcode) && !isContainer(opcode)) {
        stack.add(scalars.value(opcode));
      }
    }
    var value = pop();
    if (!stack.isEmpty()) {
      throw source.failure("more than one value", "one");
    }
    PickleLimits.check(value, source);
    return value;
  }

  private boolean isAboutThePickle(int opcode) {
    switch (opcode) {
      case 0x80 -> requireProtocol(source.unsigned1());
      case 0x95 -> source.unsigned8();
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean isMemo(int opcode) {
    switch (opcode) {
      case 'p' -> memo.put(number(source.line()), top());
      case 'q' -> memo.put(source.unsigned1(), top());
      case 'r' -> memo.put(source.unsigned4(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'g' -> recall(number(source.line()));
      case 'h' -> recall(source.unsigned1());
      case 'j' -> recall(source.unsigned4());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean isContainer(int opcode) {
    switch (opcode) {
      case '(' -> stack.add(MARK);
      case ']', ')' -> stack.add(new ArrayList<@Nullable Object>());
      case '}' -> stack.add(new LinkedHashMap<String, @Nullable Object>());
      case 'l', 't' -> stack.add(popToMark());
      case 0x85, 0x86, 0x87 -> stack.add(pop(opcode - 0x84));
      case 'd' -> stack.add(dict(popToMark()));
      case 'a' -> addAll(pop(1));
      case 'e' -> addAll(popToMark());
      case 's' -> putAll(pop(2));
      case 'u' -> putAll(popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private Map<String, @Nullable Object> dict(List<@Nullable Object> pairs) {
    var map = new LinkedHashMap<String, @Nullable Object>();
    putAll(map, pairs);
    return map;
  }

  private void addAll(List<@Nullable Object> items) {
    if (!(top() instanceof List<?> found)) {
      throw source.failure("items without a list", "a list before them");
    }
    @SuppressWarnings("unchecked") // only lists made here are on the stack
    var list = (List<@Nullable Object>) found;
    list.addAll(items);
  }

  private void putAll(List<@Nullable Object> pairs) {
    if (!(top() instanceof Map<?, ?> found)) {
      throw source.failure("keys and values without a dict", "a dict before them");
    }
    @SuppressWarnings("unchecked") // only maps made here are on the stack
    var map = (Map<String, @Nullable Object>) found;
    putAll(map, pairs);
  }

  private void putAll(Map<String, @Nullable Object> map, List<@Nullable Object> pairs) {
    if (pairs.size() % 2 != 0) {
      throw source.failure("a key without a value", "pairs");
    }
    for (var i = 0; i < pairs.size(); i += 2) {
      if (!(pairs.get(i) instanceof String key)) {
        throw source.failure("a key that is no str", "str keys");
      }
      map.put(key, pairs.get(i + 1));
    }
  }

  private @Nullable Object top() {
    if (stack.isEmpty() || stack.getLast() == MARK) {
      throw source.failure("nothing where a value is needed", "a value");
    }
    return stack.getLast();
  }

  private @Nullable Object pop() {
    var value = top();
    stack.removeLast();
    return value;
  }

  private List<@Nullable Object> pop(int count) {
    var values = new ArrayList<@Nullable Object>();
    for (var i = 0; i < count; i++) {
      values.addFirst(pop());
    }
    return values;
  }

  private List<@Nullable Object> popToMark() {
    var mark = stack.lastIndexOf(MARK);
    if (mark < 0) {
      throw source.failure("the end of items", "their beginning before");
    }
    var items = stack.subList(mark + 1, stack.size());
    var values = new ArrayList<@Nullable Object>(items);
    items.clear();
    stack.removeLast();
    return values;
  }

  private void recall(int number) {
    if (!memo.containsKey(number)) {
      throw source.failure("what nobody remembers", "what was said before");
    }
    stack.add(memo.get(number));
  }

  private int number(String line) {
    if (!line.matches("[0-9]{1,9}")) {
      throw source.failure("a number that is none", "at most 9 digits");
    }
    return Integer.parseInt(line);
  }

  private void requireProtocol(int protocol) {
    if (protocol > NEWEST_PROTOCOL) {
      throw source.failure("protocol " + protocol, "at most " + NEWEST_PROTOCOL);
    }
  }
}
