package io.wellspring.live;

/** What lies under one stream: whether it takes more, and the way to cut it. */
interface Line {

    /** Of one who reads within this node, and takes everything at once. */
    Line INSIDE = new Line() {
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
