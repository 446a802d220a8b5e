"""The first of the room: PDF files that a job makes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import merilo_desk.dossier.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DossierFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("en", "English"),
                            ("mk", "македонски"),
                            ("sr", "српски (ћирилица)"),
                            ("sr-latn", "srpski (latinica)"),
                            ("hr", "hrvatski"),
                            ("bs", "bosanski"),
                            ("sq", "shqip"),
                            ("bg", "български"),
                            ("ru", "русский"),
                            ("uk", "українська"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be made"),
                            ("making", "Being made"),
                            ("ready", "Ready to be fetched"),
                            ("failed", "Could not be made"),
                            ("gone", "File removed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                (
                    "file",
                    models.FileField(
                        blank=True, storage=merilo_desk.dossier.models.private_storage, upload_to="dossiers"
                    ),
                ),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("trouble", models.TextField(blank=True)),
                (
                    "seen_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, help_text="when it was last put into the queue or begun"
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "making"])),
                        fields=("year", "language"),
                        name="one_dossier_at_a_time",
                    )
                ],
            },
        ),
    ]
