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

// A sheet for pupils is printed in the form that is chosen here; web/kit/paper.css says what each is.
const sheet = document.querySelector(".fiche");
if (sheet ?? document.querySelector('img[src*="/activite_"]')) {
  const forms = sheet
    ? {
        "": "ordinaire, une page",
        large: "gros caractères, 18 points",
        easy: "facile à lire, 14 points, aérée",
      }
    : { "": "ordinaires, sur A4", large: "gros caractères, sur A3" };
  const label = document.createElement("label");
  label.append(sheet ? "Forme de la feuille" : "Fiches à découper");
  const select = document.createElement("select");
  for (const [value, text] of Object.entries(forms)) select.append(new Option(text, value));
  select.addEventListener("change", () => {
    if (select.value === "") delete document.documentElement.dataset.paper;
    else document.documentElement.dataset.paper = select.value;
  });
  label.append(select);
  const print = document.createElement("button");
  print.type = "button";
  print.append("Imprimer");
  print.addEventListener("click", () => window.print());
  const bar = document.createElement("p");
  bar.className = "paper-form a-ne-pas-imprimer";
  bar.append(label, print);
  document.querySelector("article h1").after(bar);
}
