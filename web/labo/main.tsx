/** The page starts here. */

import { render } from "solid-js/web";
import "./style.css";
import { followAddress, read } from "./state/address.js";
import { App } from "./App.jsx";
import { followSettings } from "./state/model.js";
import { forgetAll, remember } from "./keep/device.js";
import { followMissions, fromJson, registerErase, toJson } from "./missions/progress.js";
import { followTheme } from "../kit/theme.js";
import { setSettings } from "./state/settings.js";

const root = document.getElementById("app")!;
root.textContent = "";
setSettings(read(location.hash));
render(() => {
  followTheme();
  followSettings();
  followAddress();
  followMissions();
  registerErase(() => void forgetAll());
  return <App />;
}, root);
void remember([{ key: "missions", save: toJson, load: fromJson }]);
