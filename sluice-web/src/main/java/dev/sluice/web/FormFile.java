package dev.sluice.web;

import dev.sluice.Bytes;

/**
 * A file that came with a form.
 *
 * @param field the name of the field
 * @param fileName what the client calls it, without folders; do not use it as a path
 * @param contentType what the client says it is, or empty
 * @param content the whole file
 */
public record FormFile(String field, String fileName, String contentType, Bytes content) {}
