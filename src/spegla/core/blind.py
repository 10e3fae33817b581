"""When answers given alone may be shown, and when by function, so that nobody can be worked out.

Names are never shown. But a name can be guessed from few answers, or found by subtracting one figure from another:

- With one or two answers to a question, everybody who answered knows what the other one said. So answers are shown from
  three on.
- With two politicians and five managers, "the politicians" are two people. So a function is told only when every function
  that answered has at least three answers. If a single one has fewer, none is told: all seven are known from the dots, and
  the seven without the five managers would be the two politicians.
- If three managers were shown the last time and four now, and three say the same as before, what is left is the fourth's
  answer. So a function is told only where its number is the same as every other time it was shown, or differs by three
  or more.
"""

from collections.abc import Iterable, Mapping

FEWEST = 3


def may_show(answers: int) -> bool:
    """Whether so many answers to a question may be shown at all, without function."""
    return answers >= FEWEST


def may_tell_functions(sizes: Mapping[str, int], others: Iterable[Mapping[str, int]] = ()) -> bool:
    """Whether the answers to a question may be shown by function.

    `sizes` are the answers by function; those who did not say theirs are a group like the others. `others` are the sizes
    by function in which the same question has been shown at other occasions. With one group there is nothing to tell.
    """
    if len(sizes) < 2 or any(size < FEWEST for size in sizes.values()):
        return False
    return not any(_nearly_the_same(sizes, shown) for shown in others)


def _nearly_the_same(sizes: Mapping[str, int], shown: Mapping[str, int]) -> bool:
    differences = (abs(sizes.get(key, 0) - shown.get(key, 0)) for key in {*sizes, *shown})
    return any(0 < difference < FEWEST for difference in differences)
