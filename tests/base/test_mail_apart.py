"""A message is sent beside the page, so that the time which the page takes tells nothing of who has an account."""

import threading

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from internkoll.base import post

ADDRESSES = {"account_request_login_code": {}, "account_reset_password": {}}


class Slow(EmailBackend):
    """A mail server that does not answer until it is let to."""

    answers = threading.Event()

    def send_messages(self, messages):
        assert self.answers.wait(20)
        return super().send_messages(messages)


class Broken(EmailBackend):
    def send_messages(self, messages):
        raise OSError("The server is away.")


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_does_not_wait_for_the_mail_server(cast, client, settings, name, django_capture_on_commit_callbacks):
    settings.MAIL_IS_SENT_APART = True
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    Slow.answers.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse(name), {"email": cast.control_owner.email})
    assert (answer.status_code, mail.outbox) == (302, [])
    Slow.answers.set()
    post._senders.submit(lambda: None).result(20)
    post._senders.submit(lambda: None).result(20)
    for _turn in range(200):
        if mail.outbox:
            break
        threading.Event().wait(0.01)
    assert [message.to for message in mail.outbox] == [[cast.control_owner.email]]


def test_a_message_that_can_not_be_sent_is_logged(cast, client, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    answer = client.post(reverse("account_reset_password"), {"email": cast.control_owner.email})
    assert answer.status_code == 302
    assert "A message could not be sent." in caplog.text
