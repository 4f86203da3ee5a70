package io.wellspring.order;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts the pieces of one body, as they arrive, into lines. Holds no more than one unfinished line. */
final class LineCutter {

    private final int maxLineBytes;
    private final long maxBodyBytes;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
    private long bytes;
    private long lines;
    private boolean tooLong;

    LineCutter(int maxLineBytes, long maxBodyBytes) {
        this.maxLineBytes = maxLineBytes;
        this.maxBodyBytes = maxBodyBytes;
    }

    /** A line without its end, numbered from 1. */
    record Line(long number, byte[] bytes) {}

    /**
     * The lines that end in this piece.
     *
     * @throws Refusal on the call after the one in which the body or a line grew too long, so that no line before is lost
     */
    List<Line> cut(byte[] piece) {
        refuseIfTooLong();
        tooLong = (bytes += piece.length) > maxBodyBytes;
        List<Line> ended = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < piece.length && !tooLong; at++) {
            if (piece[at] == '\n') {
                add(piece, start, at - start);
                start = at + 1;
                endInto(ended);
            }
        }
        add(piece, start, piece.length - start);
        return ended;
    }

    /** What is left when the body has ended without an end of line. */
    List<Line> rest() {
        refuseIfTooLong();
        return unfinished.size() == 0 ? List.of() : List.of(end());
    }

    private void add(byte[] piece, int from, int length) {
        tooLong |= unfinished.size() + length > maxLineBytes;
        if (!tooLong) {
            unfinished.write(piece, from, length);
        }
    }

    private void endInto(List<Line> ended) {
        if (!tooLong) {
            Line line = end();
            if (line.bytes().length > 0) {
                ended.add(line);
            }
        }
    }

    private Line end() {
        byte[] line = unfinished.toByteArray();
        unfinished.reset();
        boolean withReturn = line.length > 0 && line[line.length - 1] == '\r';
        return new Line(++lines, withReturn ? Arrays.copyOf(line, line.length - 1) : line);
    }

    private void refuseIfTooLong() {
        if (tooLong) {
            throw Refusal.of(GeneralRefusal.BODY_TOO_LARGE);
        }
    }
}
