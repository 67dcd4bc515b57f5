"""A small load generator: prebuilt requests over kept-alive sockets, so that the client costs little."""

import socket
import threading
import time
from dataclasses import dataclass


@dataclass
class Result:
    """`rate` is answers a second; `odd` counts answers whose status was not the one asked for."""

    rate: float
    answers: int
    odd: int


def request_bytes(method, path, host, body="", **headers):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", *(f"{k.replace('_', '-')}: {v}" for k, v in headers.items())]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


def _read_answer(file):
    """Read one HTTP answer whose length is given and return its status."""
    status = int(file.readline().split()[1])
    length = 0
    while (line := file.readline()) not in {b"\r\n", b""}:
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    file.read(length)
    return status


def _work(port, requests, expected, until, counts):
    answers = odd = 0
    connection = file = None
    for request in requests:
        if time.monotonic() > until:
            break
        if connection is None:
            connection = socket.create_connection(("127.0.0.1", port))
            file = connection.makefile("rb")
        connection.sendall(request)
        try:
            odd += _read_answer(file) != expected
            answers += 1
        except (IndexError, ConnectionError):
            connection.close()
            connection = None
    counts.append((answers, odd))


def run(port, streams, expected, seconds):
    """Send each stream of requests over a connection of its own for `seconds`, all at once."""
    counts = []
    started = time.monotonic()
    workers = [
        threading.Thread(target=_work, args=(port, stream, expected, started + seconds, counts)) for stream in streams
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    elapsed = time.monotonic() - started
    answers = sum(count for count, _odd in counts)
    return Result(answers / elapsed, answers, sum(odd for _count, odd in counts))
