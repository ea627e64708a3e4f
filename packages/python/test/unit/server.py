"""A server that answers as a test says, and keeps what it was asked."""

from __future__ import annotations

import json
import os
import signal
import threading
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SUCCESS = {
    "success": True,
    "operation": "updated",
    "stream_key": "k",
    "activity_id": "h8QmSyYFTuwOIF6Wh3YcZlzHLhUcr034",
    "effective_channel_slugs": None,
    "timestamp": "2026-03-19T08:30:00.000Z",
}


class Answer:
    def __init__(self, status: int = 200, body: Any = SUCCESS, **headers: str) -> None:
        self.status = status
        self.body = body
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.wait: threading.Event | None = None
        """Set it to hold the answer back."""
        self.close = False
        """Closes the connection after it, without having said so."""
        self.chunked = False


class Server:
    """Gives the answers one after another, then success. Requests are `(method, path, body)`."""

    def __init__(self, *answers: Answer) -> None:
        self.requests: list[tuple[str, str, Any]] = []
        self.connections: list[tuple[str, int]] = []
        self._answers = list(answers)
        self._arrived = threading.Condition()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def handle_request(self) -> None:
                length = int(self.headers.get("content-length", 0))
                body = json.loads(self.rfile.read(length)) if length else None
                with outer._arrived:
                    outer.requests.append((self.command, self.path, body))
                    outer.connections.append(self.client_address)
                    answer = outer._answers.pop(0) if outer._answers else Answer()
                    outer._arrived.notify_all()
                if answer.wait is not None:
                    answer.wait.wait(30)
                self.reply(answer)

            def reply(self, answer: Answer) -> None:
                text = answer.body if isinstance(answer.body, bytes) else json.dumps(answer.body).encode()
                self.send_response(answer.status)
                self.send_header("Content-Type", "application/json")
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.chunked:
                    self.send_header("Transfer-Encoding", "chunked")
                    self.end_headers()
                    for byte in text:
                        self.wfile.write(b"1\r\n%c\r\n" % byte)
                    self.wfile.write(b"0\r\n\r\n")
                else:
                    self.send_header("Content-Length", str(len(text)))
                    self.end_headers()
                    self.wfile.write(text)
                self.close_connection = self.close_connection or answer.close

            do_POST = do_PUT = do_DELETE = handle_request  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Says nothing."""

        class Quiet(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that has gone away is part of some tests."""

        self._server = Quiet(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    @property
    def base_url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/api"

    def wait_for(self, happened: Callable[[], bool]) -> None:
        with self._arrived:
            assert self._arrived.wait_for(happened, 30)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def forked(program: Callable[[], object]) -> int:
    """The id of a process that ends with 0 when the program has succeeded, and by itself when it takes too long."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        signal.alarm(30)
        program()
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
