"""Sensitive text is stored sealed: the same text always gives the same seal, so it can be found and kept unique."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

_MARK = "s1."
"""Which key and method; a second one will have its own mark, and both will be readable."""


@lru_cache(maxsize=1)
def _cipher() -> AESSIV:
    return AESSIV(settings.SEALING_KEY)


@lru_cache(maxsize=8192)
def seal(text: str) -> str:
    """Sealed `text`; nothing stays nothing."""
    return _MARK + urlsafe_b64encode(_cipher().encrypt(text.encode(), None)).decode() if text else ""


@lru_cache(maxsize=4096)
def unseal(sealed: str) -> str:
    """What was sealed. Raises `cryptography.exceptions.InvalidTag` when the key is not the one it was sealed with."""
    if not sealed:
        return ""
    return _cipher().decrypt(urlsafe_b64decode(sealed.removeprefix(_MARK)), None).decode()


def seal_bytes(content: bytes) -> bytes:
    """A sealed file; as `seal`, and not kept in memory."""
    return _MARK.encode() + _cipher().encrypt(content, None)


def unseal_bytes(sealed: bytes) -> bytes:
    """The file that was sealed. Raises as `unseal`."""
    return _cipher().decrypt(sealed.removeprefix(_MARK.encode()), None)
