"""Whether the words quoted from a source still stand there."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0007_cases_walked_and_found_by_words")]
    operations = [
        migrations.AddField(
            model_name="evidence", name="words_seen_at", field=models.DateTimeField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="evidence", name="words_misses", field=models.PositiveSmallIntegerField(default=0)
        ),
    ]
