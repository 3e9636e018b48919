"""The settings of the example site. Every setting: docs/reference/settings.md."""

from pathlib import Path

ROOT = Path(__file__).parent

PELICAN_CLASS = "carepress.Carepress"
PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "output")
THEME = str(ROOT / "themes" / "carepress")
THEME_TEMPLATES_OVERRIDES = [str(ROOT / "templates")]

# Carepress makes the feeds; Pelican's own are off.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

# Who you are. SITEURL is the complete address of the site; publishconf.py sets it.
SITENAME = "Carepress example"
SITESUBTITLE = "Health information you can check"
SITEURL = ""
DEFAULT_LANG = "en"
TIMEZONE = "Europe/London"

# What these settings say in the other languages of the site: name, tagline, disclaimer and so on.
CAREPRESS_TRANSLATIONS = {
    "es": {"tagline": "Información de salud que puede comprobar"},
    "ar": {"tagline": "معلومات صحية يمكنك التحقق منها"},
}

# This site shows invented people: every page says so, and asks search engines not to list it.
# Delete the line when your own people and reviews are in place.
CAREPRESS_DEMONSTRATION = True

# The texts can be searched, in the reader's browser.
CAREPRESS_SEARCH = True

# The licence of the texts, named in the footer.
CAREPRESS_LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}

# Reviews: how long one lasts (36 months at most), and what happens to articles that are long overdue.
CAREPRESS_REVIEW = {"interval_months": 36, "due_soon_days": 90, "grace_days": 90, "overdue": "notice"}

# Where readers report a problem, and where editors change a page. {title}, {url} and {path} are filled in.
CAREPRESS_REPORT_URL = "mailto:editors@example.org?subject=Problem%20with%20{title}&body={url}"
CAREPRESS_EDIT_URL = "https://example.org/edit/content/{path}"

# Off by default: a call to action under each article, and an invitation to subscribe (feeds always exist).
# CAREPRESS_ASK_CLINICIAN = {"heading": "…", "text": "…", "label": "…", "url": "https://…"}
# CAREPRESS_SUBSCRIBE = {"heading": "…", "text": "…", "label": "…", "url": "https://…"}
