package io.wellspring.local;

import io.wellspring.auth.challenge.Challenge;
import io.wellspring.auth.challenge.ChallengeContract;

class LocalChallengeTest extends ChallengeContract {

    @Override
    protected Challenge challenge() {
        return new LocalChallenge();
    }
}
