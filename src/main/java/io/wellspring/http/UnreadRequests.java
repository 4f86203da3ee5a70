package io.wellspring.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Problem;
import io.wellspring.refusal.ProblemHandler;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.TraceIds;
import java.time.Clock;
import java.util.Date;

/**
 * Gives the answers of the server itself, which has refused a request that it could not read as HTTP and so never came to
 * the application, the form that every refusal has.
 */
final class UnreadRequests extends ChannelOutboundHandlerAdapter {

    private static final int FIRST_REFUSAL = 400;

    private final ProblemHandler problems;
    private final Clock clock;

    UnreadRequests(ProblemHandler problems, Clock clock) {
        this.problems = problems;
        this.clock = clock;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        boolean isBare = message instanceof FullHttpResponse answer
                && answer.status().code() >= FIRST_REFUSAL
                && !answer.content().isReadable()
                && !answer.headers().contains(TraceIds.HEADER);
        context.write(isBare ? told((FullHttpResponse) message) : message, promise);
    }

    private FullHttpResponse told(FullHttpResponse bare) {
        Problem problem = problems.unread(code(bare.status().code()), TraceIds.fresh());
        byte[] body = problems.json(problem);
        DefaultFullHttpResponse told = new DefaultFullHttpResponse(
                bare.protocolVersion(), HttpResponseStatus.valueOf(problem.status()), Unpooled.wrappedBuffer(body));
        told.headers()
                .add(bare.headers())
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(clock.instant())))
                .set(TraceIds.HEADER, problem.traceId());
        ReferenceCountUtil.release(bare);
        return told;
    }

    private static RefusalCode code(int status) {
        return switch (status) {
            case 413 -> GeneralRefusal.BODY_TOO_LARGE;
            case 414 -> HttpRefusal.ADDRESS_TOO_LONG;
            case 431 -> HttpRefusal.HEADERS_TOO_LARGE;
            case 503 -> GeneralRefusal.BUSY;
            default -> status < 500 ? GeneralRefusal.BAD_REQUEST : GeneralRefusal.UNEXPECTED;
        };
    }
}
