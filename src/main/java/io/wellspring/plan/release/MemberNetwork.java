package io.wellspring.plan.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.member.NetworkSize;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.release.ReleaseVolumes.Grown;
import io.wellspring.plan.release.rules.Reach;
import io.wellspring.plan.release.rules.Volume;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is below a member, in figures, and what their orders brought. */
public record MemberNetwork(
        @Schema(description = "In all generations, also those who have left", example = "12")
        long members,

        @Schema(description = "How many are in each, the nearest first; the first two", example = "[2, 5]")
        List<Long> generations,

        @Schema(description = "Those that release points and in which the member has a network")
        List<OfPlan> plans) {

    /** What orders below brought to one plan. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "NetworkOfPlan")
    public record OfPlan(
            @Schema(example = "1") String planId,
            @Schema(example = "Spring tea") String planName,

            @Schema(description = "The member's, by the cash of the whole network; absent for none", example = "一星")
            @Nullable
            String star,

            NetworkVolume network,

            @Schema(description = "What each of the first two brought, the nearest first")
            List<NetworkVolume> generations) {

        static OfPlan of(Plan plan, @Nullable String star, Map<Reach, Grown> grown) {
            return new OfPlan(
                    Id.format(plan.id()),
                    plan.name(),
                    star,
                    NetworkVolume.of(grown, Reach.NETWORK),
                    List.of(NetworkVolume.of(grown, Reach.FIRST), NetworkVolume.of(grown, Reach.SECOND)));
        }
    }

    /** On the plan's open day, and in all. */
    public record NetworkVolume(CashAndPoints today, CashAndPoints inAll) {

        static NetworkVolume of(Map<Reach, Grown> grown, Reach reach) {
            Grown found = grown.getOrDefault(reach, Grown.NOTHING);
            return new NetworkVolume(CashAndPoints.of(found.today()), CashAndPoints.of(found.all()));
        }
    }

    /** What orders were paid with. */
    public record CashAndPoints(
            @Schema(example = "3000.00") String cash,
            @Schema(example = "120.00") String points) {

        static CashAndPoints of(Volume volume) {
            return new CashAndPoints(
                    Amount.format(volume.cash(), AssetCode.CNY), Amount.format(volume.points(), AssetCode.POINT));
        }
    }

    static MemberNetwork of(NetworkSize below, List<OfPlan> plans) {
        return new MemberNetwork(below.total(), List.of(below.first(), below.second()), plans);
    }
}
