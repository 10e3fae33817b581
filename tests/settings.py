"""The settings of the tests: the product's own, in a folder of its own, without slow hashes or built static files."""

import os
import secrets
import tempfile

# Held until the process ends; a test that needs an empty folder takes tmp_path.
FOLDER = tempfile.TemporaryDirectory(prefix="spegla-tests-", ignore_cleanup_errors=True)
os.environ["SPEGLA_DATA"] = FOLDER.name
for name in [name for name in os.environ if name.startswith("SPEGLA_") and name != "SPEGLA_DATA"]:
    if not name.startswith("SPEGLA_TEST_"):
        del os.environ[name]

from spegla.config.settings import *  # noqa: E402, F403
from spegla.config.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402
from tests.patience import PATIENCE  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in an installation: the server of a browser test has connections of its own.
    DATABASES["default"]["TEST"] = {"NAME": f"{FOLDER.name}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    DATABASES["default"]["OPTIONS"]["timeout"] = PATIENCE / 1000
else:
    DATABASES["default"]["TEST"] = {"NAME": f"test_spegla_{secrets.token_hex(4)}"}
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"  # what is lost in a crash is a test
    DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = PATIENCE / 1000

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT.mkdir()
