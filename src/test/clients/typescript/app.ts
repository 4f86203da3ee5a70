import { PlanKind, PlanParameters, Plan } from "wellspring";

/** What an app does with the client: typed figures, typed parameters, kinds that may grow. */
export const price = (plan: Plan): string | undefined => plan.figures.price;

export const cheaper: PlanParameters = { redemptionFeeRate: "0.08" };

export function title(kind: PlanKind): string {
  switch (kind) {
    case PlanKind.Equity:
      return "units";
    case PlanKind.Loop:
      return "dividends";
    case PlanKind.Release:
      return "points";
    default:
      return "something newer than this app";
  }
}
