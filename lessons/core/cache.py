"""Redis as a cache that may be away: pages are then drawn anew, and only the limits of a source fall away."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


class PatientRedisCache(RedisCache):
    """Django's, which misses instead of failing. `incr` still raises: whoever counts must know."""

    def get(self, key, default=None, version=None):
        return self._tried(super().get, default, key, default, version=version)

    def get_many(self, keys, version=None):
        return self._tried(super().get_many, {}, keys, version=version)

    def add(self, key, value, *args, **kwargs):
        return self._tried(super().add, False, key, value, *args, **kwargs)

    def set(self, key, value, *args, **kwargs):
        return self._tried(super().set, None, key, value, *args, **kwargs)

    def set_many(self, data, *args, **kwargs):
        return self._tried(super().set_many, list(data), data, *args, **kwargs)

    def delete(self, key, version=None):
        return self._tried(super().delete, False, key, version=version)

    def _tried(self, ask, instead, *args, **kwargs):
        try:
            return ask(*args, **kwargs)
        except RedisError as error:
            logger.warning("The cache does not answer: %s", type(error).__name__)
            return instead
