// First thing in the body: the theme and the letters that the reader chose, before anything is drawn.
(() => {
  // Where storage is forbidden, a choice lasts as long as the page; without this, scripts fail.
  try {
    localStorage.getItem("theme");
  } catch {
    const kept = new Map();
    const value = {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, text) => kept.set(key, text),
      removeItem: (key) => kept.delete(key),
    };
    Object.defineProperty(window, "localStorage", { value });
  }
  // web/kit/reading.ts says what is kept, and where one chooses it.
  try {
    const { size, airy } = JSON.parse(localStorage.getItem("premier-llm-lecture") ?? "{}");
    const root = document.documentElement;
    if (size >= 1 && size <= 2) root.style.setProperty("--reading", size);
    if (airy === true) root.dataset.airy = "";
  } catch {
    // Kept by something else.
  }

  const { dataset } = document.body;
  dataset.theme = localStorage.getItem("theme") || "auto";

  // The drawings of premier_llm are told the theme in a notebook's words.
  const tellDrawings = () => {
    if (dataset.theme === "auto") delete dataset.jpThemeLight;
    else dataset.jpThemeLight = String(dataset.theme === "light");
  };
  new MutationObserver(tellDrawings).observe(document.body, { attributeFilter: ["data-theme"] });
  tellDrawings();
})();
