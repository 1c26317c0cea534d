package dev.sluice.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What docs/style.md says of files, methods and comments, read from the sources themselves. */
final class SourcesTest {

  private static final int MOST_LINES_OF_A_FILE = 300;
  private static final int MOST_LINES_OF_A_METHOD = 45;
  private static final List<Path> SOURCES = Repository.files(".java");

  @Test
  void noFileIsLong() {
    assertThat(SOURCES)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            file ->
                assertThat(Repository.read(file).lines().count())
                    .as(Repository.name(file))
                    .isLessThanOrEqualTo(MOST_LINES_OF_A_FILE));
  }

  @Test
  void nothingIsLeftForLater() {
    var unfinished = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    assertThat(SOURCES)
        .allSatisfy(
            file ->
                assertThat(unfinished.matcher(Repository.read(file)).find())
                    .as(Repository.name(file))
                    .isFalse());
  }

  @Test
  void noTestSleepsOrIsSwitchedOff() {
    var excuse = Pattern.compile("Thread\\.sle" + "ep\\(|@Disa" + "bled");
    assertThat(SOURCES)
        .allSatisfy(
            file ->
                assertThat(excuse.matcher(Repository.read(file)).find())
                    .as(Repository.name(file))
                    .isFalse());
  }

  @Test
  void whatIsPublicIsDocumentedAndNoMethodIsLong() throws IOException {
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK is needed");
    var problems = new ArrayList<String>();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(SOURCES));
      var docs = DocTrees.instance(task);
      for (var unit : task.parse()) {
        new Reader(unit, docs, problems).scan(unit, null);
      }
    }
    assertThat(problems).isEmpty();
  }

  /** Looks at each type and method of one file. */
  private static final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final DocTrees docs;
    private final List<String> problems;
    private final boolean isTest;

    Reader(CompilationUnitTree unit, DocTrees docs, List<String> problems) {
      this.unit = unit;
      this.docs = docs;
      this.problems = problems;
      this.isTest = unit.getSourceFile().getName().contains("/src/test/");
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      if (isApi(getCurrentPath()) && comment() == null && !type.getSimpleName().isEmpty()) {
        problems.add(where() + " " + type.getSimpleName() + " has no comment");
      }
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      var lines = lines(method);
      if (lines > MOST_LINES_OF_A_METHOD) {
        problems.add(where() + " " + method.getName() + " has " + lines + " lines");
      }
      if (isApi(getCurrentPath()) && !isObvious(method) && comment() == null) {
        problems.add(where() + " " + method.getName() + " has no comment");
      }
      return super.visitMethod(method, null);
    }

    private boolean isObvious(MethodTree method) {
      return method.getModifiers().getAnnotations().stream()
              .anyMatch(it -> it.getAnnotationType().toString().equals("Override"))
          || docs.getSourcePositions().getEndPosition(unit, method) < 0
          || isCompactConstructor(method);
    }

    private boolean isCompactConstructor(MethodTree method) {
      return method.getReturnType() == null
          && isKind(getCurrentPath().getParentPath(), Tree.Kind.RECORD);
    }

    /** Whether users of the library can reach it: public or protected, and so is all around it. */
    private boolean isApi(TreePath path) {
      if (isTest) {
        return false;
      }
      for (TreePath at = path; at != null; at = at.getParentPath()) {
        if (at.getLeaf() instanceof ClassTree type && !isOpen(type.getModifiers(), at)) {
          return false;
        }
        if (at.getLeaf() instanceof MethodTree method && !isOpen(method.getModifiers(), at)) {
          return false;
        }
        if (at.getLeaf() instanceof NewClassTree) {
          return false;
        }
      }
      return true;
    }

    private static boolean isOpen(ModifiersTree modifiers, TreePath path) {
      var parent = path.getParentPath();
      return modifiers.getFlags().contains(Modifier.PUBLIC)
          || modifiers.getFlags().contains(Modifier.PROTECTED)
          || (parent != null
              && isKind(parent, Tree.Kind.INTERFACE)
              && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    /** Records and interfaces are told from classes by their kind only. */
    private static boolean isKind(TreePath path, Tree.Kind kind) {
      return path.getLeaf().getKind() == kind;
    }

    private @Nullable DocCommentTree comment() {
      return docs.getDocCommentTree(getCurrentPath());
    }

    private long lines(Tree tree) {
      var positions = docs.getSourcePositions();
      var end = positions.getEndPosition(unit, tree);
      return end < 0
          ? 0
          : unit.getLineMap().getLineNumber(end)
              - unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree))
              + 1;
    }

    private String where() {
      return Repository.name(Path.of(unit.getSourceFile().getName()));
    }
  }
}
