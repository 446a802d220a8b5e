"""What the ledger says of acts on readings and stories."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from merilo_desk.newsroom.policy import Act
from merilo_desk.newsroom.telling import Thing, tells

R = Act.READ

tells(
    {
        f"{R}/brought": gettext_lazy("brought a text into the reading room"),
        f"{R}/stopped": gettext_lazy("stopped a reading"),
        f"{R}/read again": gettext_lazy("had a text read again"),
        f"{R}/statement kept": gettext_lazy("kept words of the text as a statement"),
        f"{R}/speaker named": gettext_lazy("said who “%(words)s” is"),
        f"{R}/utterance changed": gettext_lazy("changed what is known of who said it"),
        f"{R}/articles set": gettext_lazy("put articles side by side"),
        f"{R}/renamed": gettext_lazy("gave a story another name: %(title)s"),
    },
    {
        "readingroom.storedarticle": Thing(
            gettext_lazy("Text"), lambda each: reverse("readingroom:reading", args=[each.pk])
        ),
        "readingroom.story": Thing(gettext_lazy("Story"), lambda each: reverse("readingroom:story", args=[each.pk])),
    },
)
