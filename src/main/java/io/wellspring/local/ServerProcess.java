package io.wellspring.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** A server that a local run has left behind, found by its pid file and known for certain by its command line. */
final class ServerProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ProcessHandle process;

    private ServerProcess(ProcessHandle process) {
        this.process = process;
    }

    /**
     * The server that the pid file names, if it lives. A pid file whose process is something else is deleted, for the
     * number has gone to another program; one that cannot be told apart ends the start.
     *
     * @param program how the name of its executable begins
     * @param argument the argument that ties it to this data folder and no other
     */
    static Optional<ServerProcess> in(Path pidFile, String program, Path argument) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        Optional<ProcessHandle> named = pid(pidFile).flatMap(ProcessHandle::of).filter(ServerProcess::lives);
        if (named.isPresent() && runs(named.get(), program)) {
            return Optional.of(new ServerProcess(certain(named.get(), pidFile, argument)));
        }
        Files.delete(pidFile);
        return Optional.empty();
    }

    /** Asks it to stop and waits. One that does not listen is killed: both servers recover from their logs. */
    void stop(String signal) throws IOException, InterruptedException {
        if (process.supportsNormalTermination()) {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .start()
                    .waitFor();
        }
        if (!ended()) {
            process.destroyForcibly();
            ended();
        }
    }

    private boolean ended() throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (lives(process) && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        return !lives(process);
    }

    /** One that has ended still has its number until its parent takes note, which some containers never do. */
    static boolean lives(ProcessHandle process) {
        Path stat = Path.of("/proc", String.valueOf(process.pid()), "stat");
        try {
            return process.isAlive()
                    && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
        } catch (IOException goneMeanwhile) {
            return process.isAlive();
        }
    }

    private static Optional<Long> pid(Path pidFile) throws IOException {
        try {
            return Files.readString(pidFile)
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .map(Long::valueOf);
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString().startsWith(program))
                .orElse(true);
    }

    private static ProcessHandle certain(ProcessHandle process, Path pidFile, Path argument) {
        boolean ours = process.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(argument.toString()))
                .orElse(false);
        if (!ours) {
            throw new CannotStart("Process " + process.pid() + ", which " + pidFile
                    + " names, may be a server of an earlier run: stop it, or delete that file if it is none.");
        }
        return process;
    }
}
