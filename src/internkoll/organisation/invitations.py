"""The messages to people of their roles and addresses: who gave them, what they are, and where one signs in."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, send_mail
from django.template.loader import render_to_string
from django.utils.translation import override

from internkoll.base.models import RoleGrant, User
from internkoll.base.post import send_apart

_log = logging.getLogger(__name__)


def send_invitation(*, by: User, person: User, grants: list[RoleGrant], address: str) -> bool:
    """Whether the message could be sent. The role stands all the same; the one who invited is told."""
    context = {"by": by, "person": person, "grants": grants, "address": address}
    # In Swedish, whatever language the one who invites has chosen for herself.
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("organisation/email/invitation_subject.txt", context)
        message = render_to_string("organisation/email/invitation_message.txt", context)
    try:
        send_mail(" ".join(subject.split()), message, None, [person.email])
    except (OSError, SMTPException):
        _log.exception("An invitation could not be sent.")
        return False
    return True


def tell_old_address(*, by: User, person: User, before: str) -> None:
    """So that one whose address was changed without her knowing learns of it."""
    context = {"by": by, "person": person, "before": before}
    with override(settings.LANGUAGE_CODE):
        subject = render_to_string("organisation/email/address_subject.txt", context)
        message = render_to_string("organisation/email/address_message.txt", context)
    send_apart(EmailMessage(" ".join(subject.split()), message, None, [before]))
