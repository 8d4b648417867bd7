from allauth.account.adapter import get_adapter
from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.utils.translation import override


def invite(request, account) -> None:
    """Mail the holder of a new account the link with which she chooses her password.

    In her language. Raises OSError where the mail can't be sent.
    """
    adapter = get_adapter(request)
    key = f"{user_pk_to_url_str(account)}-{PASSWORD_RESET_TOKEN_GENERATOR().make_token(account)}"
    with override(account.interface_language):
        adapter.send_mail(
            "account/email/invitation",
            account.email,
            {
                "user": account,
                "password_reset_url": adapter.get_reset_password_from_key_url(key),
            },
        )
