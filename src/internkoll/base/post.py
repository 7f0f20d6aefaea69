"""Messages that a page must not wait for: else the time that it takes would tell that an address is known here."""

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

_log = logging.getLogger(__name__)
# Few, so that many who ask at once can't use up the machine; what waits is sent before the process ends.
_senders = ThreadPoolExecutor(max_workers=2, thread_name_prefix="post")


def send_apart(message: EmailMessage) -> None:
    """Sends the message once the transaction holds, beside the page. One that can't be sent is logged."""
    if settings.MAIL_IS_SENT_APART:
        transaction.on_commit(lambda: _senders.submit(send_or_log, message))
    else:
        send_or_log(message)


def send_or_log(message: EmailMessage) -> None:
    try:
        message.send()
    except (OSError, SMTPException):
        _log.exception("A message could not be sent.")
