"""The app, and system checks of how it is set up: what would fail or be unsafe later is told at the start."""

import os
from collections.abc import Iterator
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register


class InternkollConfig(AppConfig):
    name = "internkoll"
    verbose_name = "Internkoll"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        register(check_setup)


def check_setup(**_: Any) -> list[CheckMessage]:
    return [*_data_folder(), *_address()]


def _data_folder() -> Iterator[CheckMessage]:
    folder = settings.DATA
    if not os.access(folder, os.W_OK):
        yield Error(
            f"Datamappen {folder} går inte att skriva i.",
            hint="Ge användaren som kör Internkoll rätt att skriva där, eller välj en annan mapp med INTERNKOLL_DATA.",
            id="internkoll.E001",
        )


def _address() -> Iterator[CheckMessage]:
    if not settings.PUBLIC_URL:
        return
    if settings.DEBUG:
        yield Warning(
            "INTERNKOLL_DEBUG är på fast webbplatsen är offentlig. Felsidor visar då inställningar och data.",
            hint="Ta bort INTERNKOLL_DEBUG.",
            id="internkoll.W001",
        )
    if not settings.BEHIND_HTTPS:
        yield Warning(
            f"{settings.PUBLIC_URL} är inte https. Lösenord och kakor går då oskyddade över nätet.",
            hint="Sätt en proxy med https framför, och ange adressen med https i INTERNKOLL_URL.",
            id="internkoll.W002",
        )
