import socket

import pytest

from internkoll.site.server import TRIED, free_port


def test_a_taken_port_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        assert wanted < free_port("127.0.0.1", wanted) < wanted + TRIED


def test_an_address_that_is_not_this_machines_is_told():
    with pytest.raises(OSError, match="alla upptagna"):
        free_port("192.0.2.1", 8000)
