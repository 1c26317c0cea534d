package dev.sluice.manage;

import dev.sluice.SluiceException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells somebody at a terminal what went wrong, in one line unless they want more. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final GlobalOptions options;

  Errors(GlobalOptions options) {
    this.options = options;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    var err = line.getErr();
    err.println("sluice: " + text(failure));
    if (options.isVerbose()) {
      failure.printStackTrace(err);
    }
    return line.getCommandSpec().exitCodeOnExecutionException();
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    var line = failure.getCommandLine();
    var name = line.getCommandSpec().qualifiedName();
    line.getErr().println("sluice: %s (see %s --help)".formatted(failure.getMessage(), name));
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }

  private String text(Exception failure) {
    if (failure instanceof SluiceException) {
      return String.valueOf(failure.getMessage());
    }
    return "unexpected %s%s".formatted(failure, options.isVerbose() ? "" : " (-v shows where)");
  }
}
