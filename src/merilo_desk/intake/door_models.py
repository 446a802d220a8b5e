"""What is kept at the door, of forms that are not sent yet and of how many come. Nothing of it names anybody."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from merilo_desk.intake.keeping import private_storage


class HeldFile(models.Model):
    """A file of a form that is not sent yet: something has to be put right, or an earlier check is shown first."""

    form_key = models.CharField(max_length=64, db_index=True)
    file = models.FileField(storage=private_storage, upload_to="held")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    on = models.DateField(default=timezone.localdate)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form_key", "sha256"], name="held_once")]

    def __str__(self) -> str:
        return self.name


class SpentChallenge(models.Model):
    """A sum that a browser has done already: it opens the door once."""

    digest = models.CharField(max_length=64, unique=True)
    on = models.DateField(default=timezone.localdate, db_index=True)

    def __str__(self) -> str:
        return self.digest[:12]


class Bucket(models.Model):
    """How much more of something the desk takes for now. It is one for everybody, so it names nobody."""

    name = models.CharField(max_length=20, unique=True)
    tokens = models.FloatField()
    # The clock fills it; should the clock stand still, each new day does. No hour is kept.
    day = models.DateField()

    def __str__(self) -> str:
        return f"{self.name}: {self.tokens:.0f}"
