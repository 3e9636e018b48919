"""Stock Pelican, with what a Carepress page has. The bench adds content/, the style sheet and the shared fragments."""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))

PATH = str(ROOT / "content")
OUTPUT_PATH = str(ROOT / "public")
THEME = str(ROOT / "theme")
SITENAME = "Carepress example"
SITESUBTITLE = "Health information you can check"
SITEURL = "https://example.org"
TIMEZONE = "Europe/London"
DEFAULT_LANG = "en"

PLUGINS = ["pelican.plugins.yaml_metadata", "health"]
FORMATTED_FIELDS: list[str] = []
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True, "extensions": []}
MARKDOWN = {
    "extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.toc": {"permalink": "#"}},
    "output_format": "html",
}

ARTICLE_PATHS = ["conditions", "medicines", "procedures", "tests"]
PAGE_PATHS = ["pages"]
STATIC_PATHS: list[str] = []
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = "{category}/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = "{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_SAVE_AS = ""
ARTICLE_ORDER_BY = "reversed-modified"
DIRECT_TEMPLATES = ["index", "recent", "404", "search"]
RECENT_SAVE_AS = "recent/index.html"
SEARCH_SAVE_AS = "search/index.html"
DEFAULT_PAGINATION = 50
PAGINATED_TEMPLATES = {"category": None, "tag": None, "topic": None, "letter": None, "recent": None}
PAGINATION_PATTERNS = (
    (1, "{base_name}/", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_ALL_ATOM = "feed.atom"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

STYLE = (ROOT / "site.css").read_text("utf-8")
POLICY = (ROOT / "policy.txt").read_text("utf-8")
TOPICS = json.loads((ROOT / "content" / "topics.json").read_text("utf-8"))
PEOPLE = json.loads((ROOT / "content" / "people.json").read_text("utf-8"))
