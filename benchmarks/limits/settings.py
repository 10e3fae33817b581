"""The product's settings, with the limits' addresses after its own. Only the benchmarks use them."""

import json
import os
from pathlib import Path

from spegla.config.settings import *  # noqa: F403
from spegla.config.settings import TEMPLATES

ROOT_URLCONF = "benchmarks.limits.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).parent / "templates"]
LIMITS = json.loads(Path(os.environ["BENCH_FACTS"]).read_text()) if os.environ.get("BENCH_FACTS") else {}
