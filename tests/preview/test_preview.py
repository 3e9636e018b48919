"""``carepress preview``, as a program: what it serves, what it says, how it ends."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from PIL import Image

from carepress.plugin.loading import load_project
from carepress.preview.report import Report
from carepress.preview.running import load_report
from carepress.preview.running import run as run_preview
from carepress.preview.server import PreviewServer, open_server
from carepress.preview.session import Session

from .started import DRY, PATIENCE, SETTINGS, WET, Preview, article, change, started, wait_until, write, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_site(tmp_path)
    return tmp_path


@pytest.fixture
def preview(site: Path) -> Iterator[Preview]:
    with started(site) as running:
        yield running


def run(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "carepress", *arguments],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert "Traceback" not in done.stderr
    return done


def test_every_file_is_byte_for_byte_what_a_build_makes(site: Path, preview: Preview) -> None:
    assert run(site, "build").returncode == 0
    output = site / "output"
    built = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert len(built) > 12
    served = {path: preview.get(f"/{path.removesuffix('index.html')}", Sec_Fetch_Dest="iframe")[1] for path in built}
    assert {path for path in built if served[path] != built[path]} == set()


def test_a_browser_gets_the_shell_and_its_frame_the_page(preview: Preview) -> None:
    shell = preview.get("/conditions/dry-eye/", Sec_Fetch_Dest="document")[1]
    page = preview.get("/conditions/dry-eye/", Sec_Fetch_Dest="iframe")[1]
    assert b"/_preview/shell.js" in shell
    assert b"/_preview/" not in page
    assert b"<h1" in page
    for file in ("shell.js", "shell.css", "icon.svg"):
        assert preview.get(f"/_preview/{file}")[0] == 200


def test_what_is_saved_is_there_with_its_faults(site: Path, preview: Preview) -> None:
    change(site / "content" / DRY, "Drops.", "Drops of [tears](nowhere.md).")
    wait_until(lambda: "CP210" in preview.codes(DRY))
    [fault] = [fault for fault in preview.state(DRY)["faults"] if fault["code"] == "CP210"]
    line = (site / "content" / DRY).read_text("utf-8").splitlines().index("Drops of [tears](nowhere.md).") + 1
    assert fault["line"] == line
    assert fault["excerpt"] == ["Drops of [tears](", "nowhere.md", ")."]
    assert fault["open"] == f"vscode://file{site.resolve()}/content/{DRY}:{line}:18"
    assert b"Drops of" in preview.get("/conditions/dry-eye/")[1]
    change(site / "content" / DRY, "[tears](nowhere.md)", "tears")
    wait_until(lambda: "CP210" not in preview.codes(DRY))


def test_the_faults_are_those_of_a_check(site: Path, preview: Preview) -> None:
    change(site / "content" / DRY, "Drops.", "Drops of [tears](nowhere.md) are completely safe for 30% of patients.")
    checked = run(site, "check", f"content/{DRY}", "--format", "json").stdout
    codes = {line.split('"')[3] for line in checked.splitlines() if '"code"' in line}
    assert {"CP210", "CP605"} <= codes
    wait_until(lambda: preview.codes(DRY) == codes)


def test_what_an_article_suppresses_is_counted_and_not_told(site: Path, preview: Preview) -> None:
    assert "CP403" in preview.codes(DRY)
    reason = "suppress: [{rule: no-sources, reason: The sources are named by the register.}]"
    change(site / "content" / DRY, "status: published", f"status: published\n{reason}")
    wait_until(lambda: preview.state(DRY)["counts"] == ["1 suppressed, with a reason"])
    assert "CP403" not in preview.codes(DRY)
    change(site / "content" / DRY, "rule: no-sources", "rule: old-source")
    wait_until(lambda: {"CP035", "CP403"} <= preview.codes(DRY))


def test_a_useless_suppression_is_told_alike_by_preview_check_and_build(site: Path, preview: Preview) -> None:
    useless = "suppress: [{rule: long-sentence, reason: It is a quotation.}]"
    change(site / "content" / DRY, "status: published", f"status: published\n{useless}")
    wait_until(lambda: "CP035" in preview.codes(DRY))
    assert "CP035" in codes_of(run(site, "check", f"content/{DRY}", "--format", "json"))
    # Where two texts want one address, nobody knows yet what becomes of them: then all three wait.
    change(site / "content" / DRY, "status: published", "status: published\naliases: [/conditions/red-eye/]")
    write(site / "content/articles/eyes/red-eye.md", article("Red eye"))
    wait_until(lambda: "CP702" in preview.codes(DRY))
    for command in ("check", "build"):
        assert codes_of(run(site, command, "--format", "json")) >= {"CP702"}
        assert "CP035" not in codes_of(run(site, command, "--format", "json"))
    assert "CP035" not in preview.codes(DRY)


def codes_of(done: subprocess.CompletedProcess[str]) -> set[str]:
    return {fault["code"] for fault in json.loads(done.stdout)}


def test_a_draft_has_a_page_that_nothing_lists(preview: Preview) -> None:
    assert preview.state(WET)["status"] == "draft"
    status, page = preview.get("/conditions/wet-eye/")
    assert status == 200
    assert b"Wet eye" in page
    for list_ in ("/", "/a-z/", "/topics/eyes/", "/sitemap.xml", "/feed.atom"):
        assert b"Wet eye" not in preview.get(list_)[1]
        assert b"wet-eye" not in preview.get(list_)[1]


def test_no_page_that_readers_get_names_a_draft_and_none_makes_way_for_it(site: Path, preview: Preview) -> None:
    content = site / "content"
    before = {address: preview.get(address)[1] for address in ("/", "/conditions/dry-eye/", "/404.html")}
    write(content / "pages/about.md", "---\ntitle: About\nsummary: Us.\ndate: 2026-01-01\nstatus: draft\n---\n\nWe.\n")
    write(content / "articles/eyes/dry-eye.ar.md", article("Ojo", "draft").replace("kind:", "lang: ar\nkind:"))
    write(content / "articles/other/dry-eye.md", article("Another eye", "draft"))
    for path in ("pages/about.md", "articles/eyes/dry-eye.ar.md"):
        wait_until(lambda path=path: preview.get(f"/_preview/file/{path}")[0] == 200)
    wait_until(lambda: preview.state("articles/other/dry-eye.md")["status"] == "draft")
    assert {address: preview.get(address)[1] for address in before} == before
    assert "CP702" not in preview.codes("articles/other/dry-eye.md") | preview.codes(DRY)


def test_a_link_to_a_draft_is_the_fault_that_it_is_in_a_build(site: Path, preview: Preview) -> None:
    change(site / "content" / DRY, "Drops.", "Drops, or [more](wet-eye.md).")
    wait_until(lambda: "CP212" in preview.codes(DRY))


def test_a_file_that_cannot_be_loaded_stays_as_it_was_and_says_why(site: Path, preview: Preview) -> None:
    before = preview.get("/conditions/dry-eye/")[1]
    change(site / "content" / DRY, "title: Dry eye", 'title: "Dry eye')
    wait_until(lambda: preview.state(DRY)["outdated"])
    assert preview.get("/conditions/dry-eye/")[1] == before
    faults = preview.state(DRY)["faults"]
    assert [fault["severity"] for fault in faults] == ["error"]
    assert [other["path"] for other in preview.state(WET)["others"]] == [DRY]
    change(site / "content" / DRY, 'title: "Dry eye', "title: Sore eye")
    wait_until(lambda: not preview.state(DRY)["outdated"])
    assert b"Sore eye" in preview.get("/conditions/dry-eye/")[1]
    assert preview.state(WET)["others"] == []


def test_a_page_that_cannot_be_made_stays_as_it_was(site: Path, preview: Preview) -> None:
    before = preview.get("/conditions/dry-eye/")[1]
    change(site / "content" / DRY, "date: 2024-01-01", "date: 2024-01-01\nauthors: [nobody]")
    wait_until(lambda: preview.state(DRY)["outdated"])
    assert "CP301" in preview.codes(DRY)
    assert preview.get("/conditions/dry-eye/")[1] == before


def test_a_file_that_never_could_be_loaded_has_its_faults_and_then_its_page(site: Path, preview: Preview) -> None:
    new = "articles/eyes/red-eye.md"
    write(site / "content" / new, article("Red eye").replace("kind: condition", "kind: nothing"))
    wait_until(lambda: preview.codes(new))
    status, body = preview.get(f"/_preview/file/{new}")
    assert status == 404
    assert b"Once the faults of articles/eyes/red-eye.md are mended" in body
    write(site / "content" / new, article("Red eye"))
    wait_until(lambda: preview.get(f"/_preview/file/{new}")[0] == 200)
    assert b"Red eye" in preview.get(f"/_preview/file/{new}")[1]
    assert b"Red eye" in preview.get("/a-z/")[1]


def test_a_deleted_article_is_gone_from_its_address_and_from_lists(site: Path, preview: Preview) -> None:
    assert b"Dry eye" in preview.get("/a-z/")[1]
    (site / "content" / DRY).unlink()
    wait_until(lambda: preview.get("/conditions/dry-eye/")[0] == 404)
    assert b"Dry eye" not in preview.get("/a-z/")[1]


def test_a_folder_that_takes_the_place_of_another_is_noticed(site: Path, preview: Preview) -> None:
    write(site / "articles.new/dry-eye.md", article("Exchanged eye"))
    (site / "content/articles/eyes").rename(site / "articles.old")
    (site / "articles.new").rename(site / "content/articles/eyes")
    wait_until(lambda: b"Exchanged eye" in preview.get("/conditions/dry-eye/")[1])
    assert preview.get("/conditions/wet-eye/")[0] == 404


def test_a_content_folder_that_goes_and_comes_back_ends_nothing(site: Path, preview: Preview) -> None:
    (site / "content/articles").rename(site / "elsewhere")
    wait_until(lambda: preview.get("/conditions/dry-eye/")[0] == 404)
    (site / "elsewhere").rename(site / "content/articles")
    wait_until(lambda: preview.get("/conditions/dry-eye/")[0] == 200)


def test_a_file_without_a_place_changes_what_is_known_of_others_as_in_a_check(site: Path, preview: Preview) -> None:
    write(site / "content/addresses.txt", "/conditions/lost/\n")
    wait_until(lambda: preview.codes("addresses.txt") == {"CP708"})
    write(site / "content/articles/lost.pdf", "It may be what was there.")
    assert "CP708" not in run(site, "check").stderr
    wait_until(lambda: not preview.codes("addresses.txt"))


def test_a_name_that_is_no_text_hides_nothing_else(site: Path) -> None:
    new = os.fsdecode(b"articles/eyes/caf\xe9#\x1b[31m.md")
    write(site / "content" / new, article("Red eye"))
    with started(site) as preview:
        [other] = preview.state(DRY)["others"]
        assert other["href"] == "/_preview/file/articles/eyes/caf%E9%23%1B%5B31m.md"
        assert preview.get(other["href"])[0] == 404
        for number in range(3):
            change(site / "content" / DRY, "Drops", f"Drops {number} of")
            write(site / "content" / new, article(f"Red eye {number}"))
            wait_until(lambda text=b"Drops %d of" % number: text in preview.get("/conditions/dry-eye/")[1])
        status, said = preview.stop()
    assert status == 0
    assert "Carepress" not in said
    assert "\x1b[31m" not in said


def test_a_new_title_is_in_lists_at_once(site: Path, preview: Preview) -> None:
    change(site / "content" / DRY, "title: Dry eye", "title: Gritty eye")
    wait_until(lambda: b"Gritty eye" in preview.get("/a-z/")[1])
    assert b"Gritty eye" in preview.get("/topics/eyes/")[1]


def test_two_files_with_one_address_are_named(site: Path, preview: Preview) -> None:
    write(site / "content/articles/other/dry-eye.md", article("Dry eye"))
    wait_until(lambda: "CP702" in preview.codes("articles/other/dry-eye.md") | preview.codes(DRY))


def test_an_alias_that_takes_the_place_of_a_file_is_named_as_in_a_check(site: Path, preview: Preview) -> None:
    aliases = "aliases: [/robots.txt, /theme/icon.svg, /feed.atom]"
    change(site / "content" / DRY, "status: published", f"status: published\n{aliases}")

    def told() -> list[str]:
        return sorted(fault["message"] for fault in preview.state(DRY)["faults"] if fault["code"] == "CP702")

    wait_until(lambda: len(told()) == 3)
    found = json.loads(run(site, "check", "--select", "CP702", "--format", "json").stdout)
    assert told() == sorted(fault["message"] for fault in found)


def test_a_changed_template_is_used_and_a_broken_one_is_named(site: Path, preview: Preview) -> None:
    template = site / "templates/article.html"
    good = template.read_text("utf-8")
    write(template, good.replace("{% endblock %}", "<p>Told by a template.</p>{% endblock %}", 1))
    wait_until(lambda: b"Told by a template." in preview.get("/conditions/dry-eye/")[1])
    write(template, good + "{% nonsense %}")
    wait_until(lambda: "nonsense" in preview.state(DRY)["problem"])
    assert "article.html" in preview.state(DRY)["problem"]
    assert b"Told by a template." in preview.get("/conditions/dry-eye/")[1]
    write(template, good)
    wait_until(lambda: not preview.state(DRY)["problem"])


def test_changed_settings_hold_and_broken_ones_are_named(site: Path, preview: Preview) -> None:
    settings = site / "pelicanconf.py"
    change(settings, '"A site"', '"Another site"')
    wait_until(lambda: b"Another site" in preview.get("/")[1])
    change(settings, "PATH,", "CAREPRESS_RULEZ = 1\nPATH,")
    wait_until(lambda: "did you mean CAREPRESS_RULES?" in preview.state(DRY)["trouble"])
    assert b"Another site" in preview.get("/")[1]
    change(settings, "CAREPRESS_RULEZ = 1\n", "")
    wait_until(lambda: not preview.state(DRY)["trouble"])


def test_nothing_is_written_into_the_site(site: Path, preview: Preview) -> None:
    before = {path for path in site.rglob("*") if ".carepress" not in path.parts}
    preview.get("/")
    preview.state(DRY)
    assert {path for path in site.rglob("*") if ".carepress" not in path.parts} == before
    assert not (site / "output").exists()


def test_it_answers_only_browsers_of_this_computer(preview: Preview) -> None:
    for host in ("example.org", f"example.org:{preview.root.rsplit(':', 1)[1]}", ""):
        status, body = preview.get("/conditions/wet-eye/", Host=host)
        assert status in (400, 421)
        assert b"Wet eye" not in body


@pytest.mark.parametrize(
    "address",
    [
        "/_preview/file/../pelicanconf.py",
        "/_preview/file//etc/hostname",
        "/images/../topics.yaml",
        "/..%2fpelicanconf.py",
        "/%2e%2e/pelicanconf.py",
        "/content/topics.yaml",
        "/_preview/../session.py",
        "/_preview/state?address=%00",
        "/%ff%fe",
    ],
)
def test_no_address_leads_out_of_the_site(preview: Preview, address: str) -> None:
    status, body = preview.get(address)
    assert status in (200, 404)
    assert b"PELICAN_CLASS" not in body
    assert b"eyes: {" not in body


def test_a_request_that_makes_no_sense_is_no_fault_of_ours(preview: Preview) -> None:
    host = preview.root.removeprefix("http://")
    requests = {
        ("http://[x", host): {400},
        ("http://[x]/", host): {400},
        ("//[x", host): {400, 404},
        ("//[x/conditions/dry-eye/?a=[", host): {400, 404},
        ("*", host): {404},
        ("http://example.org/nowhere/", host): {404},
        ("/images/%00.svg", host): {404},
        ("/_preview/file/%00", host): {404},
        ("/_preview/state?address=http://[x", host): {200},
        ("/_preview/state?address=%ff%00", host): {200},
        ("/_preview/search?q=%ff[", host): {200},
        ("/?%", host): {200},
        ("/", "[x"): {421},
        ("/", "http://[x"): {421},
    }
    given: dict[tuple[str, str], int] = {}
    for target, named in requests:
        with closing(HTTPConnection(host, timeout=PATIENCE)) as connection:
            connection.request("GET", target, headers={"Host": named})
            given[target, named] = connection.getresponse().status
    assert {request: status for request, status in given.items() if status not in requests[request]} == {}


def test_a_drawing_that_becomes_unsafe_is_not_shown_any_more(site: Path, preview: Preview) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
    write(site / "content/images/a.svg", drawing.format(""))
    wait_until(lambda: preview.get("/images/a.svg")[0] == 200)
    with urlopen(f"{preview.root}/images/a.svg") as answer:  # noqa: S310 - our own server
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    write(site / "content/images/a.svg", drawing.format("<script>alert(1)</script>"))
    wait_until(lambda: "CP203" in preview.codes("images/a.svg"))
    status, body = preview.get("/images/a.svg")
    assert status == 404
    assert b"alert" not in body


def photo(width: int) -> bytes:
    file = BytesIO()
    pixels = random.Random(width).randbytes(width * 40 * 3)  # noqa: S311 - pixels, not secrets
    Image.frombytes("RGB", (width, 40), pixels).save(file, "JPEG")
    return file.getvalue()


def test_a_photo_in_a_draft_is_shown_in_sizes_and_a_spoilt_one_stays_as_it_was(site: Path, preview: Preview) -> None:
    place = site / "content/images/a.jpg"
    place.parent.mkdir(exist_ok=True)

    def sizes() -> list[str]:
        return re.findall("/img/[^ ]+avif", preview.get("/conditions/wet-eye/")[1].decode())

    def of_browser(address: str) -> tuple[str, str | None, int]:
        with urlopen(preview.root + address) as answer:  # noqa: S310 - our own server
            image = Image.open(BytesIO(answer.read()))
            return answer.headers["Content-Type"], image.format, image.width

    place.write_bytes(photo(500))
    change(site / "content" / WET, "Drops.", "![A photo](a.jpg)")
    wait_until(lambda: len(sizes()) == 2)
    first = sizes()
    assert [of_browser(address) for address in first] == [("image/avif", "AVIF", 360), ("image/avif", "AVIF", 500)]
    place.write_bytes(photo(600))
    wait_until(lambda: sizes() != first)
    assert of_browser(sizes()[1]) == ("image/avif", "AVIF", 600)
    second = sizes()
    place.write_bytes(photo(700)[:5_000])
    wait_until(lambda: "CP204" in preview.codes("images/a.jpg"))
    assert sizes() == second
    assert preview.get("/images/a.jpg")[0] == 404


def test_an_unsafe_link_leads_nowhere(site: Path, preview: Preview) -> None:
    change(site / "content" / DRY, "Drops.", "[Drops](javascript:alert(1)).")
    wait_until(lambda: "CP201" in preview.codes(DRY))
    assert b"javascript:" not in preview.get("/conditions/dry-eye/")[1]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://example.net/spy.png", "../../../etc/eye.png"])
def test_an_image_of_another_place_is_not_asked_for(site: Path, preview: Preview, address: str) -> None:
    change(site / "content" / DRY, "Drops.", f"Some ![drops]({address}).\n\n![Other drops]({address})")
    wait_until(lambda: b"Some <img" in preview.get("/conditions/dry-eye/", Sec_Fetch_Dest="iframe")[1])
    page = preview.get("/conditions/dry-eye/", Sec_Fetch_Dest="iframe")[1]
    assert address.encode() not in page
    assert page.count(b'src="/images/"') == 2


def test_a_taken_port_gives_the_next_and_that_is_said(site: Path, preview: Preview) -> None:
    port = preview.root.rpartition(":")[2]
    with started(site, "--port", port) as second:
        assert second.root != preview.root
        assert second.get("/")[0] == preview.get("/")[0] == 200
        _, said = second.stop()
        assert f"Port {port} is taken; this one is at {second.root.rpartition(':')[2]}.\n" in said


def found_for(preview: Preview, typed: str) -> list[str]:
    return [each["title"] for each in json.loads(preview.get(f"/_preview/search?q={quote(typed)}")[1])]


def test_what_is_typed_finds_first_the_title_that_begins_with_it(site: Path, preview: Preview) -> None:
    for slug, title in {"a": "Sunglasses for dry lids", "dry-l": "Dry lips", "z": "Lips that are dry"}.items():
        write(site / f"content/articles/eyes/{slug}.md", article(title))
        wait_until(lambda title=title: title in found_for(preview, title))
    assert found_for(preview, "Dry l") == ["Dry lips", "Sunglasses for dry lids", "Lips that are dry"]
    assert found_for(preview, "lip") == ["Lips that are dry", "Dry lips"]
    assert found_for(preview, "eyes/z") == ["Lips that are dry"]
    assert found_for(preview, "articles") == found_for(preview, ".md") == []


def test_an_address_without_a_page_is_told_from_a_page_of_many_files(preview: Preview) -> None:
    def missing(address: str) -> bool:
        return bool(json.loads(preview.get(f"/_preview/state?address={address}")[1])["missing"])

    assert [missing(each) for each in ("/nowhere/", "/", "/a-z/", "/conditions/dry-eye/")] == [
        True,
        False,
        False,
        False,
    ]


def test_commands_in_the_panel_name_the_file_and_can_be_copied(site: Path, preview: Preview) -> None:
    change(site / "content" / DRY, "## Causes", "##Causes")
    wait_until(lambda: preview.state(DRY)["counts"])
    program = f"{sys.executable} -u -m carepress"
    state = preview.state(DRY)
    assert state["counts"] == [f"1 can be mended by `{program} check --fix content/{DRY}`"]
    assert state["again"] == f"{program} preview content/{DRY}"


@pytest.mark.parametrize("which", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly_even_while_browsers_listen(site: Path, which: signal.Signals) -> None:
    with started(site) as preview:
        listener = subprocess.Popen(
            [
                sys.executable,
                "-c",
                f"import urllib.request as r\nfor _ in r.urlopen('{preview.root}/_preview/events'): pass",
            ],
            stderr=subprocess.DEVNULL,
        )
        try:
            preview.get("/")
            os.kill(preview.process.pid, which)
            said, _ = preview.process.communicate(timeout=PATIENCE)
        finally:
            listener.kill()
            listener.wait()
        assert preview.process.returncode == 0
        assert said.splitlines()[-1] == "Stopped."
        assert "Traceback" not in said


def test_it_begins_with_the_article_that_is_named(site: Path) -> None:
    with started(site, f"content/{WET}") as preview:
        assert preview.url.endswith(f"/_preview/file/{WET}")
        status, page = preview.get(preview.url.removeprefix(preview.root))
        assert (status, b"Wet eye" in page) == (200, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("content/nowhere.md",), "there is no file content/nowhere.md"),
        (("pelicanconf.py",), "pelicanconf.py is not in the content folder"),
        (("--editor", "notepad"), "notepad is none of vscode,"),
        (("-s", "nowhere.py"), "there is no settings file nowhere.py"),
        (("-c", "nowhere"), "there is no content folder"),
        (("-c", "around"), "around cannot be opened: it is a symbolic link that leads back to itself"),
        (("around",), "around cannot be opened: it is a symbolic link that leads back to itself"),
        (("x" * 300,), "xxx… cannot be opened: File name too long"),
        (("--port", "0"), "`0` is not a port; write a number from 1 to 65535"),
        (("--port", "abc"), "`abc` is not a port; write a number from 1 to 65535"),
    ],
)
def test_wrong_use_is_told_in_words(site: Path, arguments: tuple[str, ...], words: str) -> None:
    (site / "around").symlink_to("around")
    done = run(site, "preview", *arguments)
    assert done.returncode == 2
    assert words in done.stderr.replace("\n", " ")


def test_an_empty_site_and_one_with_faults_everywhere_can_be_looked_at(tmp_path: Path) -> None:
    write_site(tmp_path)
    for path in (DRY, WET):
        (tmp_path / "content" / path).unlink()
    write(tmp_path / "content/topics.yaml", "eyes: [\n")
    with started(tmp_path) as preview:
        assert preview.get("/")[0] == 200
        assert [other["path"] for other in preview.state(DRY)["others"]] == ["topics.yaml"]
        assert preview.get("/nowhere/")[0] == 404


def test_a_day_that_begins_shows_in_reviews_and_is_told_to_browsers(site: Path) -> None:
    write(site / "pelicanconf.py", f'{SETTINGS}CAREPRESS_REVIEW = {{"grace_days": 0, "overdue": "warn"}}\n')
    write(site / "content/people/ada.yaml", "name: Ada\ncredentials: MD\n")
    change(site / "content" / DRY, "status:", "review: {by: [ada], date: 2026-01-01, due: 2026-12-01}\nstatus:")
    project = load_project(site / "pelicanconf.py", {})
    days = [dt.date(2026, 12, 1)]
    first = load_report(project, "vscode", jobs=1).session
    session = Session(project.content.resolve(), first.kept, first.frame, lambda _: days[-1])
    server = open_server(8760, Report(session, "vscode", project.file))
    stop = Event()
    running = Thread(target=run_preview, args=(project, server, stop, [].append))
    running.start()
    try:
        heard = server.bell.wait(0, PATIENCE)  # the watch begins
        assert overdue(server) == (False, False)
        days.append(dt.date(2026, 12, 2))
        assert server.bell.wait(heard, PATIENCE) > heard
        assert overdue(server) == (True, True)
    finally:
        stop.set()
        running.join()


def overdue(server: PreviewServer) -> tuple[bool, bool]:
    """Whether the page says so, and whether the panel does."""
    page = server.ask(lambda report: report.show("/conditions/dry-eye/")).body
    faults = server.ask(lambda report: report.session.faults(DRY))
    return b"Review overdue" in page, "review-overdue" in {each.fault.slug for each in faults}


def test_a_preview_that_stopped_holds_nothing_open(site: Path) -> None:
    assert run(site, "build").returncode == 0
    report = load_report(load_project(site / "pelicanconf.py", {}), "vscode", jobs=1)
    server = open_server(8750, report)
    serving = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    assert server.ask(lambda report: report.show("/conditions/dry-eye/")).status == 200
    server.stop()
    serving.join()
    held = {str(link.readlink()) for link in Path("/proc/self/fd").iterdir() if link.is_symlink()}
    assert [path for path in held if path.startswith(str(site))] == []
