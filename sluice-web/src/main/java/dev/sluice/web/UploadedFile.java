package dev.sluice.web;

import java.nio.file.Path;

/**
 * A file that came with a form and was written to disk while it came.
 *
 * @param field the name of the field
 * @param fileName what the client calls it, without folders; do not use it as a path
 * @param contentType what the client says it is, or empty
 * @param path where it is until its {@link Upload} is closed; move it to keep it
 * @param size in bytes
 */
public record UploadedFile(
    String field, String fileName, String contentType, Path path, long size) {}
