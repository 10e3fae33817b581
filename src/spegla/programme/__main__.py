"""`python -m spegla.programme [FOLDER]`: the checks alone, for writing editions without a running site."""

import sys

from spegla.programme.checks import check_folder
from spegla.programme.loader import OURS

if __name__ == "__main__":
    problems = check_folder(sys.argv[1] if len(sys.argv) > 1 else OURS)
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems")
    sys.exit(1 if problems else 0)
