from safety_site.settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare"
