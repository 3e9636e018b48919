"""The thin adapter to Pelican: its settings, its Jinja environment, its command. It holds no logic of its own."""

from carepress.plugin.pelican import Carepress
from carepress.plugin.settings import SettingsError

__all__ = ["Carepress", "SettingsError"]
