/** All missions: each is a file of `list/`, found by being there. */

import { missionsOf, type Rule } from "./mission.js";
import { recordOf } from "./record.js";

export const MISSIONS = missionsOf(
  import.meta.glob<Rule>("./list/*.ts", { eager: true, import: "mission" }),
);

export const { missionOf, current, following, fromText } = recordOf(MISSIONS);
