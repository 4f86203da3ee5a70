package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * A state of a plan, encoded once for all who watch it.
 *
 * @param frame of a stream of server-sent events, never changed
 */
record PlanEvent(long planId, Stamp stamp, byte[] frame) {

    private static final String PLAN = "event: plan\nid: ";
    private static final String DATA = "\ndata: ";

    static PlanEvent of(long planId, Stamp stamp, String data) {
        String frame = PLAN + stamp.version() + DATA + data + "\n\n";
        return new PlanEvent(planId, stamp, frame.getBytes(UTF_8));
    }

    /** The data of a plan's frame, as JSON; null for a frame of another sort. */
    static @Nullable String dataOf(byte[] frame) {
        String text = new String(frame, UTF_8);
        return text.startsWith(PLAN) ? text.substring(text.indexOf(DATA) + DATA.length(), text.length() - 2) : null;
    }

    String frameText() {
        return new String(frame, UTF_8);
    }

    /**
     * Reads an event as it is published: the stamp, the plan, and the frame on the lines after.
     *
     * @throws RuntimeException where the message is not an event's
     */
    static PlanEvent parse(String message) {
        int end = message.indexOf('\n');
        return new PlanEvent(
                Long.parseLong(message.substring(Stamp.TEXT_LENGTH, end)),
                Stamp.parse(message.substring(0, Stamp.TEXT_LENGTH)),
                message.substring(end + 1).getBytes(UTF_8));
    }
}
