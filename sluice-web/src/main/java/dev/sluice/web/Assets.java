package dev.sluice.web;

import dev.sluice.Bytes;
import dev.sluice.DenyException;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of a folder on the class path, as a view for a route that ends in {@code <path:file>}.
 * Safe for use by many threads.
 *
 * <p>Only files with the extensions of web pages are served, never one whose name begins with a
 * dot. Each is read once and kept in memory. Clients ask each time whether it has changed, and are
 * told by an entity tag (RFC 9110, section 8.8.3) over its content. {@link StaticFiles} is for
 * large files, and for a folder of the file system.
 */
public final class Assets implements View {

  private final Class<?> anchor;
  private final String folder;
  private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

  private Assets(Class<?> anchor, String folder) {
    this.anchor = anchor;
    this.folder = folder;
  }

  /**
   * Returns the files below a folder.
   *
   * @param anchor a class of the program that brings the files
   * @param folder relative to the anchor's package, or with a slash first to the class path's root
   */
  public static Assets of(Class<?> anchor, String folder) {
    return new Assets(anchor, folder);
  }

  /** Answers with the file that the route's parameter {@code file} names, or with 404. */
  @Override
  public Response respond(Request request) throws Exception {
    return file(PathParams.of(request.scope()).string("file")).respond(request);
  }

  /** Returns a view of one of the files, such as {@code index.html} for a site's front page. */
  public View file(String name) {
    return new MethodView().get(request -> response(request, get(name)));
  }

  private static Response response(Request request, Asset asset) {
    var content = asset.content();
    var head =
        FileHead.of(
            request.scope(), asset.validators(), content.size(), asset.contentType(), "no-cache");
    return new Response(head.status(), head.headers(), head.part().of(content));
  }

  private Asset get(String name) throws IOException {
    var known = Optional.ofNullable(loaded.get(name));
    if (known.isPresent()) {
      return known.get();
    }
    var asset = load(name).orElseThrow(() -> new DenyException(404, "Not Found"));
    loaded.put(name, asset);
    return asset;
  }

  private Optional<Asset> load(String name) throws IOException {
    var contentType = ContentTypes.ofPage(name);
    if (contentType.isEmpty() || !isPlain(name)) {
      return Optional.empty();
    }
    var url = anchor.getResource(folder + "/" + name);
    if (url == null || isFolder(url)) {
      return Optional.empty();
    }
    try (var stream = url.openStream()) {
      return Optional.of(Asset.of(contentType.get(), Bytes.copyOf(stream.readAllBytes())));
    }
  }

  /** Tells whether a resource is a folder, whose content would be a list of names. */
  private static boolean isFolder(URL url) throws IOException {
    return url.getProtocol().equals("file")
        ? Files.isDirectory(Path.of(URI.create(url.toString())))
        : url.openConnection() instanceof JarURLConnection jar && jar.getJarEntry().isDirectory();
  }

  /** Tells whether every step of a name leads to a file or folder below, and to no hidden one. */
  private static boolean isPlain(String name) {
    return Arrays.stream(name.split("/", -1))
            .noneMatch(step -> step.isEmpty() || step.startsWith("."))
        && name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\' && c != ':' && c != '%');
  }
}
