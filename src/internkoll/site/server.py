"""The web server: gunicorn with the product's WSGI application, on the port asked for or the next free one."""

import os
import socket
import sys
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from gunicorn.app.base import BaseApplication

from internkoll.site import env
from internkoll.site.wsgi import application

TRIED = 20
LAST_PORT = 65_535


class _Server(BaseApplication):
    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__(prog="internkoll")

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIHandler:
        return application


def serve(*, host: str, port: int) -> None:
    """Serves until it is stopped. Prints the address first."""
    workers = max(1, env.number("INTERNKOLL_WORKERS", 2))
    port = free_port(host, port)
    print(f"Internkoll finns på http://{host}:{port}/ – avsluta med Ctrl+C.", flush=True)
    _Server(
        {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": 4,
            "timeout": 120,
            "loglevel": "warning",
            # The workers' heartbeat file is kept in memory: nothing is written outside the data folder.
            "worker_tmp_dir": "/dev/shm" if sys.platform == "linux" and os.access("/dev/shm", os.W_OK) else None,  # noqa: S108
            "control_socket_disable": True,
        }
    ).run()


def free_port(host: str, wanted: int) -> int:
    """The port itself where it is free, else the first free one after it. Raises OSError where there is none."""
    if not 0 < wanted <= LAST_PORT:
        raise OSError(f"Porten ska vara ett tal från 1 till {LAST_PORT}.")
    for port in range(wanted, min(wanted + TRIED, LAST_PORT + 1)):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"Portarna {wanted}–{wanted + TRIED - 1} är alla upptagna. Ange en annan med --port.")
