"""A new tree replaces the old one in one step, or not at all."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from carepress.build import publish as publishing
from carepress.build.artifact import Artifact
from carepress.build.publish import OutputError, RenderError, output_folder, publish

ROOT = Path(__file__).parents[2]
HOME = b'<meta name="generator" content="Carepress">'


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def site(*names: str, words: bytes = b"") -> list[Artifact]:
    contents = {"index.html": HOME + words, **dict.fromkeys(names, words)}
    return [Artifact(path, lambda data=data: data, "", path) for path, data in contents.items()]  # type: ignore[misc]


def build(output: Path, artifacts: list[Artifact], *protected: Path) -> None:
    with output_folder(output, protected) as staging:
        publish(artifacts, staging, output)


def refused(output: Path, *protected: Path) -> OutputError:
    with pytest.raises(OutputError) as error, output_folder(output, protected):
        raise AssertionError("it was not refused")
    return error.value


# ── Replacing ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_first_build_makes_the_folder_and_those_above_it(tmp_path: Path) -> None:
    output = tmp_path / "a" / "b" / "output"
    build(output, site("x/index.html"))
    assert tree(output) == {"index.html": HOME, "x/index.html": b""}


def test_a_second_build_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(output, site("old/index.html", words=b"1"))
    build(output, site("new/index.html", words=b"2"))
    assert tree(output) == {"index.html": HOME + b"2", "new/index.html": b"2"}


def test_a_build_that_fails_half_way_changes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    output = tmp_path / "output"
    build(output, site("a", words=b"1"))

    def broken() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(RenderError, match="b cannot be made: ZeroDivisionError"):
        build(output, [*site("a", words=b"2"), Artifact("b", broken, "", "b")])
    assert tree(output) == {"index.html": HOME + b"1", "a": b"1"}
    assert sorted(path.name for path in (tmp_path / ".carepress").iterdir()) in ([], ["output.lock"])


def test_systems_that_cannot_exchange_two_folders_replace_them_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing.sys, "platform", "darwin")
    output = tmp_path / "output"
    build(output, site("old", words=b"1"))
    build(output, site("new", words=b"2"))
    assert tree(output) == {"index.html": HOME + b"2", "new": b"2"}
    assert not (tmp_path / ".carepress" / "output.old").exists()


@pytest.mark.parametrize("path", ["../outside", "a/../../outside", "/outside"])
def test_no_file_is_written_outside_the_folder(tmp_path: Path, path: str) -> None:
    output = tmp_path / "output"
    with pytest.raises(AssertionError, match="would leave the output folder"):
        build(output, [Artifact(path, lambda: b"", "", "an intruder")])
    assert not output.exists()
    assert not (tmp_path / "outside").exists()


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


def test_files_that_carepress_did_not_make_are_never_replaced(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")
    error = refused(output)
    assert error.usage
    assert "holds files that Carepress did not make" in str(error)
    (output / "index.html").write_text("a site made by hand")
    assert "holds files that Carepress did not make" in str(refused(output))
    assert set(tree(output)) == {"thesis.txt", "index.html"}


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    build(output, site())
    assert tree(output) == {"index.html": HOME}


def test_a_file_is_no_output_folder(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("words")
    error = refused(tmp_path / "output")
    assert error.usage
    assert "is a file; choose a folder" in str(error)
    assert (tmp_path / "output").read_text() == "words"


@pytest.mark.parametrize("parent", ["/proc", "a file"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, parent: str) -> None:
    if parent == "a file":
        (tmp_path / parent).write_text("words")
    error = refused(tmp_path / parent / "output" if parent == "a file" else Path(parent) / "output")
    assert not error.usage
    assert "cannot be written: " in str(error)


def test_the_command_says_so_and_exits_1_where_the_output_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("words")
    done = command("-o", str(tmp_path / "file" / "output"))
    assert done.returncode == 1
    assert "cannot be written: Not a directory" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_command_exits_2_where_the_output_would_replace_the_content(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    done = command("-c", str(tmp_path / "content"), "-o", str(tmp_path))
    assert done.returncode == 2
    assert "would replace" in done.stderr
    assert (tmp_path / "content").is_dir()


@pytest.mark.parametrize("folder", ["templates", "themes", "templates/output", ".", "carepress"])
def test_the_command_never_replaces_the_project(folder: str) -> None:
    before = {path: path.stat().st_mtime_ns for path in (ROOT / "carepress").rglob("*.py")}
    done = command("-o", str(ROOT / folder))
    assert done.returncode == 2, done.stdout + done.stderr
    assert "choose another" in done.stderr
    assert {path for path in before if not path.exists()} == set()
    assert not (ROOT / "templates" / "output").exists()


# ── Two at once ──────────────────────────────────────────────────────────────────────────────────────────────────


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "carepress", "build", "-s", str(ROOT / "pelicanconf.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


HOLD = """
import sys
from pathlib import Path
from carepress.build.publish import output_folder
with output_folder(Path(sys.argv[1]), ()) as staging:
    (staging / "half").write_text("written")
    print("ready", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def another_build(tmp_path: Path) -> Iterator[Path]:
    """An output folder that another process is building at this moment."""
    output = tmp_path / "output"
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
    done = command("-o", str(another_build))
    assert done.returncode == 1
    assert f"another build is writing {another_build} at this moment; wait for it to end" in done.stderr
    assert tree(another_build) == {"index.html": HOME + b"1", "a": b"1"}
    assert (another_build.parent / ".carepress" / "output.new" / "half").read_text() == "written"


def test_a_build_into_another_folder_beside_it_need_not_wait(another_build: Path) -> None:
    build(another_build.parent / "other", site())
    assert tree(another_build.parent / "other") == {"index.html": HOME}


# ── Killed ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_a_killed_build_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    output, work = tmp_path / "output", tmp_path / ".carepress"
    build(output, site("a", words=b"1"))
    (work / "output.new" / "deep").mkdir(parents=True)
    (work / "output.new" / "deep" / "half").write_text("written")
    (work / "output.old").mkdir()
    (work / "output.lock").touch()
    build(output, site("b", words=b"2"))
    assert tree(output) == {"index.html": HOME + b"2", "b": b"2"}
    assert not (work / "output.new").exists()
    assert not (work / "output.old").exists()


def test_an_old_tree_that_was_set_aside_when_the_build_was_killed_is_put_back(tmp_path: Path) -> None:
    output, work = tmp_path / "output", tmp_path / ".carepress"
    build(output, site("a", words=b"1"))
    output.rename(work / "output.old")
    with output_folder(output, ()):
        assert tree(output) == {"index.html": HOME + b"1", "a": b"1"}


BUILD_FOR_EVER = """
import itertools, sys
from pathlib import Path
from carepress.build.artifact import Artifact
from carepress.build.publish import output_folder, publish
output = Path(sys.argv[1])
for number in itertools.count(1):
    words = b"%d" % number
    files = {"index.html": HOME + words, **{f"{n}/index.html": words for n in range(40)}}
    with output_folder(output, ()) as staging:
        publish([Artifact(path, lambda data=data: data, "", path) for path, data in files.items()], staging, output)
    print(number, flush=True)
"""


def test_readers_see_a_whole_tree_whenever_builds_are_killed(tmp_path: Path) -> None:
    output = tmp_path / "output"
    forty = [f"{n}/index.html" for n in range(40)]
    seen = set()
    for attempt in range(12):
        build(output, site(*forty, words=b"whole"))
        program = f"HOME = {HOME!r}\n{BUILD_FOR_EVER}"
        with subprocess.Popen([sys.executable, "-c", program, str(output)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            for _ in range(1 + attempt % 3):
                assert process.stdout.readline()
            time.sleep(attempt * 0.0007)
            process.kill()
        if not sys.platform.startswith("linux"):
            # Elsewhere the old tree may have been set aside; the next build puts it back.
            with output_folder(output, ()):
                pass
        found = tree(output)
        words = {data.removeprefix(HOME) for data in found.values()}
        assert len(found) == 41
        assert len(words) == 1
        assert words != {b"whole"}
        seen |= words
    assert len(seen) > 2


def test_a_killed_command_leaves_the_old_site_whole_and_the_next_one_works(tmp_path: Path) -> None:
    output = tmp_path / "output"
    assert command("-o", str(output)).returncode == 0
    whole = tree(output)
    started = False
    for attempt in range(4):
        process = subprocess.Popen(
            [sys.executable, "-m", "carepress", "build", "-s", str(ROOT / "pelicanconf.py"), "-o", str(output)],
            stdout=subprocess.DEVNULL,
        )
        staging = tmp_path / ".carepress" / "output.new"
        while process.poll() is None and not staging.exists():
            time.sleep(0.005)
        time.sleep(0.1 * attempt)
        started |= process.poll() is None
        process.kill()
        process.wait()
        assert tree(output) == whole
    assert started
    assert command("-o", str(output)).returncode == 0
    assert tree(output) == whole
    assert [path.name for path in (tmp_path / ".carepress").iterdir() if path.suffix != ".lock"] == []
