package io.wellspring.order;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts the pieces of one body, as they arrive, into lines. Holds no more than one unfinished line. */
final class LineCutter {

    private final int maxLineBytes;
    private final long maxBodyBytes;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long bytes;
    private long lines;

    LineCutter(int maxLineBytes, long maxBodyBytes) {
        this.maxLineBytes = maxLineBytes;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** A line without its end, numbered from 1. */
    record Line(long number, byte[] bytes) {}

    /** The lines that end in this piece. Where the body or a line is too long, what ended before comes first. */
    List<Line> cut(byte[] piece) {
        refuseIf((bytes += piece.length) > maxBodyBytes);
        List<Line> ended = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < piece.length; at++) {
            if (piece[at] == '\n') {
                add(piece, start, at - start);
                ended.add(end());
                start = at + 1;
            }
        }
        add(piece, start, piece.length - start);
        return ended;
    }

    /** What is left when the body has ended without an end of line. */
    List<Line> rest() {
        return unfinished.size() == 0 ? List.of() : List.of(end());
    }

    private void add(byte[] piece, int from, int length) {
        refuseIf(unfinished.size() + length > maxLineBytes);
        unfinished.write(piece, from, length);
    }

    private Line end() {
        byte[] line = unfinished.toByteArray();
        unfinished.reset();
        boolean withReturn = line.length > 0 && line[line.length - 1] == '\r';
        return new Line(++lines, withReturn ? java.util.Arrays.copyOf(line, line.length - 1) : line);
    }

    private static void refuseIf(boolean tooLong) {
        if (tooLong) {
            throw Refusal.of(RefusalCode.BODY_TOO_LARGE);
        }
    }
}
