/** Whether the folder can be visited without a network, said as it is. */

import { createSignal } from "solid-js";
import { isOpen } from "../room/server.js";

export type Offline =
  /** Opened from a folder: there is no network to miss. */
  | "folder"
  /** The address does not allow it: browsers keep sites only over https (or on this computer). */
  | "not-here"
  /** The class server: it keeps nothing for later. */
  | "class"
  | "preparing"
  | "ready"
  /** A newer version waits for the page to be loaded again. */
  | "newer"
  | "failed";

const [offline, setOffline] = createSignal<Offline>("preparing");
export { offline };

let waiting: ServiceWorker | undefined;

/** Keep the whole site at the first visit, and say how far it is. */
export function followOffline(): void {
  if (location.protocol === "file:") {
    setOffline("folder");
    return;
  }
  // A page that was kept would not know when the class is closed.
  if (isOpen || !("serviceWorker" in navigator)) {
    setOffline(isOpen ? "class" : "not-here");
    return;
  }
  navigator.serviceWorker.register("sw.js").then(
    (registration) => {
      const look = (): void => {
        const { installing, active } = registration;
        waiting = registration.waiting ?? undefined;
        installing?.addEventListener("statechange", look);
        if (waiting !== undefined && active !== null) setOffline("newer");
        else if (active !== null) setOffline("ready");
        // What could not be fetched whole is not kept.
        else if (installing === null) setOffline("failed");
      };
      registration.addEventListener("updatefound", look);
      look();
    },
    () => setOffline("failed"),
  );
}

/** Take up the newer version: the pupil's work stays. */
export function takeNewer(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  waiting?.postMessage("take over");
}
