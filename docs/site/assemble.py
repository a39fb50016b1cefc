"""Writes the sources of the site that are made of others: docs/site/assemble.py SOURCE

The pages of docs/ as they are, except that a link to a file of the project leads to a page that shows it; the page of each
topic of the reference; the first page with its example. Declarations without a description are left out of the reference.
"""

import html
import os
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

root = pathlib.Path(__file__).resolve().parents[2]
source = pathlib.Path(sys.argv[1])

TREES = {
    "Start": ["tasks", "tutorial", "using", "solvers", "coming_from"],
    "Write": ["functions", "geometry", "loops", "matrices", "batches", "gpu", "sparsity", "special_functions", "rules", "errors"],
    "Know": ["how_it_works", "accuracy", "benchmarks", "compile_cost", "generated_code", "targets", "rationale"],
}


def shown(file):
    """The page that shows a file, or lists a folder; its address from the root of the site."""
    page = pathlib.Path("sources") / file.relative_to(root)
    target = source / page.with_name(page.name + ".md")
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        name = file.relative_to(root)
        if file.is_dir():
            entries = (entry for entry in sorted(file.iterdir()) if entry.suffix in (".hpp", ".cpp"))
            text = "".join(f"- [{entry.name}](/{shown(entry)})\n" for entry in entries)
        else:
            language = {".cpp": "cpp", ".hpp": "cpp", ".py": "python"}.get(file.suffix, "text")
            code = re.sub(r"(?m)^ *// \[[^]]*\]\n", "", file.read_text())
            text = f"````{language}\n{code}````\n"
        target.write_text(f"---\norphan: true\n---\n# {name}\n\n{text}")
    return page.with_name(page.name + ".md")


def with_links(page, text):
    """The text of a page with links that hold within the site."""

    def replaced(match):
        target, anchor = match[1], match[2] or ""
        if re.match(r"[a-z]+:", target):
            return match[0]
        file = (page.parent / target).resolve()
        if not file.is_relative_to(root) or not file.exists():
            return match[0]
        name = file.relative_to(root)
        if name == pathlib.Path("README.md"):
            return "](/index.md)"
        if file.suffix == ".md" and (name.parent == pathlib.Path("docs") or len(name.parts) == 1):
            return f"]({os.path.relpath(file, page.parent)}{anchor})"
        if file.suffix in (".svg", ".png"):
            return match[0]
        return f"](/{shown(file)})"

    pieces = re.split(r"(?ms)(^```.*?^```$)", text)  # code has no links
    return "".join(
        piece if piece.startswith("```") else re.sub(r"\]\(([^)#\s]+)(#[^)]*)?\)", replaced, piece) for piece in pieces
    )


def write_pages():
    (source / "docs").mkdir()
    (source / "docs/pictures").symlink_to(root / "docs/pictures")
    pages = [page for page in sorted((root / "docs").glob("*.md")) if page.name != "reference.md"]
    for page in [*pages, root / "CHANGELOG.md", root / "CONTRIBUTING.md"]:
        text = page.read_text()
        text = re.sub(r"(?m)^<!-- .* -->\n", "", text)
        (source / page.relative_to(root)).write_text(with_links(page, text))
    return {page.stem for page in pages}


def described(entry):
    return any("".join(part.itertext()).strip() for part in entry if part.tag in ("briefdescription", "detaileddescription"))


def signature(member):
    return tuple(
        "".join(part.itertext()) for part in member if part.tag in ("templateparamlist", "type", "name", "argsstring")
    )


def prune(section, members, unwanted):
    for member in members:
        if unwanted(member):
            section.remove(member)


