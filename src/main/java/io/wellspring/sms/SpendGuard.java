package io.wellspring.sms;

import io.wellspring.limit.Window;
import io.wellspring.refusal.RefusalCode;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Bounds what messages cost: a budget for any 24 hours, the last part of it only for those who solved a challenge. */
@Component
public class SpendGuard {

    private static final Duration DAY = Duration.ofDays(1);
    private static final String KEY = "{sms-limits}:budget";

    private final SmsSettings.Budget budget;

    SpendGuard(SmsSettings settings) {
        this.budget = settings.budget();
    }

    /** What no message may exceed: beyond it sending is SMS_UNAVAILABLE to everybody. */
    public Window budget() {
        return new Window(KEY, budget.perDay(), DAY, RefusalCode.SMS_UNAVAILABLE);
    }

    /** Whether the number is in a block that looks pumped, so that only a solved challenge lets it pass. */
    public boolean isSuspicious(String phone) {
        return false;
    }

    /** The part of the budget for which nobody needs to solve a challenge. */
    public Window unchallengedBudget() {
        return new Window(KEY, budget.perDayUnchallenged(), DAY, RefusalCode.CHALLENGE_REQUIRED);
    }
}
