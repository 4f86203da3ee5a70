package io.wellspring.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;

/** The connection of a client. The system holds little for one that does not read, and this node holds one frame. */
final class NettyConnection extends ChannelInboundHandlerAdapter implements Connection {

    private static final WriteBufferWaterMark ONE_FRAME = new WriteBufferWaterMark(1, 1);

    private final Channel channel;
    private volatile Runnable deed = () -> {};

    private NettyConnection(Channel channel) {
        this.channel = channel;
    }

    /** @param sendBuffer bytes that the system may hold */
    static NettyConnection over(Channel channel, int sendBuffer) {
        NettyConnection line = new NettyConnection(channel);
        try {
            channel.config().setOption(ChannelOption.SO_SNDBUF, sendBuffer);
            channel.config().setWriteBufferWaterMark(ONE_FRAME);
            channel.pipeline().addFirst(line);
        } catch (ChannelException gone) {
            channel.close();
        }
        return line;
    }

    @Override
    public boolean isFree() {
        return channel.isWritable();
    }

    @Override
    public void whenFree(Runnable then) {
        deed = then;
    }

    @Override
    public void cut() {
        channel.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (isFree()) {
            deed.run();
        }
        context.fireChannelWritabilityChanged();
    }
}
