"""What this project does at each event of MkDocs, in the order MkDocs calls them."""

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from mlsys_core import __version__, course, labs, palette
from site_hooks import (
    client,
    commit_time,
    content_policy,
    course_blocks,
    lab_page,
    library_blocks,
    maths,
    offline,
    pages,
    preview,
    proof_cache,
    reference_blocks,
    runtime,
    shipped,
    wide_tables,
)
from site_hooks.check import problems_of
from site_hooks.lab_page import LabPage
from site_hooks.leaks import leaks_in

STRAY_BLOCK = re.compile(r"<p>\s*/{3,}\s*([\w-]*)")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Find the labs' pages and lay out the navigation from the course manifest."""
    root = Path(config.config_file_path).parent
    commit_time.settle(root)
    proof_cache.is_preview = preview.is_on()
    try:
        found = pages.lab_pages(Path(config.docs_dir))
    except (ValueError, TypeError, FileNotFoundError) as error:
        raise PluginError(str(error)) from error
    course_blocks.set_pages(found)
    _prove(config, found)
    browser_runtime = runtime.prepare(root, preview=preview.is_on())
    config.extra["runtime"] = browser_runtime
    config.extra["client"] = {
        "core": __version__,
        "build": browser_runtime.build_id,
        "plotly": browser_runtime.url("plotly-"),
        "palette": {palette.PALETTE[role]: palette.DARK[role] for role in palette.PALETTE},
    }
    # pages opened from a folder get the client as classic scripts, made later
    is_folder = config.extra.get("edition") == "folder"
    config.extra["bundles"] = None if is_folder else _bundles(Path(config.docs_dir))
    config.nav = [
        {"Course map": "index.md"},
        *_volumes(found),
        {"Design Ledger": "ledger.md"},
        {
            name: [*listed, *library_blocks.REFERENCE]
            for name, listed in reference_blocks.PAGES.items()
        },
        library_blocks.GUIDE,
    ]
    return config


def _bundles(docs: Path) -> client.Client:
    try:
        return client.bundle(docs, is_preview=preview.is_on())
    except client.BundlingFailed as failure:
        raise PluginError(str(failure)) from failure


def _prove(config: MkDocsConfig, found: dict[str, str]) -> None:
    """Prove every lab, for the page that says so; refuse to build one that does not hold."""
    cache = Path(config.config_file_path).parent / ".cache" / "proofs"
    try:
        reference_blocks.set_proofs(proof_cache.reports(cache), found)
    except proof_cache.NotProved as failures:
        raise PluginError(str(failures)) from failures


def _volumes(found: dict[str, str]) -> list[dict[str, Any]]:
    volumes = []
    for number, name in course.VOLUMES.items():
        entries = [
            {f"{entry.label} {entry.title}": found[entry.id]}
            for entry in course.LABS
            if entry.volume == number and entry.id in found
        ]
        if entries:
            volumes.append({name: entries})
    return volumes


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Check a lab page against its lab, before anything is rendered."""
    lab_page.begin(None)
    lab_id = page.meta.get("lab")
    if lab_id is None:
        return markdown
    page.meta.setdefault("hide", ["toc"])
    if preview.rendered(str(lab_id), page.file.content_string):
        return ""
    this = LabPage(page.file.src_uri, labs.get(str(lab_id)))
    problems = problems_of(this, markdown)
    if problems:
        offset = pages.first_line_of_body(page.file.content_string, markdown)
        lines = [f"{this.path}:{p.line + offset}: {p.message}" for p in problems]
        raise PluginError("\n".join(lines))
    lab_page.begin(this)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Turn formulas into MathML; refuse a block not understood and an answer given away."""
    source = page.file.content_string
    kept = preview.rendered(str(page.meta.get("lab")), source)
    if kept:
        page.toc = kept.toc
        return kept.html
    stray = STRAY_BLOCK.search(html)
    if stray:
        raise PluginError(
            f"{page.file.src_uri}: the block /// {stray.group(1)} was not understood; check its"
            " options (indented by four spaces) and its closing line"
        )
    this = lab_page.begun()
    lab_page.begin(None)
    if this is None:
        return wide_tables.boxed(maths.to_mathml(html))
    headings = (str(page.title), str(page.meta.get("description", "")))
    leaks = leaks_in(this.lab, html, headings=headings)
    if leaks:
        raise PluginError("\n".join(f"{this.path}: {leak}" for leak in leaks))
    finished = wide_tables.boxed(maths.to_mathml(html))
    preview.keep(this.lab.id, source, finished, page.toc)
    return finished


def on_post_build(config: MkDocsConfig) -> None:
    """Put the browser's runtime into the site, take out what no reader gets, and seal the rest."""
    shipped.leave_out(Path(config.site_dir))
    if config.extra["bundles"]:
        config.extra["bundles"].write(Path(config.site_dir))
    config.extra["runtime"].write(Path(config.site_dir))
    # A preview's server adds a script of its own to each page, which the policy would refuse; and
    # no browser keeps a page whose author is about to change it.
    if config.extra.get("edition") == "folder":
        content_policy.write_into(Path(config.site_dir), content_policy.IN_A_FOLDER)
    elif not preview.is_on():
        content_policy.write_into(Path(config.site_dir))
        offline.write_into(Path(config.site_dir))
