package io.wellspring.auth.challenge;

class NoChallengeTest extends ChallengeContract {

    @Override
    protected Challenge challenge() {
        return new NoChallenge();
    }
}
