"""What a password has to be, said in every language of the desk: Django's own sentences lack some of them."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NOT_THE_SAME = gettext_lazy("The two passwords are not the same. Type them again.")
HELP = gettext_lazy("Twelve characters or more; not your own name, and none that many people use.")
AGAIN = gettext_lazy("The new password once more")


class LongEnough(MinimumLengthValidator):
    """Long enough that nobody tries all of them."""

    def get_error_message(self) -> str:
        """Say how long it has to be."""
        return _("This password is too short: it needs %(count)s characters or more.") % {"count": self.min_length}


class NotTheirName(UserAttributeSimilarityValidator):
    """Not made of what everybody knows of a member."""

    def get_error_message(self) -> str:
        """Say what it is too much like."""
        return _("This password is too much like your own name. Choose other words.")


class NotCommon(CommonPasswordValidator):
    """None of those that are tried first."""

    def get_error_message(self) -> str:
        """Say that others use it."""
        return _("Many people use this password. Choose other words.")


class SignInForm(AuthenticationForm):
    """User name and password."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": gettext_lazy("The user name or the password is not right. Capital letters matter in both.")
    }


def _tell(form: Any) -> None:
    form.fields["new_password1"].help_text = HELP
    form.fields["new_password2"].label = AGAIN
    form.fields["new_password2"].help_text = ""
    form.error_messages = {**form.error_messages, "password_mismatch": NOT_THE_SAME}


class ChoosePasswordForm(SetPasswordForm):
    """A new member's password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(self)


class ChangePasswordForm(PasswordChangeForm):
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _tell(self)
