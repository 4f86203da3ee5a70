package io.wellspring.bulk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as COPY reads them in binary: each begun with {@link #row}, then its columns in the table's order. */
public final class Rows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final int NO_FLAGS = 0;
    private static final int NO_EXTENSION = 0;
    private static final int END = -1;
    private static final int NULL = -1;
    private static final byte JSONB_VERSION = 1;
    private static final int EMPTY_ARRAY = 3 * Integer.BYTES;
    private static final int ARRAY = 5 * Integer.BYTES;
    private static final int NO_NULLS = 0;
    private static final int BIGINT = 20;
    private static final int FIRST_PLACE = 1;
    private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private final int columns;
    // On the heap, so that nothing leaks where nobody sends it.
    private final ByteBuf bytes;

    /** @param columns of each row */
    public Rows(int columns, int expectedRows, int expectedBytesPerRow) {
        this.columns = columns;
        this.bytes = Unpooled.buffer(64 + expectedRows * expectedBytesPerRow);
        bytes.writeBytes(SIGNATURE).writeInt(NO_FLAGS).writeInt(NO_EXTENSION);
    }

    public Rows row() {
        bytes.writeShort(columns);
        return this;
    }

    /** A bigint. */
    public Rows number(long value) {
        bytes.writeInt(Long.BYTES).writeLong(value);
        return this;
    }

    /** A bigint that may be missing. */
    public Rows number(@Nullable Long value) {
        return value == null ? nothing() : number(value.longValue());
    }

    /** A bigint[]. */
    public Rows numbers(List<Long> values) {
        boolean empty = values.isEmpty();
        bytes.writeInt(empty ? EMPTY_ARRAY : ARRAY + values.size() * (Integer.BYTES + Long.BYTES));
        bytes.writeInt(empty ? 0 : 1).writeInt(NO_NULLS).writeInt(BIGINT);
        if (!empty) {
            bytes.writeInt(values.size()).writeInt(FIRST_PLACE);
        }
        values.forEach(value -> number(value.longValue()));
        return this;
    }

    public Rows text(String value) {
        bytes.writeInt(ByteBufUtil.utf8Bytes(value));
        bytes.writeCharSequence(value, StandardCharsets.UTF_8);
        return this;
    }

    /** A jsonb, given as text. */
    public Rows json(String value) {
        bytes.writeInt(1 + ByteBufUtil.utf8Bytes(value)).writeByte(JSONB_VERSION);
        bytes.writeCharSequence(value, StandardCharsets.UTF_8);
        return this;
    }

    /** A bytea. */
    public Rows bytes(byte[] value) {
        bytes.writeInt(value.length).writeBytes(value);
        return this;
    }

    public Rows day(LocalDate value) {
        bytes.writeInt(Integer.BYTES).writeInt(Math.toIntExact(value.toEpochDay() - EPOCH_DAY));
        return this;
    }

    /** All that was written; nothing may be added after. */
    ByteBuf ended() {
        return bytes.writeShort(END);
    }

    private Rows nothing() {
        bytes.writeInt(NULL);
        return this;
    }
}
