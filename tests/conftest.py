"""What holds in every test: no connection leaves this machine."""

import ipaddress
import socket

import pytest

ATTEMPTS = []


def _is_local(address):
    if not isinstance(address, tuple):
        return True  # a path in the file system
    host = address[0]
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Refuses every connection to another machine, and records it."""
    connect = socket.socket.connect

    def only_local(self, address):
        if not _is_local(address):
            ATTEMPTS.append(address)
            raise OSError(f"A test tried to reach {address}; tests use this machine only.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_local)


@pytest.fixture
def report(record_property):
    """Keeps a line for the end of the run, so that it is seen also when the test passes."""
    return lambda line: record_property("report", line)


def pytest_terminal_summary(terminalreporter):
    """The counts that tests report, at the end of the run: what was looked at, and how many."""
    reports = (one for some in terminalreporter.stats.values() for one in some if getattr(one, "when", "") == "call")
    lines = [value for one in reports for name, value in one.user_properties if name == "report"]
    if lines:
        terminalreporter.section("what was counted")
    for line in lines:
        terminalreporter.write_line(line)
