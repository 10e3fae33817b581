"""Short codes that people read from a wall and say aloud. Pure: whoever asks gives the source of chance."""

from random import Random

SIGNS = "AFHJKMPRWY2346789"  # none looks like another, and no two sound alike in Swedish (N beside M, S beside F and X …)
LENGTH = 6


def new_code(chance: Random) -> str:
    """One of 17⁶, about 24 million."""
    return "".join(chance.choice(SIGNS) for _ in range(LENGTH))


def tidy_code(typed: str) -> str:
    """What somebody typed as it is kept: in capitals, without the spaces and hyphens people put between groups."""
    return "".join(typed.upper().split()).replace("-", "")[: 2 * LENGTH]


def spaced_code(code: str) -> str:
    """As it is shown: "K7M 2PA"."""
    return f"{code[:3]} {code[3:]}"