def check_topics(xml):
    """Fails if something with a description is on no page."""
    topics = (root / "docs/site/topics").read_text().splitlines()
    places = tuple(place for line in topics if not line.startswith("#") for place in line.split() if "/" in place or "." in place)
    entries = list(ElementTree.parse(xml / "namespacectgrad.xml").getroot().iter("memberdef"))
    for file in [*xml.glob("structctgrad_1_1*.xml"), *xml.glob("classctgrad_1_1*.xml")]:
        entries.append(ElementTree.parse(file).getroot().find("compounddef"))
    missing = set()
    for entry in entries:
        file = entry.find("location").get("file").split("include/ctgrad/")[1]
        row = (entry.findtext("compoundname") or "").startswith("ctgrad::operations::")  # docs/rules.md has these
        if described(entry) and not row and not file.startswith(places):
            missing.add(file)
    if missing:
        sys.exit("docs/site/topics has no page for " + ", ".join(sorted(missing)))


def write_reference():
    """A page for each topic. Doxygen lists a declaration in each place where it finds it, and also without a description."""
    (source / "reference").mkdir()
    xml = source / "xml"
    names, seen, kept = [], set(), set()

    def unwanted(member):
        again = signature(member) in seen
        seen.add(signature(member))
        return again or not described(member)

    for line in (root / "docs/site/topics").read_text().splitlines():
        topic = re.match(r"(\w+)\s+(.*?)\s{2,}(.*)", line)
        file = topic and xml / f"group__{topic[1].replace('_', '__')}.xml"
        if not file or not file.exists():
            continue
        tree = ElementTree.parse(file)
        group = tree.getroot().find("compounddef")
        inside = set()
        for inner in list(group.findall("innerclass")):
            path = xml / f"{inner.get('refid')}.xml"
            entry = ElementTree.parse(path)
            compound = entry.getroot().find("compounddef")
            place = compound.find("location").get("file").split("include/ctgrad/")[1]
            if not described(compound) or not place.startswith(tuple(topic[3].split())):
                group.remove(inner)
                continue
            for section in list(compound.iter("sectiondef")):
                prune(section, section.findall("memberdef"), lambda member: not described(member))
            inside.update(member.get("id") for member in compound.iter("memberdef"))
            entry.write(path)
            kept.add(inner.get("refid"))
        for section in list(group.findall("sectiondef")):
            prune(section, section.findall("memberdef"), lambda member: member.get("id") in inside or unwanted(member))
            if section.find("memberdef") is None:
                group.remove(section)
        tree.write(file)
        kept.add(file.stem)
        names.append(topic[1])
        underline = "=" * len(topic[2])
        page = f"{topic[2]}\n{underline}\n\n.. doxygengroup:: {topic[1]}\n   :content-only:\n"
        (source / f"reference/{topic[1]}.rst").write_text(page)
    check_topics(xml)
    index = ElementTree.parse(xml / "index.xml")
    prune(index.getroot(), index.getroot().findall("compound"), lambda compound: compound.get("refid") not in kept)
    index.write(xml / "index.xml")

    table = (root / "docs/reference.md").read_text()
    tree = "\n".join(names)
    (source / "reference/index.md").write_text(f"{table}\n```{{toctree}}\n{tree}\n```\n")


def write_first_page(pages):
    code = (root / "examples/first.cpp").read_text()
    code = "".join(re.split(r"(?m)^ *// \[readme\]\n", code)[1::2]).strip("\n") + "\n"
    printed = (root / "examples/expected/first.txt").read_text().splitlines()[: code.count("printf(")]
    known = [page for tree in TREES.values() for page in tree]
    trees = {**TREES, "More": sorted(pages - set(known))}
    text = ""
    for caption, names in trees.items():
        entries = [f"docs/{name}" for name in names if name in pages]
        entries += ["reference/index"] if caption == "Know" else ["CHANGELOG", "CONTRIBUTING"] if caption == "More" else []
        lines = "\n".join(entries)
        text += f"```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{lines}\n```\n"
    page = (root / "docs/site/index.md").read_text()
    page = page.replace("@EXAMPLE@", html.escape(code)).replace("@TREES@", text)
    page = page.replace("@OUTPUT@", "\n".join(printed))
    (source / "index.md").write_text(page)


pages = write_pages()
write_reference()
write_first_page(pages)
