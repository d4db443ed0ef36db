/** What was tried on this page since it opened: the tabs write it, the missions look at it. */

import { createStore } from "solid-js/store";
import { UNTRIED, type Tried } from "./tried.js";

export const [journal, setJournal] = createStore<Tried>({ ...UNTRIED });
