package io.wellspring.bench;

import io.wellspring.testing.Platform;
import java.util.Random;

/** Paid orders of a mall's many members, the same ones for the same seed. */
final class PaidOrders {

    static final long FIRST_MEMBER = 10_001;

    private static final int DEAREST_FEN = 500_00;

    private final long[] members;
    private final int[] fen;
    private final String name;

    private PaidOrders(String name, long[] members, int[] fen) {
        this.name = name;
        this.members = members;
        this.fen = fen;
    }

    /** @param name begins every order's id */
    static PaidOrders of(String name, int count, long seed, int members) {
        Random random = new Random(seed);
        long[] buyers = new long[count];
        int[] amounts = new int[count];
        for (int n = 0; n < count; n++) {
            buyers[n] = FIRST_MEMBER + random.nextInt(members);
            amounts[n] = 1_00 + random.nextInt(DEAREST_FEN);
        }
        return new PaidOrders(name, buyers, amounts);
    }

    int count() {
        return members.length;
    }

    long member(int n) {
        return members[n];
    }

    int fen(int n) {
        return fen[n];
    }

    String id(int n) {
        return name + "-" + n;
    }

    /** The orders from one number to before another, one a line. */
    String lines(int from, int to, long plan) {
        StringBuilder lines = new StringBuilder();
        for (int n = from; n < to; n++) {
            lines.append(
                    "{\"orderId\":\"%s\",\"memberId\":\"%d\",\"planIds\":[\"%d\"],\"amount\":\"%d.%02d\",\"paidAt\":\"{paidAt}\"}\n"
                            .replace("{paidAt}", Platform.PAID_AT)
                            .formatted(id(n), members[n], plan, fen[n] / 100, fen[n] % 100));
        }
        return lines.toString();
    }
}
