"""Becomes the product's own web server, with its own flags, but with the limits' settings."""

import os

import django


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.limits.settings"
    django.setup()
    from spegla.jobs.management.commands.run import web_server

    command = list(web_server().command)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
