/** The page starts here. */

import { render } from "solid-js/web";
// First, so that the sheets of the rooms have the last word.
import "./style.css";
import { followReading } from "../kit/reading.js";
import { followTheme } from "../kit/theme.js";
import { App } from "./App.jsx";
import { forgetAll, keepNow, keptNow, remember } from "./keep/device.js";
import { followDrops } from "./keep/opening.js";
import { followMissions, fromJson, registerErase, toJson } from "./missions/progress.js";
import { followAddress, read } from "./state/address.js";
import { followFilm } from "./state/film.js";
import { followSettings } from "./state/model.js";
import { setSettings } from "./state/settings.js";
import { followShow, rememberShow } from "./state/slow.js";

const root = document.getElementById("app")!;
root.textContent = "";
setSettings(read(location.hash));
render(() => {
  followTheme();
  followReading();
  followSettings();
  followFilm();
  followAddress();
  followMissions();
  followShow();
  followDrops();
  registerErase(() => void forgetAll());
  return <App />;
}, root);
/** The key on the device of what was seen. */
const SEEN = "slow";
rememberShow({
  seen: async () => (await keptNow(SEEN)) === true,
  note: () => void keepNow(SEEN, true),
});
void remember([{ key: "missions", save: toJson, load: fromJson }]);
