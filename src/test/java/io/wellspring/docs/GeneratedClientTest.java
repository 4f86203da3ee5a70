package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.ApiClient;
import app.ApiException;
import app.ApiResponse;
import app.api.JoiningAndSigningInApi;
import app.api.OperatorsPlansApi;
import app.api.OrdersApi;
import app.api.OwnAccountApi;
import app.api.PlansApi;
import app.api.WalletApi;
import app.model.AssetCode;
import app.model.CodePurpose;
import app.model.HistoryResolution;
import app.model.MemberBalance;
import app.model.NewMember;
import app.model.OrderOutcome;
import app.model.OrderResult;
import app.model.PaidOrderRequest;
import app.model.PlanKind;
import app.model.PlanParameters;
import app.model.PlanRequest;
import app.model.Redemption;
import app.model.RedemptionRequest;
import app.model.RedemptionStatus;
import app.model.RegistrationRequest;
import app.model.SmsCodeRequest;
import app.model.TokenGrant;
import app.model.TokenRequest;
import app.model.TransferPage;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that was generated from the committed description goes through the quick start, as an app would. */
@WellspringTest
class GeneratedClientTest {

    @Autowired
    Platform platform;

    @Autowired
    TestOutbox outbox;

    @LocalServerPort
    int port;

    @Test
    void theQuickStart() throws ApiException {
        String phone = Platform.freshPhone();
        NewMember alice = join(Platform.freshPhone(), null);
        NewMember bob = join(phone, alice.getMember().getReferralCode());
        assertThat(new OwnAccountApi(as(bob.getAccessToken())).getProfile()).isEqualTo(bob.getMember());

        String plan = new OperatorsPlansApi(as(platform.operator()))
                .openPlan(
                        new PlanRequest()
                                .kind(PlanKind.EQUITY)
                                .name("Spring tea")
                                .parameters(new PlanParameters()
                                        .referralGrantRate("0.10")
                                        .referralQuotaMultiple("0.5")),
                        null)
                .getId();
        OrdersApi mall = new OrdersApi(as(mallOf(plan)));
        handsIn(mall, order("A-1", phone, plan), 202, OrderResult.ACCEPTED);
        handsIn(mall, order("A-1", phone, plan), 200, OrderResult.ALREADY_KNOWN);
        platform.planAt(plan, 1);

        WalletApi wallet = new WalletApi(as(bob.getAccessToken()));
        MemberBalance units = wallet.getWallet().getBalances().stream()
                .filter(balance -> balance.getAsset() == AssetCode.EQUITY)
                .findFirst()
                .orElseThrow();
        Redemption sold =
                wallet.redeem("sold-once", new RedemptionRequest().planId(plan).units("1"));
        assertThat(wallet.redeem(
                        "sold-once", new RedemptionRequest().planId(plan).units("1")))
                .isEqualTo(sold);
        assertThat(sold.getStatus()).isEqualTo(RedemptionStatus.DONE);
        assertThat(units.getPlanId()).isEqualTo(plan);
        statementIsRead(wallet);
        assertThat(new PlansApi(as(null)).getPlan(plan).getPosition()).isEqualTo(2);
        assertThat(new PlansApi(as(null))
                        .getPlanHistory(plan, HistoryResolution.MINUTE, null)
                        .getPoints())
                .isNotEmpty();
    }

    @Test
    void aRefusalCarriesItsCode() {
        assertThatThrownBy(() -> new OwnAccountApi(as(null)).getProfile())
                .isInstanceOfSatisfying(ApiException.class, refused -> {
                    assertThat(refused.getCode()).isEqualTo(401);
                    assertThat(refused.getResponseBody()).contains("\"code\":\"unauthenticated\"");
                });
    }

    /** As JSON: an order among lines would be answered 200 whatever became of it. */
    private static void handsIn(OrdersApi mall, PaidOrderRequest order, int status, OrderResult outcome)
            throws ApiException {
        ApiResponse<OrderOutcome> answer = mall.handInOrdersWithHttpInfo(order, null);
        assertThat(answer.getStatusCode()).isEqualTo(status);
        assertThat(answer.getData().getOutcome()).isEqualTo(outcome);
    }

    private static void statementIsRead(WalletApi wallet) throws ApiException {
        TransferPage first = wallet.listTransfers(null, null, null, 1);
        TransferPage second = wallet.listTransfers(null, null, first.getNextCursor(), 1);
        assertThat(first.getItems()).hasSize(1).doesNotContainAnyElementsOf(second.getItems());
    }

    private NewMember join(String phone, @Nullable String invitation) throws ApiException {
        JoiningAndSigningInApi api = new JoiningAndSigningInApi(as(null));
        api.askForCode(new SmsCodeRequest().phone(phone).purpose(CodePurpose.REGISTER));
        return api.join(new RegistrationRequest()
                .phone(phone)
                .code(outbox.codeFor(phone))
                .referralCode(invitation)
                .device("a generated client"));
    }

    private String mallOf(String plan) throws ApiException {
        Platform.Mall mall = platform.mall("1000000.00", plan);
        return new JoiningAndSigningInApi(as(null))
                .signIn(new TokenRequest()
                        .grant(TokenGrant.CLIENT_CREDENTIALS)
                        .clientId(mall.id())
                        .clientSecret(mall.secret()))
                .getAccessToken();
    }

    private static PaidOrderRequest order(String id, String phone, String plan) {
        return new PaidOrderRequest()
                .orderId(id)
                .phone(phone)
                .planIds(List.of(plan))
                .amount("1000.00")
                .paidAt(OffsetDateTime.parse(Platform.PAID_AT));
    }

    private ApiClient as(@Nullable String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri("http://127.0.0.1:" + port);
        if (token != null) {
            client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        }
        return client;
    }
}
