package io.wellspring.live;

/** The connection that a stream is written to: whether it takes more now, and how to close it. Back-pressure by frame. */
interface Connection {

    /** Of a reader within this node, who takes everything at once and has no socket. */
    Connection INSIDE = new Connection() {
        @Override
        public boolean isFree() {
            return true;
        }

        @Override
        public void whenFree(Runnable deed) {}

        @Override
        public void cut() {}
    };

    /** Whether all that was written has left. */
    boolean isFree();

    /** What to do each time it becomes free. */
    void whenFree(Runnable deed);

    /** Ends it at once, and gives up what has not left. */
    void cut();
}
