package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A state of a plan, encoded once for all who watch it.
 *
 * @param frame of a stream of server-sent events, never changed
 */
record PlanEvent(long planId, Stamp stamp, byte[] frame) {

    static PlanEvent of(long planId, Stamp stamp, String data) {
        String frame = "event: plan\nid: " + stamp.version() + "\ndata: " + data + "\n\n";
        return new PlanEvent(planId, stamp, frame.getBytes(UTF_8));
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
