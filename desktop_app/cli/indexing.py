"""What is worked out in advance: embeddings of papers, and the words of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from desktop_app import terminal
from desktop_app.cli.call import Call, as_json, embed

if TYPE_CHECKING:
    from desktop_app.services.page_indexing import PageIndexing
    from desktop_app.store.library import Library


@click.command()
@as_json
@click.pass_obj
def index(call: Call, as_json: bool) -> None:
    """Embed papers, so that similar ones can be shown, and read documents, so that they are found.

    Only what is new is done. What cannot be read is passed over.
    """
    from desktop_app import sentences
    from desktop_app.engines import embedding
    from desktop_app.store import papers

    with call.library() as library:
        total, embedded = papers.count(library), None
        try:
            embedded = embed(library, quiet=as_json)
        except (embedding.ModelMissing, embedding.ModelBroken, embedding.ModelAltered) as e:
            call.fail(sentences.of(e) or str(e))
        job = _read_documents(library, quiet=as_json)
    if as_json:
        counts = {"documents": job.total, "pages": job.pages, "unread": job.unread}
        terminal.as_json({"indexed": embedded or 0, "total": total, **counts})
        return
    if embedded is not None:
        click.echo(f"{embedded} of {total} papers embedded now, the others before")
    if job.total:
        click.echo(_documents_read(job))


def _documents_read(job: PageIndexing) -> str:
    """Say how much was read now, and what could not be."""
    read = f"{terminal.count(job.pages, 'page')} of {terminal.count(job.total, 'document')} read"
    if not job.unread:
        return read
    return f"{read}; {terminal.count(job.unread, 'document')} could not be read"


def _read_documents(library: Library, *, quiet: bool) -> PageIndexing:
    """Read in a worker process the documents that were not read yet; give the job that did."""
    from desktop_app.engines import lanes, pdf
    from desktop_app.services import page_indexing
    from desktop_app.store import embeddings

    lane = lanes.ProcessLane("pdf")
    index = embeddings.open_index(library.path)
    limit = page_indexing.LIMIT_S
    try:
        job = page_indexing.PageIndexing(library, index, pdf.extraction())
        with terminal.bar("Reading documents", quiet=quiet) as report:
            page_indexing.run(
                job, lambda step: lane.submit(pdf.texts, *step.args, timeout=limit).result(), report
            )
    finally:
        lane.close()
        index.close()
    return job


VERBS = (index,)
