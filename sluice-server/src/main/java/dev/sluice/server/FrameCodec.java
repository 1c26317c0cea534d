package dev.sluice.server;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;

/** Puts the frames of RFC 6455, section 5, in the place of HTTP. */
final class FrameCodec {

  private FrameCodec() {}

  /** Replaces {@code decoder}; bytes that wait in it are the first of the frames. */
  static void install(Channel channel, RequestDecoder decoder, WebSocketLimits limits) {
    var config =
        WebSocketDecoderConfig.newBuilder()
            .expectMaskedFrames(true)
            .allowMaskMismatch(false)
            .allowExtensions(false)
            .maxFramePayloadLength(limits.maxFrameBytes())
            .closeOnProtocolViolation(false) // WebSocketConnection closes, and tells why
            .withUTF8Validator(false) // MessageAssembler validates whole messages, faster
            .build();
    channel.pipeline().remove(RequestParts.class);
    var name = channel.pipeline().context(decoder).name();
    channel
        .pipeline()
        .addAfter(name, null, new WebSocket13FrameEncoder(false))
        .addAfter(name, null, new WebSocket13FrameDecoder(config))
        .remove(decoder);
  }
}
