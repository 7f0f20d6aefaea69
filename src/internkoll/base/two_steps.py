"""How allauth's second step behaves here: an app's codes, passkeys and recovery codes, in our words."""

import hashlib
from typing import ClassVar

from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.main import QRCode

from internkoll.base.models import User

_PRODUCT = "Internkoll"


def is_first_use(user: User, code: str) -> bool:
    """Whether the code has not let this person in before. allauth forgets one sooner than an app's code stops to hold.

    An app's code holds in its own half minute and in as many on each side as the tolerance says.
    """
    # As allauth takes it: with spaces and hyphens wherever they were typed.
    bare = "".join(filter(str.isalnum, code)).casefold()
    told = hashlib.sha256(f"{user.pk}:{bare}".encode()).hexdigest()
    holds = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
    return cache.add(f"two-steps-used-{told}", True, timeout=holds)


class Adapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy("Koden eller nyckeln stämmer inte. Försök igen."),
        "cannot_generate_recovery_codes": gettext_lazy("Slå på tvåstegsverifiering först. Sedan kan du göra koder."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The code as an element of the page: the security policy lets no picture in from a data address."""
        code = QRCode(border=2)
        code.add_data(url)
        rows = code.get_matrix()
        squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
        return format_html(
            '<svg class="ik-qr" viewBox="0 0 {0} {0}" role="img" aria-label="{1}" shape-rendering="crispEdges">'
            '<path d="{2}"/></svg>',
            len(rows),
            _("QR-kod att läsa av med appen. Samma nyckel står som text under."),
            "".join(squares),
        )

    def generate_authenticator_name(self, user: User, type: str) -> str:
        count = Authenticator.objects.filter(user=user.pk, type=type).count()
        return _("Passkey {number}").format(number=count + 1) if count else _("Min passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": _PRODUCT}
