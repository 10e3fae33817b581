"""Starts the product as a newcomer does, on an empty folder and then again on the same, and looks at its front page."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from ports import free_port

LONGEST_START, LONGEST_END = 600, 120  # seconds on a machine that has much else to do; it ends at once where something is wrong
ROOT = Path(__file__).resolve().parent.parent


def front_page(port: int) -> int | None:
    """The status of the front page, or nothing when nobody answers."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
            return answer.status
    except HTTPError as error:
        return error.code
    except (URLError, OSError):
        return None


def try_start(which: str, folder: Path) -> bool:
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = ["make", "run", f"PORT={port}", f"DATA={folder / 'data'}"]
    began = monotonic()
    with (folder / "log").open("w+") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        while (status := front_page(port)) is None and process.poll() is None and monotonic() - began < LONGEST_START:
            sleep(0.1)
        took = monotonic() - began
        process.terminate()
        process.wait(LONGEST_END)
        silent = front_page(port) is None
        log.seek(0)
        good = status == 200 and silent
        said = status or "does not answer"
        print(f"{'  ' if good else '✗ '}the {which} start: front page {said} after {took:.1f} s", flush=True)
        if not good:
            print("" if silent else "it still answers after it was stopped", log.read(), sep="\n", flush=True)
    return good


def main() -> int:
    print("── make run")
    with tempfile.TemporaryDirectory(prefix="spegla-try-") as folder:
        return 0 if try_start("first", Path(folder)) and try_start("second", Path(folder)) else 1


if __name__ == "__main__":
    sys.exit(main())
