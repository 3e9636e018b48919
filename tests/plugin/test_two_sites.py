"""One process may read the settings of several sites."""

from pathlib import Path

from carepress.plugin.settings_file import read_settings_file


def test_settings_import_what_is_beside_them_and_not_another_sites(tmp_path: Path) -> None:
    for name in ("one", "two", "one"):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "pelicanconf.py").write_text(f"PATH, SITENAME = {str(folder)!r}, {name!r}\n", encoding="utf-8")
        (folder / "publishconf.py").write_text(
            "import sys\nfrom pathlib import Path\n\nsys.path.insert(0, str(Path(__file__).parent))\n"
            "from pelicanconf import *\n",
            encoding="utf-8",
        )
    for name in ("one", "two", "one"):
        assert read_settings_file(tmp_path / name / "publishconf.py", {})["SITENAME"] == name
