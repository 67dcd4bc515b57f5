"""Exits with 0 when a PostgreSQL and a Redis answer on this machine."""

import sys

import psycopg
import redis


def answer():
    try:
        psycopg.connect("postgres://postgres@127.0.0.1:5432/postgres", connect_timeout=3).close()
        redis.Redis(host="127.0.0.1", port=6379, socket_timeout=3).ping()
    except (psycopg.Error, redis.RedisError):
        return False
    return True


if __name__ == "__main__":
    sys.exit(0 if answer() else 1)
