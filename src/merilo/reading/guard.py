"""Which addresses may be fetched from: public ones only, checked after the name was looked up, not before."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

from merilo.errors import ForbiddenAddress, NetworkFailure

# IPv6 ranges in which an IPv4 address hides: NAT64, 6to4. Teredo and mapped ones the standard library takes apart.
NAT64, SIX_TO_FOUR = ip_network("64:ff9b::/96"), ip_network("2002::/16")


@dataclass(frozen=True, slots=True)
class Place:
    """Where to connect: the address checked, and the host, port and path to ask for."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]


def place(url: str, *, allow_private: bool = False) -> Place:
    """Take a URL apart and look its host up.

    Every address the name has must be public: one private address among them is enough to refuse, as the one that is
    connected to is chosen here and not looked up again.

    Raises:
        ForbiddenAddress: no http or https, a password in it, or a private address.
        NetworkFailure: there is no such host.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise ForbiddenAddress(
            url, because="this is no web address", do="Check how it is written.", why="no-address"
        ) from error
    if parts.scheme not in {"http", "https"} or not host:
        raise ForbiddenAddress(url)
    if parts.username or parts.password:
        raise ForbiddenAddress(url, because="there is a name or password in the address", why="name-in-address")
    port = port or (443 if parts.scheme == "https" else 80)
    addresses = _looked_up(url, host, port)
    if not allow_private:
        for each in addresses:
            if not is_public(each):
                raise ForbiddenAddress(url, because=f"{host} is inside a private network", why="private", host=host)
    path = urljoin("/", parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(url, parts.scheme, host, port, path, addresses)


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the open internet, also when it is wrapped in another."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = ip.ipv4_mapped or (ip.teredo[1] if ip.teredo else None)
        if ip in NAT64:
            inner = IPv4Address(int(ip) & 0xFFFFFFFF)
        elif ip in SIX_TO_FOUR:
            inner = IPv4Address(int(ip) >> 80 & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    if isinstance(ip, IPv6Address) and ip.is_site_local:
        return False  # fec0::/10, given up by the standard and still routed inside old networks
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _looked_up(url: str, host: str, port: int) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NetworkFailure(
            url, because=f"there is no server called {host}", do="Check the address.", why="no-server", host=host
        ) from error
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))
