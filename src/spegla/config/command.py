"""The `spegla` command: Django's command runner, which also finds the product's own commands in `jobs`."""

import os
import sys

from spegla.config.environment import InstallationError


def main() -> None:
    """Runs a command; what is wrong with the installation is said in one sentence, without a traceback."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spegla.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except InstallationError as error:
        sys.exit(f"spegla: {error}")
    except KeyboardInterrupt:
        sys.exit(130)  # as shells count it; whoever pressed Ctrl-C needs no traceback


if __name__ == "__main__":
    main()
