"""The documentation site: ``python -m sphinx -b html docs OUT``.

What can be computed is: a line ``<!-- calculé : name argument -->`` in a page is replaced by what
the function of that name in ``_ext/computed.py`` writes. Nothing is fetched, nothing is written
outside OUT, and the same sources give the same bytes.

For who writes pages, in ``enseignants/`` above all:

- ``impression: une-page`` between two ``---`` at the top of a page prints it on one A4 page, small;
  ``impression: une-page fiche`` says that pupils read it: larger forms of it can be chosen too;
- ``<div class="saut-de-page"></div>``, alone between two blank lines, starts a new page on paper;
- ``:::{container} a-ne-pas-imprimer`` … ``:::`` holds what paper does not need;
- ``[texte](page.md#titre-en-minuscules)`` links to a heading, ``glossaire.md#LLM`` to a word.
"""

import gettext
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "docs/_ext"), str(ROOT / "course"), str(ROOT / "src")]

# The command's texts are French once and for all when click reads them, at import.
from premier_llm.i18n import CATALOGUES, DOMAIN, speak  # noqa: E402

if gettext.find(DOMAIN, CATALOGUES, ["fr"]) is None:
    raise SystemExit("docs: the French catalogue is not compiled: pip install -e . first")
speak("fr")

from premier_llm import __version__  # noqa: E402

project = "Mon premier LLM"
author = "Les auteurs de Mon premier LLM"
version = release = __version__
language = "fr"
smartquotes = False  # it would make a dash of --help; the texts have their own typography

extensions = ["myst_parser", "sphinx.ext.autodoc", "computed"]
exclude_patterns = ["_*"]
templates_path = ["_templates"]

# Markdown

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
myst_heading_slug_func = "anchors.anchor"

# Reference

autodoc_mock_imports = ["torch"]  # the documentation is built without it, alike where it is there
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"
add_module_names = False
nitpicky = True
nitpick_ignore_regex = [
    ("py:.*", r"(?!premier_llm\.).*"),  # others' names: no page of ours
    ("py:class", r"premier_llm\..*\.(T|Item|Draw|Command)"),  # any type
]

# Page


def labo_colours(theme: str) -> dict[str, str]:
    """Le Labo's own colours: its sheet is the one place that names them."""
    sheet = (ROOT / "web/kit/base.css").read_text("utf-8")
    (block,) = re.findall(rf"^\s*{re.escape(theme)} \{{(.*?)\}}", sheet, re.M | re.S)
    return {f"labo-{name}": value for name, value in re.findall(r"--([\w-]+): (#\w+);", block)}


html_theme = "furo"
html_title = project
html_favicon = "_static/icon.svg"
html_show_sphinx = False  # said by our page.html, in French
html_static_path = ["_static", "../web/kit/paper.css"]
html_css_files = ["labo.css", "paper.css"]
html_js_files = [("labo.js", {"priority": 400})]  # between doctools.js and translations.js
html_sidebars = {
    "**": [
        "sidebar/brand.html",
        "home.html",
        "sidebar/search.html",
        "sidebar/scroll-start.html",
        "sidebar/navigation.html",
        "sidebar/scroll-end.html",
    ]
}
html_copy_source = False
html_show_copyright = False
html_domain_indices = False
html_permalinks_icon = "#"
html_theme_options = {
    "light_css_variables": labo_colours(":root"),
    "dark_css_variables": labo_colours(':root[data-theme="dark"]'),
    "top_of_page_buttons": [],
}
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
