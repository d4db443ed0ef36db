/** States of the page that missions give as examples; none of them is in the page itself. */

import { UNTRIED, type Tried } from "../state/tried.js";
import type { Facts } from "./facts.js";

const LINES = { chance: 3.3, singles: 2.9, pairs: 1.7, triples: 0.6, floor: 0.34 };
const HIDDEN = { chance: 3.3, singles: 2.9, pairs: 2.4, triples: 2.3, floor: 0.2 };

/** Marked as pure where it is called, so that a build can leave out what nobody uses. */
const changed = (from: Tried | Facts, by: Partial<Facts>): Facts => ({ ...from, ...by }) as Facts;

export const UNTRAINED: Facts = /* @__PURE__ */ changed(UNTRIED, {
  kind: "names",
  step: 0,
  cycle: 250,
  running: false,
  exploded: false,
  loss: 3.6,
  heldOutLoss: null,
  lines: LINES,
  heldOutLines: undefined,
  trainNames: 20,
  heldOutNames: 0,
  stage: "hasard",
  agreements: undefined,
  originalities: { copies: 0, near: 0, new: 100, different: 100 },
  temperature: 1,
  learningRate: 0.03,
  parameters: 2832,
  seed: 1,
  setup: "a",
  list: { id: "pokemon", names: 20, refused: 0, folded: 0 },
  favourites: 0,
});
export const TRAINED: Facts = /* @__PURE__ */ changed(UNTRAINED, {
  step: 100,
  loss: 1.2,
  stage: "a appris",
});
/** By hand, before its pause. */
export const STOPPED: Facts = /* @__PURE__ */ changed(TRAINED, { paused: 100 });
export const RECITING: Facts = /* @__PURE__ */ changed(UNTRAINED, {
  step: 250,
  loss: 0.341,
  stage: "récite",
  originalities: { copies: 100, near: 0, new: 0, different: 20 },
});
export const EARLIER: Facts = /* @__PURE__ */ changed(TRAINED, {
  step: 18,
  originalities: { copies: 30, near: 15, new: 55, different: 90 },
});
export const EXAM: Facts = /* @__PURE__ */ changed(TRAINED, {
  heldOutNames: 60,
  heldOutLines: HIDDEN,
  heldOutLoss: 2.3,
});
/** Stories, for a while. */
export const TELLING: Facts = /* @__PURE__ */ changed(TRAINED, {
  kind: "stories",
  agreements: 0.8,
  heldOutNames: 2000,
  heldOutLines: HIDDEN,
  heldOutLoss: 0.6,
  list: { id: "histoires", names: 20000, refused: 0, folded: 0 },
});
/** A text of one's own that it knows by heart. */
export const BY_HEART: Facts = /* @__PURE__ */ changed(RECITING, {
  kind: "text",
  recited: 30,
  list: { id: "own", names: 5, refused: 0, folded: 0 },
});
