from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in for people whom the organisation knows: nobody opens an account for herself."""

    def is_open_for_signup(self, request):
        return False
