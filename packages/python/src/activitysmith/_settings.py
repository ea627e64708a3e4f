"""What a client is told, checked when it is made and before anything is sent."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ._version import __version__
from .errors import ValidationError

if TYPE_CHECKING:
    import ssl

HOSTED = "https://activitysmith.com/api"
# Sockets take no infinite timeout. This is half a year.
_LONGEST = 2.0**24
_LOOPBACK = re.compile(r"localhost|127(\.\d+){3}|::1")
_HOSTED_HOST = re.compile(r"(.*\.)?activitysmith\.com\.?")


class Sealed:
    """Bytes that hold the key. They are not shown, wherever variables are printed."""

    __slots__ = ("data",)

    def __init__(self, data: bytes) -> None:
        self.data = data

    def __repr__(self) -> str:
        return f"<{len(self.data)} bytes>"


class Settings:
    """The settings of a client."""

    def __init__(
        self,
        api_key: str | None,
        base_url: str | None,
        timeout: float,
        max_retries: int,
        allow_insecure_http: bool | None,
        ssl_context: ssl.SSLContext | None,
    ) -> None:
        authorization = _authorization(api_key)
        if authorization is None:
            raise ValidationError("ActivitySmith: api_key is required")
        self.authorization = authorization
        self.timeout = positive("timeout", timeout)
        self.max_retries = whole("max_retries", max_retries)
        self.ssl_context = ssl_context

        url = (base_url or os.environ.get("ACTIVITYSMITH_BASE_URL") or HOSTED).rstrip("/")
        if allow_insecure_http is None:
            allow_insecure_http = os.environ.get("ACTIVITYSMITH_ALLOW_INSECURE_HTTP") == "1"
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            host, port, parts = "", None, urlsplit("")
        secure = parts.scheme == "https" or (
            parts.scheme == "http" and (allow_insecure_http or _LOOPBACK.fullmatch(host) is not None)
        )
        # Credentials in the URL would be in every error that names it.
        if not host or "@" in url or parts.query or parts.fragment or not secure or not re.fullmatch("[!-~]+", url):
            raise ValidationError("ActivitySmith: base_url must be https, or http to this machine, without credentials")
        self.base_url = url
        self.tls = parts.scheme == "https"
        self.host = host
        self.port = port or (443 if self.tls else 80)
        self.path = parts.path
        self.hosted = _HOSTED_HOST.fullmatch(host) is not None
        self.headers = [
            ("Host", parts.netloc),
            ("User-Agent", f"activitysmith-python/{__version__}"),
            ("X-ActivitySmith-SDK", f"python-v{__version__}"),
            ("Accept", "application/json"),
        ]

    def context(self) -> ssl.SSLContext | None:
        """What connections are secured with; `None` over plain HTTP."""
        if not self.tls:
            return None
        if self.ssl_context is None:
            import ssl

            self.ssl_context = ssl.create_default_context()
        return self.ssl_context


def _authorization(api_key: str | None) -> Sealed | None:
    """By itself, so that no error about another setting comes with the key among its variables."""
    key = (api_key or os.environ.get("ACTIVITYSMITH_API_KEY") or "").strip()
    # Other characters can't be in a header, and an error about one would hold the key.
    return Sealed(b"Bearer " + key.encode("ascii")) if re.fullmatch("[!-~]+", key) else None


def positive(name: str, value: float) -> float:
    """Refuses what is no time to wait."""
    if not isinstance(value, (int, float)) or not value > 0:
        raise ValidationError(f"ActivitySmith: {name} must be above 0 seconds")
    return min(value, _LONGEST)


def pause(name: str, value: float) -> float:
    """Refuses what is no time, or a negative one."""
    if not isinstance(value, (int, float)) or not value >= 0:
        raise ValidationError(f"ActivitySmith: {name} must be at least 0 seconds")
    return min(value, _LONGEST)


def whole(name: str, value: int) -> int:
    """Refuses what is no count."""
    if not isinstance(value, int) or value < 0:
        raise ValidationError(f"ActivitySmith: {name} must be a whole number of at least 0")
    return value
