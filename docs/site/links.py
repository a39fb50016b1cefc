"""Checks that every link within a site leads to a page, and to a place on it: docs/site/links.py FOLDER"""

import html.parser
import pathlib
import sys
import urllib.parse


class Page(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.links, self.places = [], set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.places.update(given[name] for name in ("id", "name") if given.get(name))
        self.links.extend(given[name] for name in ("href", "src") if given.get(name))


folder = pathlib.Path(sys.argv[1]).resolve()
pages = {file: Page(file.read_text()) for file in folder.rglob("*.html")}
failed = 0
for file, page in sorted(pages.items()):
    for link in page.links:
        parts = urllib.parse.urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (file.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else file
        if not target.is_relative_to(folder) or not target.exists():
            why = "there is no such file"
        elif parts.fragment and target in pages and urllib.parse.unquote(parts.fragment) not in pages[target].places:
            why = "the page has no such place"
        else:
            continue
        print(f"{file.relative_to(folder)}: {link}: {why}")
        failed = 1
print(f"{len(pages)} pages")
sys.exit(failed)
