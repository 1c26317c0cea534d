package dev.sluice.web;

import dev.sluice.Bytes;

/**
 * A file's content.
 *
 * @param validators a strong entity tag: a hash of the content
 */
record Asset(String contentType, Bytes content, Validators validators) {

  static Asset of(String contentType, Bytes content) {
    return new Asset(contentType, content, Validators.of(content.asByteBuffer()));
  }
}
