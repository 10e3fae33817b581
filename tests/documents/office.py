"""LibreOffice without a window, for the tests that ask another program. Where it is missing they are skipped and say so."""

import shutil
import subprocess

import pytest

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is missing: apt install libreoffice-calc libreoffice-writer"
)


def converted(folder, ending, *files):
    """The files as LibreOffice saves them in the format of that ending, in one run. Returns the new paths."""
    out = folder / "out"
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", ending,
               "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    return [out / f"{file.stem}.{ending.partition(':')[0]}" for file in files]
