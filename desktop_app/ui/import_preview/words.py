"""What the preview of an import says."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop_app.core import papers
from desktop_app.core.papers import Draft, Paper, Problem
from desktop_app.services.importing import Act
from desktop_app.ui import field_names, phrases
from desktop_app.ui.import_preview.prospect import Group

translate = QCoreApplication.translate


def tab(group: Group, count: int) -> str:
    """Name a group, with how many are in it."""
    names = {
        Group.NEW: translate("import_preview", "New"),
        Group.MAYBE: translate("import_preview", "May be the same"),
        Group.VERSION: translate("import_preview", "Versions"),
        Group.PRESENT: translate("import_preview", "Already there"),
        Group.BINNED: translate("import_preview", "In the bin"),
        Group.LEFT_OUT: translate("import_preview", "Problems"),
    }
    return f"{names[group]}  {phrases.number(count)}"


def explanation(group: Group) -> str:
    """Say what is in a group and what can be done about it."""
    return {
        Group.NEW: translate("import_preview", "Not in your library yet. Space leaves one out."),
        Group.MAYBE: translate(
            "import_preview",
            "Near to one you have: say what it is (S, V, D). If you say nothing, both are kept.",
        ),
        Group.VERSION: translate(
            "import_preview", "Another form of a paper you have. Both are kept and linked."
        ),
        Group.PRESENT: translate(
            "import_preview", "You have these, or they come twice. What is missing is filled in."
        ),
        Group.BINNED: translate(
            "import_preview", "You moved these to the bin. They come back, with all you wrote."
        ),
        Group.LEFT_OUT: translate(
            "import_preview", "What could not be read, and why. All else comes in."
        ),
    }[group]


def choice(act: Act) -> str:
    """Name what can be said of a record that is near to a paper."""
    return {
        Act.COMPLETE: translate("import_preview", "Same paper"),
        Act.VERSION: translate("import_preview", "A version of it"),
        Act.ADD: translate("import_preview", "Different"),
    }[act]


def meta(work: Draft | Paper) -> str:
    """Say who, when, where and what kind in one line."""
    who = papers.byline(work.authors) or translate("import_preview", "No author")
    kind = field_names.kind(work.kind) if work.kind else ""
    known = (str(work.year or ""), work.venue or "", kind)
    return " · ".join((who, *filter(None, known)))


def beside(group: Group, paper: Paper) -> str:
    """Introduce the paper that a record is near to."""
    version = translate("import_preview", "A version of: {title}")
    maybe = translate("import_preview", "You have: {title}")
    return (version if group is Group.VERSION else maybe).format(title=paper.title)


def differences(draft: Draft, paper: Paper) -> str:
    """Say in a few words in what a record differs from a paper."""
    found = list(_differences(draft, paper))
    return " · ".join(found) or translate("import_preview", "They differ in details only")


def _differences(draft: Draft, paper: Paper) -> Iterator[str]:
    if draft.year and paper.year and draft.year != paper.year:
        yield _not(str(draft.year), str(paper.year))
    if draft.venue and paper.venue and draft.venue.lower() != paper.venue.lower():
        yield _not(draft.venue, paper.venue)
    elif draft.kind and paper.kind and draft.kind != paper.kind:
        yield _not(field_names.kind(draft.kind), field_names.kind(paper.kind))
    if draft.doi and paper.doi and draft.doi != paper.doi:
        yield translate("import_preview", "another DOI")
    if draft.arxiv and paper.arxiv and draft.arxiv != paper.arxiv:
        yield translate("import_preview", "another arXiv identifier")
    if draft.authors and paper.authors:
        if papers.byline(draft.authors, 99) != papers.byline(paper.authors, 99):
            yield translate("import_preview", "other authors")
    elif draft.authors or paper.authors:
        yield translate("import_preview", "only one names authors")
    if draft.title.casefold() != paper.title.casefold():
        yield translate("import_preview", "another wording of the title")


def _not(this: str, other: str) -> str:
    return translate("import_preview", "{this}, yours {other}").format(this=this, other=other)


def where(problem: Problem) -> str:
    """Say where in its source a problem is, and whether its record came in all the same."""
    kept = translate("import_preview", "Imported without this part")
    left_out = translate("import_preview", "Left out")
    said = [kept if problem.kept else left_out]
    if problem.line:
        said.append(translate("import_preview", "line {line}").format(line=problem.line))
    return " · ".join(said)
