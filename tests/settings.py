"""The settings of the tests: the site's own, on a database and folders of their own."""

import os
import tempfile

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="chiragh-tests-"))

from safety_site.settings import *  # noqa: F403
from safety_site.settings import STORAGES

DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost"]
SECURE_SSL_REDIRECT = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Names without hashes: the tests of pages need no collected files. The browser tests serve the real ones.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Argon2id as in production, but for its cost: tests make thousands of passwords and PINs. The browser tests pay it.
PASSWORD_HASHERS = ["tests.hashers.CheapArgon2PasswordHasher"]
