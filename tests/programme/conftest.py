import pytest

from spegla.programme import checks
from tests.programme.small_library import write_library


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A small valid library that stands in the place of ours."""
    root = write_library(tmp_path / "library")
    monkeypatch.setattr(checks, "OURS", root)
    return root
