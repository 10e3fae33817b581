"""The child process: `python -m spegla.documents NAME SECONDS MEGABYTES` reads standard input and writes standard output."""

import json
import math
import resource
import sys

from spegla.documents.child import DONE, OUT_OF_MEMORY, REFUSED
from spegla.documents.problems import DocumentError
from spegla.documents.tasks import task_named

LARGEST_FILE = 64 * 1024 * 1024  # what a library may write for itself while it works


def main(name: str, seconds: float, megabytes: int) -> int:
    limit(seconds, megabytes)
    try:
        made = task_named(name)(sys.stdin.buffer.read())
    except DocumentError as error:
        sys.stdout.write(json.dumps({"trouble": error.trouble, "details": error.details}))
        return REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(made)
    return DONE


def limit(seconds: float, megabytes: int) -> None:
    """Set what the system holds us to. It cannot be taken back."""
    cpu = math.ceil(seconds) + 1
    wanted = {
        resource.RLIMIT_AS: megabytes * 1024 * 1024, resource.RLIMIT_CPU: cpu, resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: LARGEST_FILE, resource.RLIMIT_NOFILE: 64,
    }
    for what, most in wanted.items():
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3])))
