"""Mail as files that a mail program can open."""

import email
import email.policy

import pytest
from django.core import mail
from django.core.mail import EmailMessage


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "config.mail.FileBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def read(path):
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)


def test_each_message_is_one_file_that_opens__when_mail_is_sent(folder):
    mail.send_mail("Сброс пароля", "Здравствуйте", "site@example.org", ["anna@example.org"])
    (path,) = folder.iterdir()
    message = read(path)
    assert path.suffix == ".eml"
    assert message["Subject"] == "Сброс пароля"
    assert message["To"] == "anna@example.org"
    assert message.get_content().strip() == "Здравствуйте"


def test_no_message_replaces_another__when_subject_and_second_are_the_same(folder):
    message = EmailMessage("Reset", "Text", "site@example.org", ["anna@example.org"])
    assert mail.get_connection().send_messages([message, message, message]) == 3
    assert len(list(folder.iterdir())) == 3


def test_the_file_stays_in_its_folder__when_the_subject_looks_like_a_path(folder):
    mail.send_mail("../../etc/x", "Text", "site@example.org", ["anna@example.org"])
    assert [path.parent for path in folder.rglob("*.eml")] == [folder]
