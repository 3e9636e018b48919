"""What differs in production: the site's address, and editorial faults stop the build."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

SITEURL = "https://example.org"
CAREPRESS_PRODUCTION = True
