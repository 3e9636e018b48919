"""A change becomes visible in one step or not at all, costs what the change is, and survives what people do."""

import json
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from carepress.build import tree as module
from carepress.build.tree import GENERATOR, FileState, Output, OutputError, output_folder, write_file

from .privileges import without_privileges

HOME = b"<meta " + GENERATOR + b'">'


@pytest.fixture(params=["exchange", "renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which a system can put one folder in the place of another."""
    if request.param == "renames":
        monkeypatch.setattr(module.sys, "platform", "another")
    return str(request.param)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


class Interrupted(Exception):  # noqa: N818 - no error: a build that ends early
    pass


class Builder:
    """What a build does with the module: it knows by their states which files are still what it wrote."""

    def __init__(self, output: Path) -> None:
        self.output = output
        self.known: dict[str, tuple[FileState, bytes]] = {}

    def publish(self, files: dict[str, bytes], *, stop_after: int | None = None) -> set[str]:
        """Make the output hold these files; give the paths that were written."""
        with output_folder(self.output, ()) as out:
            seen = out.files()
            stale = {path for path, data in files.items() if self.known.get(path) != (seen.get(path), data)}
            gone = (seen.keys() | self.known.keys()) - files.keys()
            if not stale and not gone:
                return set()
            root = out.prepare(stale, gone)
            for number, path in enumerate(sorted(stale)):
                if number == stop_after:
                    raise Interrupted
                write_file(root, path, files[path])
            if stop_after is not None:
                raise Interrupted
            states = out.commit(stale)
            assert states == {path: state for path, state in out.files().items() if path in stale}
        self.known = {path: (states.get(path) or self.known[path][0], data) for path, data in files.items()}
        return stale


def tree(folder: Path) -> dict[str, bytes]:
    """All files; an empty folder, a link or a special file would be seen as well."""
    found = {}
    for place, folders, names in os.walk(folder):
        here = Path(place)
        for name in (*names, *folders):
            path = here / name
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                found[path.relative_to(folder).as_posix()] = b"!"
            elif name in names:
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
        if not folders and not names and here != folder:
            found[here.relative_to(folder).as_posix()] = b"!"
    return found


def site(*names: str, words: bytes = b"") -> dict[str, bytes]:
    return {"index.html": HOME + words, **dict.fromkeys(names, words)}


def build(output: Path, files: dict[str, bytes]) -> None:
    """Write all files anew."""
    Builder(output).publish(files)


def states(output: Path) -> dict[str, FileState]:
    with output_folder(output, ()) as out:
        return out.files()


def hidden(output: Path) -> Path:
    return output.parent / ".carepress" / f"{output.name}.twin"


def journal(output: Path) -> Path:
    return output.parent / ".carepress" / f"{output.name}.journal"


def twin_after_preparing(output: Path, removed: Collection[str] = ()) -> dict[str, bytes]:
    with output_folder(output, ()) as out:
        return tree(out.prepare([], removed))


def refused(output: Path, *protected: Path) -> OutputError:
    with pytest.raises(OutputError) as error, output_folder(output, protected):
        raise AssertionError("it was not refused")
    return error.value


# ── Publishing ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_first_build_makes_the_folder_and_those_above_it(tmp_path: Path, way: str) -> None:
    output = tmp_path / "a" / "b" / way
    build(output, site("x/index.html"))
    assert tree(output) == {"index.html": HOME, "x/index.html": b""}


def test_an_empty_folder_may_be_filled(output: Path, way: str) -> None:
    output.mkdir(mode=0o750)
    build(output, site(way))
    assert tree(output) == site(way)
    assert output.stat().st_mode & 0o777 == 0o750


def test_nothing_is_left_of_what_is_no_longer_made_not_even_folders(output: Path, way: str) -> None:
    builder = Builder(output)
    builder.publish(site("a/b/c/index.html", "a/b/other", way))
    builder.publish(site("a/b/other", way))
    assert sorted(path.name for path in (output / "a" / "b").iterdir()) == ["other"]
    builder.publish(site(way))
    assert sorted(path.name for path in output.iterdir()) == sorted(["index.html", way])


def test_unchanged_files_keep_bytes_times_and_inodes_over_many_publications(output: Path, way: str) -> None:
    builder, files = Builder(output), site("a/1", "a/2", "b/3", way, words=b"same")
    assert builder.publish(files) == set(files)
    first = states(output)
    for number in range(5):
        files["a/1"] = b"%d" % number
        assert builder.publish(files) == {"a/1"}
        assert tree(output) == files
        now = states(output)
        assert {path for path in files if now[path] != first[path]} == {"a/1"}


def test_a_change_touches_only_its_own_paths_in_the_twin(output: Path, way: str) -> None:
    """What lies elsewhere in the twin is not even looked at."""
    builder, files = Builder(output), site("a/1", "b/2", "c/3", way)
    builder.publish(files)
    builder.publish({**files, "a/1": b"changed"})
    (hidden(output) / "b" / "2").unlink()
    builder.publish({**files, "a/1": b"changed", "c/3": b"changed"})
    assert not (output / "b" / "2").exists()
    assert builder.publish({**files, "a/1": b"changed", "c/3": b"changed"}) == {"b/2"}


def test_the_second_publication_finds_the_twin_made_by_the_first(output: Path, way: str) -> None:
    build(output, site("a/1", way))
    assert tree(hidden(output)) == tree(output)
    assert (hidden(output) / "a" / "1").samefile(output / "a" / "1")
    assert journal(output).exists()


def test_the_tree_that_was_visible_stays_whole_until_the_next_publication(output: Path, way: str) -> None:
    builder = Builder(output)
    builder.publish(site("a/1", way, words=b"1"))
    builder.publish(site("a/2", way, words=b"2"))
    assert tree(hidden(output)) == site("a/1", way, words=b"1")


def test_nothing_is_written_for_a_build_that_changes_nothing(output: Path) -> None:
    builder = Builder(output)
    builder.publish(site("a/1"))
    before = {path: path.lstat().st_mtime_ns for path in output.parent.rglob("*") if path.suffix != ".lock"}
    work = output.parent / ".carepress"
    assert builder.publish(site("a/1")) == set()
    after = {path: path.lstat().st_mtime_ns for path in output.parent.rglob("*") if path.suffix != ".lock"}
    assert {path for path in before if after[path] != before[path]} <= {work}


def test_a_file_can_become_a_folder_and_a_folder_a_file(output: Path, way: str) -> None:
    builder = Builder(output)
    one, other = site("a", "b/c/index.html", "b/x", way), site("a/index.html", "a/z/y", "b", way)
    for files in (one, other, one, one | {way: b"changed"}, other):
        builder.publish(files)
        assert tree(output) == files
        assert twin_after_preparing(output) == files


def test_paths_that_were_announced_need_not_be_written(output: Path, way: str) -> None:
    files = site("a/1", way)
    build(output, files)
    with output_folder(output, ()) as out:
        write_file(out.prepare(["a/1", "new/folder/file", "index.html"], []), "a/1", b"changed")
        assert set(out.commit(["a/1"])) == {"a/1"}
    assert tree(output) == {**files, "a/1": b"changed"}
    assert twin_after_preparing(output) == {**files, "a/1": b"changed"}


def test_one_holder_can_publish_several_times(output: Path, way: str) -> None:
    with output_folder(output, ()) as out:
        for number in range(3):
            words = HOME + b"%d" % number
            write_file(out.prepare(["index.html", way], []), "index.html", words)
            out.commit(["index.html"])
            assert tree(output) == {"index.html": words}


WRITE_SHARE = """
import sys
from pathlib import Path
from carepress.build.tree import write_file
for number in range(int(sys.argv[2]), 200, 4):
    path = f"shared/deep/{number % 7}/{number}"
    write_file(Path(sys.argv[1]), path, path.encode())
"""


def test_writing_in_many_processes_gives_one_whole_tree(output: Path) -> None:
    build(output, site("shared", words=b"was a file"))
    paths = [f"shared/deep/{number % 7}/{number}" for number in range(200)]
    with output_folder(output, ()) as out:
        root = out.prepare(paths, [])
        writers = [subprocess.Popen([sys.executable, "-c", WRITE_SHARE, root, str(share)]) for share in range(4)]
        assert [writer.wait() for writer in writers] == [0] * 4
        out.commit(paths)
    assert tree(output) == {"index.html": HOME + b"was a file", **{path: path.encode() for path in paths}}


@pytest.mark.parametrize("path", ["../outside", "a/../../outside", "/outside", "", "a//b", "./a", "a/"])
def test_no_file_is_written_or_removed_outside_the_folder(output: Path, path: str) -> None:
    build(output, site("a"))
    with output_folder(output, ()) as out:
        for written, removed in (([path], []), ([], [path])):
            with pytest.raises(AssertionError, match="would leave the output folder"):
                out.prepare(written, removed)
        root = out.prepare([], [])
        with pytest.raises(AssertionError, match="would leave the output folder"):
            write_file(root, path, b"")
    assert tree(output) == site("a")
    assert not (output.parent / "outside").exists()


def test_a_path_that_was_not_announced_is_a_bug(output: Path) -> None:
    with output_folder(output, ()) as out:
        with pytest.raises(AssertionError, match="without prepare"):
            out.commit([])
        write_file(out.prepare(["a"], []), "b", b"")
        with pytest.raises(AssertionError, match="was not told of b"):
            out.commit(["b"])
    assert not output.exists()


def test_a_site_of_many_folders_is_seen_file_by_file(output: Path) -> None:
    files = site(*(f"kind/{number}/index.html" for number in range(1000)))
    build(output, files)
    seen = states(output)
    assert seen.keys() == files.keys()
    for path, (size, changed, inode) in seen.items():
        found = (output / path).stat()
        assert (size, changed, inode) == (found.st_size, found.st_mtime_ns, found.st_ino)


def test_without_links_files_are_copied_and_unchanged_ones_stay_unchanged(
    output: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    builder, files = Builder(output), site("a/1", "b/2", way)
    builder.publish(files)
    first = states(output)
    assert {inode for _, _, inode in first.values()} == {0}
    for number in range(3):
        files["a/1"] = b"%d" % number
        assert builder.publish(files) == {"a/1"}
        assert tree(output) == files
        assert {path for path, state in states(output).items() if state != first[path]} == {"a/1"}
        assert not (hidden(output) / "b" / "2").samefile(output / "b" / "2")


# ── A build that fails ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("written", [0, 1, 2, 9])
def test_a_build_that_ends_before_the_commit_changes_nothing(output: Path, way: str, written: int) -> None:
    builder, files = Builder(output), site("a/1", "b/2", "c", way, words=b"1")
    builder.publish(files)
    before = states(output)
    with pytest.raises(Interrupted):
        builder.publish(site("a/1", "c/now/a/folder", "new/3", words=b"2"), stop_after=written)
    assert states(output) == before
    assert tree(output) == files
    assert twin_after_preparing(output) == files
    builder.publish(site("a/1", "c/now/a/folder", words=b"2"))
    assert tree(output) == site("a/1", "c/now/a/folder", words=b"2")


def test_a_first_build_that_fails_makes_no_output_folder(output: Path, way: str) -> None:
    with pytest.raises(Interrupted):
        Builder(output).publish(site("a", way), stop_after=1)
    assert not output.exists()
    build(output, site("b", way))
    assert tree(output) == site("b", way)


def test_exceptions_of_the_build_itself_pass_as_they_are(output: Path) -> None:
    with pytest.raises(FileNotFoundError), output_folder(output, ()):
        (output.parent / "a source that is gone").read_bytes()


def test_an_error_comes_whole_out_of_another_process() -> None:
    error = pickle.loads(pickle.dumps(OutputError("words", usage=True)))  # noqa: S301 - our own bytes
    assert (str(error), error.usage) == ("words", True)


# ── What the system refuses ──────────────────────────────────────────────────────────────────────────────────────


def test_a_parent_that_cannot_be_written_is_named() -> None:
    with without_privileges() as folder:
        folder.chmod(0o500)
        error = refused(folder / "output")
    assert str(error) == f"{folder / '.carepress'} cannot be written: Permission denied"
    assert not error.usage


def test_a_site_in_a_parent_that_became_read_only_stays_as_it_was(way: str) -> None:
    with without_privileges() as folder:
        output = folder / "output"
        builder = Builder(output)
        builder.publish(site("a", way, words=b"1"))
        (folder / ".carepress").chmod(0o500)
        with pytest.raises(OutputError, match=r"\.carepress/output\.\w+(\.\w+)? cannot be written: Permission denied"):
            builder.publish(site("a", way, words=b"2"))
        assert tree(output) == site("a", way, words=b"1")
        (folder / ".carepress").chmod(0o700)
        builder.publish(site("a", way, words=b"2"))
        assert tree(output) == site("a", way, words=b"2")


def test_a_folder_that_cannot_be_moved_is_named_and_stays(way: str) -> None:
    with without_privileges() as folder:
        output = folder / "output"
        build(output, site(way, words=b"1"))
        folder.chmod(0o500)
        with pytest.raises(OutputError, match=r"/output cannot be written: Permission denied"):
            build(output, site(way, words=b"2"))
        assert tree(output) == site(way, words=b"1")
        folder.chmod(0o700)
        build(output, site(way, words=b"3"))
        assert tree(output) == site(way, words=b"3")


def test_a_folder_that_cannot_be_read_is_named() -> None:
    with without_privileges() as folder:
        output = folder / "output"
        build(output, site("closed/1"))
        (output / "closed").chmod(0)
        with pytest.raises(OutputError, match=r"/output/closed/? cannot be read: Permission denied"):
            states(output)


FULL = """
import resource, sys
from pathlib import Path
from carepress.build.tree import OutputError, output_folder, write_file
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
with output_folder(Path(sys.argv[1]), ()) as out:
    root = out.prepare(["a", "big", "index.html"], ["gone"])
    write_file(root, "a", b"changed")
    try:
        write_file(root, "big", bytes(int(sys.argv[2])))
    except OutputError as error:
        sys.exit(str(error))
    out.commit(["a", "big"])
"""


def test_a_full_disk_leaves_the_site_as_it_was(output: Path) -> None:
    """A limit on the size of files stands for the disk: the system takes a part of the bytes, then refuses."""
    files = site("a", "gone", words=b"1")
    build(output, files)
    done = run(FULL, str(output), "100001")
    assert done.returncode == 1
    assert done.stderr.startswith(f"{hidden(output)}/big cannot be written: ")
    assert done.stderr.count("\n") == 1
    assert tree(output) == files
    assert twin_after_preparing(output) == files
    done = run(FULL, str(output), "99999")
    assert done.returncode == 0, done.stderr
    assert tree(output) == {"index.html": files["index.html"], "a": b"changed", "big": bytes(99_999)}


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)


# ── Refusing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_folder_that_holds_the_sources_is_never_replaced(tmp_path: Path) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (content / "index.html").write_bytes(HOME)
    for output in (content, tmp_path / "site", tmp_path, content / "output"):
        error = refused(output, content)
        assert error.usage
        assert "choose another" in str(error)
    assert tree(tmp_path) == {"site/content/index.html": HOME}


def test_a_link_to_a_protected_folder_is_refused_like_the_folder_itself(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "link").symlink_to(content)
    assert "would replace" in str(refused(tmp_path / "link", content))


def test_files_that_carepress_did_not_make_are_never_replaced(output: Path) -> None:
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")
    error = refused(output)
    assert error.usage
    assert "holds files that Carepress did not make" in str(error)
    (output / "index.html").write_text("a site made by hand")
    assert "holds files that Carepress did not make" in str(refused(output))
    (output / "index.html").unlink()
    (output.parent / "marked.html").write_bytes(HOME)
    (output / "index.html").symlink_to(output.parent / "marked.html")
    assert "holds files that Carepress did not make" in str(refused(output))
    assert set(tree(output)) == {"thesis.txt", "index.html"}


def test_a_file_is_no_output_folder(output: Path) -> None:
    output.write_text("words")
    error = refused(output)
    assert error.usage
    assert "is a file; choose a folder" in str(error)
    assert output.read_text() == "words"


def test_a_link_to_itself_is_no_output_folder(output: Path) -> None:
    output.symlink_to(output)
    assert str(output) in str(refused(output))


@pytest.mark.parametrize("path", [".carepress", ".carepress/output"])
def test_the_folder_for_our_own_files_is_no_output_folder(tmp_path: Path, path: str) -> None:
    error = refused(tmp_path / path)
    assert error.usage
    assert "choose another output folder" in str(error)
    assert list(tmp_path.iterdir()) == []


def test_a_mount_point_is_refused_with_the_reason() -> None:
    error = refused(Path("/proc"))
    assert error.usage
    assert "/proc is a mount point" in str(error)
    assert "choose a folder inside it" in str(error)


def test_a_place_of_our_own_files_on_another_file_system_is_refused_with_the_reason(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(output, site())
    shutil.rmtree(tmp_path / ".carepress")
    with another_file_system(tmp_path) as elsewhere:
        (tmp_path / ".carepress").symlink_to(elsewhere)
        error = refused(output)
    assert error.usage
    assert "lie on different file systems" in str(error)
    assert tree(output) == site()


@contextmanager
def another_file_system(here: Path) -> Iterator[Path]:
    places = [Path(place) for place in ("/dev/shm", "/run", "/run/lock", "/var/tmp", "/mnt", str(Path.home()))]  # noqa: S108
    place = next(
        place
        for place in places
        if place.is_dir() and os.access(place, os.W_OK) and place.stat().st_dev != here.stat().st_dev
    )
    with tempfile.TemporaryDirectory(dir=place) as name:
        yield Path(name)


@pytest.mark.parametrize("parent", ["/proc", "a file"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, parent: str) -> None:
    (tmp_path / "a file").write_text("words")
    error = refused(Path(tmp_path / parent) / "output")  # an absolute parent stands for itself
    assert not error.usage
    assert "cannot be written: " in str(error)


def test_an_output_folder_may_be_a_link_that_goes_on_leading_to_it(tmp_path: Path, way: str) -> None:
    (tmp_path / "disk").mkdir()
    link = tmp_path / "output"
    link.symlink_to(tmp_path / "disk" / "site")
    for number in range(3):
        build(link, site(way, words=b"%d" % number))
        assert link.is_symlink()
        assert tree(tmp_path / "disk" / "site") == site(way, words=b"%d" % number)


# ── What git keeps ────────────────────────────────────────────────────────────────────────────────────────────────


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.mark.parametrize("index", ["2", "4"])
@pytest.mark.parametrize("sent", ["output.cache", "other/anything"])
def test_what_a_change_brings_in_place_of_what_builds_remember_is_refused(
    tmp_path: Path, sent: str, index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "site" / "public" / "output"
    file = output.parent / ".carepress" / sent
    file.parent.mkdir(parents=True)
    file.write_text("Made up.", encoding="utf-8")
    (output.parent / ".carepresa").write_text("Its neighbour.", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "config", "index.version", index)
    git(tmp_path, "add", "--all")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another"))  # as in a hook
    error = refused(output)
    assert error.usage
    assert "git rm -r --cached .carepress" in str(error)
    assert [path.name for path in file.parent.iterdir()] == [file.name]
    monkeypatch.delenv("GIT_DIR")
    git(output.parent, "rm", "-r", "--quiet", "--cached", ".carepress")
    shutil.rmtree(output.parent / ".carepress")
    for files in (site("a"), site("a", "b")):
        build(output, files)
        assert tree(output) == files


def test_a_link_that_a_change_brings_in_place_of_that_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".carepress").symlink_to("elsewhere")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    assert "git keeps" in str(refused(tmp_path / "output"))


# ── Two at once ──────────────────────────────────────────────────────────────────────────────────────────────────

HOLD = """
import sys
from pathlib import Path
from carepress.build.tree import output_folder, write_file
with output_folder(Path(sys.argv[1]), ()) as out:
    write_file(out.prepare(["half"], []), "half", b"written")
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def another_build(output: Path) -> Iterator[Path]:
    """An output folder that another process is building at this moment."""
    build(output, site("a", words=b"1"))
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(output)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "ready\n"
        yield output
        process.stdin.close()


def test_a_second_build_at_the_same_time_says_so_and_touches_nothing(another_build: Path) -> None:
    error = refused(another_build)
    assert str(error) == f"another build or check is using {another_build}; wait for it to end"
    assert not error.usage
    assert tree(another_build) == site("a", words=b"1")
    assert (hidden(another_build) / "half").read_bytes() == b"written"


def test_who_has_patience_gets_the_folder_when_the_other_is_done(output: Path) -> None:
    is_held = threading.Event()

    def hold() -> None:
        with output_folder(output, ()):
            is_held.set()
            time.sleep(0.3)

    other = threading.Thread(target=hold)
    other.start()
    assert is_held.wait(60)
    with output_folder(output, (), patience=60) as held:
        assert held.path == output
    other.join()


def test_a_build_into_another_folder_beside_it_need_not_wait(another_build: Path) -> None:
    build(another_build.parent / "other", site())
    assert tree(another_build.parent / "other") == site()


def test_a_lock_that_nobody_holds_any_more_stops_nobody(output: Path) -> None:
    (output.parent / ".carepress").mkdir()
    (output.parent / ".carepress" / "output.lock").write_text("12345")
    build(output, site())
    assert tree(output) == site()


# ── What people do to the output ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def builder(output: Path) -> Builder:
    """An output that was published twice, so that twin and journal are in use."""
    builder = Builder(output)
    builder.publish(site("a/1", "a/2", "b/3", words=b"1"))
    builder.publish(site("a/1", "a/2", "b/3", words=b"2"))
    return builder


def check_twice(builder: Builder) -> None:
    """Both trees are right: what the next publication shows, and what the one after it does."""
    for words in (b"2", b"3", b"3!"):
        files = site("a/1", "a/2", "b/3", words=b"2") | {"a/1": words}
        builder.publish(files)
        assert tree(builder.output) == files


def test_an_output_that_was_deleted_is_made_anew(builder: Builder, way: str) -> None:
    shutil.rmtree(builder.output)
    assert states(builder.output) == {}
    assert len(builder.publish(site("a/1", way))) == 3
    assert tree(builder.output) == site("a/1", way)
    check_twice(builder)


def test_an_output_that_was_replaced_by_a_copy_is_known_as_another(builder: Builder, way: str) -> None:
    output, copy = builder.output, builder.output.with_name(way)
    shutil.copytree(output, copy)
    (copy / "a" / "2").write_bytes(b"of the copy")
    shutil.rmtree(output)
    copy.rename(output)
    assert twin_after_preparing(output) == tree(output)
    assert len(builder.publish(site("a/1", "a/2", "b/3", words=b"2"))) == 4
    check_twice(builder)


def test_a_file_that_was_edited_in_place_is_written_again(builder: Builder, way: str) -> None:
    with (builder.output / "a" / "2").open("ab") as file:
        file.write(way.encode())
    assert builder.publish(site("a/1", "a/2", "b/3", words=b"2")) == {"a/2"}
    check_twice(builder)


def test_files_that_were_deleted_or_replaced_are_written_again(builder: Builder, way: str) -> None:
    (builder.output / "a" / "2").unlink()
    shutil.rmtree(builder.output / "b")
    (builder.output / "new").write_text(way)
    (builder.output / "new").rename(builder.output / "a" / "1")
    assert builder.publish(site("a/1", "a/2", "b/3", words=b"2")) == {"a/1", "a/2", "b/3"}
    check_twice(builder)


def test_files_and_folders_of_others_are_seen_and_taken_away(builder: Builder, way: str) -> None:
    (builder.output / "a" / "thumbs.db").write_text(way)
    (builder.output / "empty" / "deep").mkdir(parents=True)
    os.mkfifo(builder.output / "pipe")
    known = {"index.html", "a/1", "a/2", "b/3"}
    assert states(builder.output).keys() - known == {"a/thumbs.db", "empty/deep", "pipe"}
    check_twice(builder)


@pytest.mark.parametrize("name", ["b", "b/3", "c"])
def test_a_link_in_the_output_never_leads_outside(builder: Builder, way: str, name: str) -> None:
    outside = builder.output.parent / "outside"
    outside.mkdir()
    (outside / "3").write_text("private")
    (outside / "empty").mkdir()
    link = builder.output / name
    if link.is_dir():
        shutil.rmtree(link)
    link.unlink(missing_ok=True)
    link.symlink_to(outside if name != "b/3" else outside / "3")
    assert name in states(builder.output)
    assert way
    check_twice(builder)
    assert sorted(path.name for path in outside.iterdir()) == ["3", "empty"]
    assert (outside / "3").read_text() == "private"


def test_a_link_in_the_twin_never_leads_outside(builder: Builder) -> None:
    """A link that somebody put into the output is in the twin after the next publication."""
    outside = builder.output.parent / "outside"
    (outside / "empty").mkdir(parents=True)
    (outside / "3").write_text("private")
    shutil.rmtree(hidden(builder.output) / "b")
    (hidden(builder.output) / "b").symlink_to(outside)
    with output_folder(builder.output, ()) as out:
        root = out.prepare(["b/3", "b/new"], ["b/empty/x", "b/other"])
        write_file(root, "b/3", b"public")
        out.commit(["b/3"])
    assert tree(outside) == {"empty": b"!", "3": b"private"}
    assert (builder.output / "b" / "3").read_bytes() == b"public"


@pytest.mark.parametrize("what", ["everything", "twin", "journal"])
def test_our_own_files_may_be_deleted_between_builds(builder: Builder, way: str, what: str) -> None:
    assert way
    if what == "journal":
        journal(builder.output).unlink()
    else:
        shutil.rmtree({"everything": builder.output.parent / ".carepress", "twin": hidden(builder.output)}[what])
    before = states(builder.output)
    check_twice(builder)
    assert {path for path, state in states(builder.output).items() if state != before[path]} == {"a/1"}


def test_our_own_files_deleted_during_a_build_make_it_fail_and_the_next_one_work(builder: Builder, way: str) -> None:
    files = tree(builder.output)
    with output_folder(builder.output, ()) as out:
        root = out.prepare(["a/1"], [])
        shutil.rmtree(out.work)
        with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
            write_file(root, "a/1", b"new")
        with pytest.raises(OutputError, match="cannot be written: No such file or directory"):
            out.commit([])
    assert way
    assert tree(builder.output) == files
    check_twice(builder)


@pytest.mark.parametrize("damage", ["cut short", "one letter", "emptied", "of another version", "of another tree"])
def test_a_journal_that_is_not_whole_is_not_trusted(builder: Builder, damage: str) -> None:
    output = builder.output
    builder.publish(site("a/1", "a/2", "b/3", words=b"3"))
    data = journal(output).read_bytes()
    other = output.with_name("other")
    build(other, site())
    broken = {
        "cut short": data[: data.index(b"a/1")],
        "one letter": data.replace(b"a/1", b"a/7"),
        "emptied": b"",
        "of another version": data.replace(b"carepress 1", b"carepress 2"),
        "of another tree": journal(other).read_bytes(),
    }[damage]
    journal(output).write_bytes(broken)
    assert tree(hidden(output)) != tree(output)
    assert twin_after_preparing(output) == tree(output)


def test_a_folder_that_has_an_inode_of_before_is_known_by_its_time(builder: Builder) -> None:
    """Inodes are used again, often at once: deleted and made anew, the output may have its old number."""
    (hidden(builder.output) / "b" / "3").unlink()
    os.utime(builder.output, (1, 1))
    assert twin_after_preparing(builder.output) == tree(builder.output)


def test_names_that_are_no_text_are_taken_away_too(builder: Builder) -> None:
    names = [b"new\nline", b"\xff\xfe", "café".encode(), b"tab\t"]
    for name in names:
        Path(os.fsdecode(os.path.join(os.fsencode(builder.output), name))).write_text("x")  # noqa: PTH118 - bytes
    check_twice(builder)


# ── Killed ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tree_set_aside_between_two_renames_is_put_back(builder: Builder) -> None:
    output, old = builder.output, builder.output.parent / ".carepress" / "output.old"
    files = tree(output)
    with pytest.raises(Interrupted):
        builder.publish({**files, "a/1": b"new"}, stop_after=9)
    output.rename(old)
    with output_folder(output, ()):
        assert tree(output) == files
    assert not old.exists()
    assert twin_after_preparing(output) == files
    check_twice(builder)


def test_a_tree_set_aside_when_the_new_one_is_visible_already_becomes_the_twin(builder: Builder) -> None:
    output, old = builder.output, builder.output.parent / ".carepress" / "output.old"
    with pytest.raises(Interrupted):
        builder.publish({**tree(output), "a/1": b"new"}, stop_after=9)
    output.rename(old)
    hidden(output).rename(output)
    files = tree(output)
    assert files["a/1"] == b"new"
    assert twin_after_preparing(output) == files
    assert not old.exists()
    check_twice(builder)


def test_a_tree_set_aside_is_of_no_use_when_somebody_made_another_since(builder: Builder) -> None:
    output, old = builder.output, builder.output.parent / ".carepress" / "output.old"
    output.rename(old)
    shutil.copytree(old, output)
    check_twice(builder)
    assert not old.exists()


def test_a_build_killed_after_the_exchange_and_before_the_journal_is_made_good(builder: Builder) -> None:
    output, aside = builder.output, builder.output.with_name("aside")
    with pytest.raises(Interrupted):
        builder.publish({**tree(output), "a/1": b"new"}, stop_after=9)
    output.rename(aside)
    hidden(output).rename(output)
    aside.rename(hidden(output))
    assert twin_after_preparing(output) == tree(output)
    check_twice(builder)


FILES = 300
STEADY = 280  # the others are files in one version and folders in the next
VERSIONS = f"""
HOME = {HOME!r}
def version(number):
    words = b"%d" % number
    odd = number % 2
    steady = [f"{{n % 9}}/{{n}}" for n in range({STEADY})]
    other = [f"{{n % 9}}/{{n}}{{'/deep/index.html' if odd else ''}}" for n in range({STEADY}, {FILES} - 1)]
    return {{"index.html": HOME + words, **dict.fromkeys(steady + other, words)}}
"""
PUBLISH_FOR_EVER = f"""{VERSIONS}
import itertools, os, sys
from pathlib import Path
from carepress.build import tree
from carepress.build.tree import output_folder, write_file
output, way = Path(sys.argv[1]), sys.argv[2]
if way == "renames":
    tree.sys.platform = "another"

def publish_for_ever(start):
    print(os.getpid(), flush=True)
    for number in itertools.count(start):
        files = version(number)
        with output_folder(output, ()) as out:
            root = out.prepare(files.keys(), out.files().keys() - files.keys())
            for path, data in files.items():
                write_file(root, path, data)
            out.commit(files.keys())
        print("published", flush=True)

for start in iter(sys.stdin.readline, ""):
    child = os.fork()
    if not child:
        publish_for_ever(int(start))
    os.waitpid(child, 0)
    print("killed", flush=True)
"""
READ_FOR_EVER = f"""{VERSIONS}
import json, os, sys, threading, time
root = sys.argv[1]
stopped = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), stopped.set())).start()
faults, whole, overtaken, seen = [], 0, 0, set()

def read(path, folder=None):
    handle = os.open(path, os.O_RDONLY, dir_fd=folder)
    with open(handle, "rb") as file:
        return file.read().removeprefix(HOME)

def find(folder):
    return {{
        os.path.relpath(os.path.join(place, name), ".")
        for place, _, names in ((p.removeprefix("./"), d, n) for p, d, n, _ in os.fwalk(".", dir_fd=folder))
        for name in names
    }}

def one_pass():
    # The tree by one handle of its root. While that is the visible one, nobody writes in it.
    folder = os.open(root, os.O_RDONLY)
    try:
        start = read("index.html", folder)
        try:
            paths = find(folder)
            words = {{read(path, folder) for path in paths}}
        except OSError as error:
            paths, words = str(error), None
        end = os.open(root, os.O_RDONLY)
        try:
            if not os.path.samestat(os.fstat(folder), os.fstat(end)) or read("index.html", end) != start:
                return None
        finally:
            os.close(end)
        if paths != version(int(start)).keys() or words != {{start}}:
            faults.append([start.decode(), str(words), str(paths)[:300]])
        return start
    finally:
        os.close(folder)

while not stopped.is_set():
    time.sleep(0.002)  # the publisher needs the processor too
    # By paths, each file of all versions is there at every instant, and versions only grow.
    try:
        numbers = [int(read(f"{{root}}/{{n % 9}}/{{n}}")) for n in range(0, {STEADY}, 7)]
        if numbers != sorted(numbers):
            faults.append(numbers)
        found = one_pass()
    except (OSError, ValueError) as error:
        faults.append(repr(error))
        continue
    if found is None:
        overtaken += 1
    else:
        whole += 1
        seen.add(found)
print(json.dumps([faults[:5], whole, overtaken, len(seen)]))
"""


def kill_again_and_again(output: Path, way: str, kills: int) -> int:
    """Publish until killed; then check what is visible, and publish once more. Gives the version reached."""
    exec(VERSIONS, names := {})  # type: ignore[arg-type]  # noqa: S102 - shared with the two programs
    version: Callable[[int], dict[str, bytes]] = names["version"]  # type: ignore[assignment]
    instants = random.Random(kills)  # noqa: S311 - no secret
    reached = 0
    with subprocess.Popen(
        [sys.executable, "-c", PUBLISH_FOR_EVER, str(output), way], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as publisher:
        assert publisher.stdin is not None
        assert publisher.stdout is not None
        for attempt in range(kills):
            publisher.stdin.write(b"%d\n" % (reached + 1))
            publisher.stdin.flush()
            process = int(publisher.stdout.readline())
            for _ in range(attempt % 2):
                assert publisher.stdout.readline() == b"published\n"
            time.sleep(instants.random() * 0.08)
            os.kill(process, signal.SIGKILL)
            while publisher.stdout.readline() != b"killed\n":
                pass
            if way == "renames":
                with output_folder(output, ()):
                    pass  # which puts the old tree back, should the kill have come between the two renames
            reached = int((output / "index.html").read_bytes().removeprefix(HOME))
            assert tree(output) == version(reached)
            reached += 1
            build(output, version(reached))
            assert tree(output) == version(reached)
        publisher.stdin.close()
    return reached


@pytest.fixture
def first_version() -> Iterator[Path]:
    """In memory where there is such a file system: the disk of a busy machine would take minutes for so many trees."""
    memory = "/dev/shm"  # noqa: S108 - the folder below is our own
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as name:
        output = Path(name).resolve() / "output"
        exec(VERSIONS, names := {})  # type: ignore[arg-type]  # noqa: S102 - shared with the two programs
        build(output, names["version"](0))  # type: ignore[operator]
        yield output


def test_readers_see_a_whole_tree_at_every_instant_whenever_builds_are_killed(first_version: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", READ_FOR_EVER, str(first_version)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as reader:
        reached = kill_again_and_again(first_version, "exchange", 100)
        report, _ = reader.communicate()
    faults, whole, _, seen = json.loads(report)
    assert faults == []
    assert whole > 100
    assert seen > 20
    assert reached >= 150  # every second kill came after a publication


def test_without_an_exchange_a_kill_leaves_a_whole_tree_too(first_version: Path) -> None:
    assert kill_again_and_again(first_version, "renames", 16) >= 24


# ── Any sequence ─────────────────────────────────────────────────────────────────────────────────────────────────

PATHS = ["a", "a/index.html", "a/b", "a/b/c", "b/x", "b/y", "c/d/e", "c/d", "deep/er/est"]


def fits(paths: Collection[str]) -> bool:
    """No file where another path needs a folder."""
    return not any(other.startswith(path + "/") for path in paths for other in paths)


SITES = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([b"1", b"2", b"longer"])).filter(fits)


def replace_by_copy(output: Path) -> None:
    shutil.copytree(output, output.with_name("copy"), symlinks=True)
    shutil.rmtree(output)
    output.with_name("copy").rename(output)


def some_file(output: Path) -> Path:
    """The home page is the mark of the whole: without it the folder is refused."""
    files = [path for path in output.rglob("*") if path.is_file() and path.name != "index.html"]
    return min(files, default=output / "another")


def some_folder(output: Path) -> Path:
    folders = (path for path in output.rglob("*") if path.is_dir() and not path.is_symlink())
    return min(folders, default=output / f"more-{sum(1 for _ in output.iterdir())}")


def replace_by_link(output: Path) -> None:
    folder = some_folder(output)
    shutil.rmtree(folder, ignore_errors=True)
    folder.symlink_to(output.parent / "outside")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "delete the output": shutil.rmtree,
    "replace the output by a copy": replace_by_copy,
    "delete our own files": lambda output: shutil.rmtree(output.parent / ".carepress", ignore_errors=True),
    "delete the twin": lambda output: shutil.rmtree(hidden(output), ignore_errors=True),
    "delete the journal": lambda output: journal(output).unlink(missing_ok=True),
    "add a file": lambda output: (output / "thumbs.db").write_text("x"),
    "add a file below": lambda output: some_file(output).with_name("added").write_text("x"),
    "add a folder": lambda output: (output / "empty" / "deep").mkdir(parents=True, exist_ok=True),
    "edit a file": lambda output: some_file(output).write_bytes(b"edited by hand"),
    "delete a file": lambda output: some_file(output).unlink(missing_ok=True),
    "replace a folder by a link": replace_by_link,
}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("publish"), SITES),
        st.tuples(st.just("fail"), st.tuples(SITES, st.integers(0, 6))),
        st.tuples(st.just("damage"), st.sampled_from(sorted(DAMAGES))),
    ),
    max_size=12,
)


@example([("publish", {"a/b": b"1"}), ("damage", "delete a file"), ("publish", {})], sys.platform)
@given(STEPS, st.sampled_from([sys.platform, "another"]))
@settings(max_examples=150, deadline=None)
def test_whatever_happens_the_visible_tree_is_what_was_published_last(
    steps: list[tuple[str, object]], platform: str
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.sys, "platform", platform)
        root = Path(name).resolve()
        (root / "outside").mkdir()
        (root / "outside" / "b").write_text("private")
        builder = Builder(root / "output")
        for what, details in steps:
            take_step(builder, what, details)
        assert tree(root / "outside") == {"b": b"private"}


def take_step(builder: Builder, what: str, details: object) -> None:
    output = builder.output
    if what == "publish":
        files = {"index.html": HOME, **details}  # type: ignore[dict-item]
        builder.publish(files)
        assert tree(output) == files
    elif what == "fail":
        new, after = details  # type: ignore[misc]
        before = tree(output) if output.exists() else None
        try:
            builder.publish({"index.html": HOME, **new}, stop_after=after)
        except Interrupted:
            assert (tree(output) if output.exists() else None) == before
    elif output.exists():
        DAMAGES[str(details)](output)


def test_a_held_output_knows_its_places(output: Path) -> None:
    with output_folder(output, ()) as out:
        assert isinstance(out, Output)
        assert (out.path, out.work) == (output, output.parent / ".carepress")
        assert out.work.is_dir()
