"""Nothing leaves this machine: a connection beyond loopback is an error, and mail goes to a server of our own."""

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest


class BeyondLoopback(AssertionError):
    """A test tried to reach another machine."""


def _refuse_beyond_loopback(host: object) -> None:
    if host in {"localhost", "", None}:
        return
    try:
        inside = ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise BeyondLoopback(f"tests stay on this machine, one tried to reach {host!r}")


class _LoopbackSocket(socket.socket):
    def connect(self, address) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_beyond_loopback(address[0])
        return super().connect(address)

    def connect_ex(self, address) -> int:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            _refuse_beyond_loopback(address[0])
        return super().connect_ex(address)


@pytest.fixture(scope="session", autouse=True)
def _loopback_only() -> Iterator[None]:
    resolve = socket.getaddrinfo

    def resolve_here(host, *args, **kwargs):
        _refuse_beyond_loopback(host.decode() if isinstance(host, bytes) else host)
        return resolve(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", _LoopbackSocket)
        patch.setattr(socket, "getaddrinfo", resolve_here)
        yield


@dataclass
class Mailbox:
    """A mail server on loopback and what it received, in order."""

    host: str
    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(self, server, session, envelope, address: str, options) -> str:
        """An address of `refused` answers as a full or unknown mailbox does."""
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope) -> str:
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def free_port() -> int:
    """A loopback port that nobody listens to just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def smtp() -> Iterator[Mailbox]:
    """A real mail server on loopback; `smtp.messages` is what it received."""
    from aiosmtpd.controller import Controller

    mailbox = Mailbox("127.0.0.1", free_port())
    controller = Controller(mailbox, hostname=mailbox.host, port=mailbox.port, enable_SMTPUTF8=True)
    controller.start()
    yield mailbox
    controller.stop()
