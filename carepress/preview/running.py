"""A preview from its start to its end: load, serve, and take notice of what is saved."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from carepress.build.render import RenderError
from carepress.build.store import Store
from carepress.build.workers import default_jobs
from carepress.plugin.loading import Project, load_project
from carepress.plugin.settings_file import SettingsError
from carepress.preview.kept import KeptFolder
from carepress.preview.report import Report
from carepress.preview.server import PreviewServer
from carepress.preview.session import Frame, Session
from carepress.preview.watching import Saved, watch_site
from carepress.site.lending import with_store
from carepress.site.outcome import Progress

__all__ = ["load_report", "run"]


def load_report(project: Project, editor: str, *, jobs: int | None = None, progress: Progress | None = None) -> Report:
    """Load a site. Raises :class:`SettingsError` and :class:`RenderError`, where a site cannot be built either."""
    frame = _frame(project)
    content = project.content.resolve()

    def kept(store: Store | None) -> KeptFolder:
        return KeptFolder(content, frame.settings.lang, store, jobs=jobs or default_jobs(), progress=progress)

    folder = with_store(project.output, (content, frame.theme), kept)
    return Report(Session(content, folder, frame), editor, project.file)


def _frame(project: Project) -> Frame:
    return Frame(project.site_settings(), project.environment(), project.theme)


def run(project: Project, server: PreviewServer, stop: Event, say: Callable[[str], None]) -> None:
    """Serve until ``stop`` is set. ``say`` gets a line for each file that was saved."""

    def day() -> dt.date:
        return server.ask(lambda report: report.session.day())

    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    serving.start()
    try:
        for saved in watch_site(project.content, project.frame, project.file, day, stop):
            project = _go_on(project, saved, server, say)
    finally:
        server.stop()
        serving.join()


def _go_on(project: Project, saved: Saved, server: PreviewServer, say: Callable[[str], None]) -> Project:
    """Take notice of one save, and do not end whatever comes of it."""
    try:
        return _take(project, saved, server, say)
    except Exception as error:  # noqa: BLE001 - a fault of ours, which is told, must not cost an editor the preview
        message = f"this is a fault of Carepress: {type(error).__name__}: {error}"
        server.ask(lambda report: report.worry(message))
        server.bell.ring()
        say(f"error: {message}")
        return project


def _take(project: Project, saved: Saved, server: PreviewServer, say: Callable[[str], None]) -> Project:
    """Take notice of one save. Returns the settings that hold from now on."""
    content = saved.content
    if saved.unwatched:
        content |= server.ask(lambda report: report.session.kept.changed())
    if content:
        server.ask(lambda report: report.take(content))
    if saved.day or saved.unwatched:
        server.ask(lambda report: report.session.new_day())
    if saved.settings or saved.frame or saved.unwatched:
        project = _reframe(project, server, say, anew=saved.settings or saved.unwatched)
    server.bell.ring()
    for line in server.ask(lambda report: report.lines(content)):
        say(f"{dt.datetime.now().astimezone():%H:%M:%S}  {line}")
    return project


def _reframe(project: Project, server: PreviewServer, say: Callable[[str], None], *, anew: bool) -> Project:
    """Use what is in the settings, theme and templates now; where that cannot be, say so and go on as before."""
    try:
        if anew:
            project = _read_anew(project)
        frame = _frame(project)
        server.ask(lambda report: report.reframe(frame))
    except (SettingsError, RenderError) as error:
        message = str(error)
        server.ask(lambda report: report.worry(message))
        say(f"error: {message}")
    return project


def _read_anew(project: Project) -> Project:
    """The project with its settings as they are now, and the files that these import. Raises :class:`SettingsError`."""
    folder = project.file.absolute().parent
    for name, module in list(sys.modules.items()):
        place = getattr(module, "__file__", None)
        if place and Path(place).parent == folder and name != "__main__":
            del sys.modules[name]
    fresh = load_project(project.file, project.overrides)
    if fresh.content.resolve() != project.content.resolve():
        raise SettingsError("PATH is another folder now; stop the preview and start it again")
    return fresh
