package app

import wellspring.jvm.models.PlanKind
import wellspring.jvm.models.PlanParameters
import wellspring.jvm.models.Plan

/** What an app does with the client for the JVM and Android: typed figures, typed parameters, kinds that may grow. */
fun price(plan: Plan): String? = plan.figures.price

fun cheaper(): PlanParameters = PlanParameters(redemptionFeeRate = "0.08")

fun title(kind: PlanKind): String =
    when (kind) {
        PlanKind.EQUITY -> "units"
        PlanKind.LOOP -> "dividends"
        PlanKind.RELEASE -> "points"
        else -> "something newer than this app"
    }

/** The same with the multiplatform client. */
fun sales(plan: wellspring.multiplatform.models.Plan): String? = plan.figures.sales
