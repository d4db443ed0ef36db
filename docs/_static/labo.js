// What Sphinx's and the theme's scripts lack. Loaded after doctools.js, before translations.js.

// doctools.js makes a function out of text, which a strict Content-Security-Policy refuses.
Documentation.addTranslations = ({ messages, locale }) => {
  Object.assign(Documentation.TRANSLATIONS, messages);
  Documentation.PLURAL_EXPR = (n) => (n < 2 ? 0 : n % 1_000_000 === 0 ? 1 : 2); // French
  Documentation.LOCALE = locale;
};

// From file:// a browser refuses to fetch the pages that the search wants to quote.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// What scrolls sideways scrolls with the keyboard too.
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const wide of document.querySelectorAll("pre, .table-wrapper")) widths.observe(wide);

// On narrow screens menus open by the labels of hidden check boxes: buttons, for the keyboard.
for (const icon of document.querySelectorAll("label > .icon")) {
  const box = icon.parentElement.control;
  const tell = () => (icon.ariaExpanded = String(box.checked));
  icon.role = "button";
  icon.tabIndex = 0;
  icon.ariaLabel = box.ariaLabel;
  icon.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    box.click();
  });
  box.addEventListener("change", tell);
  tell();
}
