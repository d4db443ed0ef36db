// First thing in the body: the theme that the reader chose, before anything is drawn.
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
