"""Settings of Sphinx for the site. docs/site/make writes the folder of sources."""

from sphinx.domains.cpp import CPPDomain

project = "ctgrad"
html_title = "ctgrad"
extensions = ["myst_parser", "breathe", "sphinx.ext.mathjax"]
root_doc = "index"
exclude_patterns = ["xml"]

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["katex/katex.min.css", "site.css"]
html_js_files = [("katex/katex.min.js", {"defer": "defer", "priority": 100}), ("site.js", {"defer": "defer", "priority": 900})]
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False

myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header"]

breathe_projects = {"ctgrad": "xml"}
breathe_default_project = "ctgrad"
breathe_default_members = ("members",)
primary_domain = "cpp"
highlight_language = "cpp"

# The search finds functions and classes, and not the names of their parameters.
for kind in ("templateParam", "functionParam"):
    CPPDomain.object_types[kind].attrs["searchprio"] = -1

# KaTeX is part of the site, so that formulas are read without a network. A page with formulas loads what renders them.
mathjax_path = "katex/auto-render.js"
mathjax_options = {"defer": "defer"}
