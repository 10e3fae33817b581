"""A programme or a checklist as the bytes a round stores, and back. Where the bytes lie is not told here."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal, TypeVar

import msgspec

from spegla.programme.schema import Checklist, Programme

Kind = Literal["programme", "checklist"]
SHAPES: dict[str, type[Programme] | type[Checklist]] = {"programme": Programme, "checklist": Checklist}
C = TypeVar("C", Programme, Checklist)


class ContentError(ValueError):
    """Stored content that is not what its hash or its kind says."""


@dataclass(frozen=True, slots=True)
class Content:
    """Resolved content: `hash` is the SHA-256 of `body`, which is canonical JSON. Same content, same hash."""

    kind: Kind
    key: str
    hash: str
    body: bytes


def content_of(struct: Programme | Checklist) -> Content:
    """The struct as canonical JSON: keys sorted, what stands at its default left out."""
    body = msgspec.json.encode(struct, order="sorted")
    if isinstance(struct, Programme):
        return Content("programme", struct.edition.key, _hash(body), body)
    return Content("checklist", struct.key, _hash(body), body)


def from_json(kind: str, body: bytes | str) -> Programme | Checklist:
    """The struct that a body of this kind holds; raises ContentError when it does not hold one."""
    try:
        return msgspec.json.decode(body, type=SHAPES[kind])
    except (KeyError, msgspec.MsgspecError) as error:
        raise ContentError(f"this is not the content of a {kind}: {error}") from error


@lru_cache(maxsize=64)
def programme_of(hash: str, body: bytes | str) -> Programme:
    """The programme in the body, decoded once per process; raises ContentError when the hash is another's."""
    return _decoded(Programme, "programme", hash, body)


@lru_cache(maxsize=64)
def checklist_of(hash: str, body: bytes | str) -> Checklist:
    """The checklist in the body, decoded once per process; raises ContentError when the hash is another's."""
    return _decoded(Checklist, "checklist", hash, body)


def _decoded(shape: type[C], kind: Kind, hash: str, body: bytes | str) -> C:
    if _hash(body.encode() if isinstance(body, str) else body) != hash:
        raise ContentError(f"the content of this {kind} does not match its hash {hash}")
    found = from_json(kind, body)
    assert isinstance(found, shape)
    return found


def _hash(body: bytes) -> str:
    return sha256(body).hexdigest()
