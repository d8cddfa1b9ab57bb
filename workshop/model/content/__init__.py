"""The diagnostic's content: frozen values and the loader that validates a pack and names the culprit."""

from .items import Case, Dimension, EffortPreset, Indicator, Measure, Pack, Pain, Source
from .load import load_pack, read_pack_files

__all__ = ["Case", "Dimension", "EffortPreset", "Indicator", "Measure", "Pack", "Pain", "Source", "load_pack", "read_pack_files"]
