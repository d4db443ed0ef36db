/** Runs in the page: this device has seen the first training slowly, so that the next one goes at its pace. */
export function seenSlowly(): Promise<void> {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("premier-llm-labo");
    opening.onupgradeneeded = () => opening.result.createObjectStore("page");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const change = opening.result.transaction("page", "readwrite");
      change.objectStore("page").put(true, "slow");
      change.oncomplete = () => {
        opening.result.close();
        done();
      };
      change.onerror = () => failed(change.error);
    };
  });
}
