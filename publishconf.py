"""What differs in production: the site's address, and editorial faults stop the build."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

# The environment variable is for a code host that knows where it publishes.
SITEURL = os.environ.get("SITEURL") or "https://example.org"
CAREPRESS_PRODUCTION = True
