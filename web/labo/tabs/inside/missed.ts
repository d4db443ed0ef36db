/** How much a part is missed: by the error and, in stories, by what no longer agrees. No DOM, no Solid. */

export type Missed = "much" | "some" | "little" | "none" | "better";

/** From the error's rise, and the fall of the share of agreements held. */
export function missed(rise: number, fall = 0): Missed {
  if (rise > 1) return "much";
  if (rise > 0.2 || fall > 0.1) return "some";
  if (rise > 0.02 || fall > 0.05) return "little";
  return rise > -0.02 ? "none" : "better";
}
