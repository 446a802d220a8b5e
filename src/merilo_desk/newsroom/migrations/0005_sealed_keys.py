"""Keys of members' devices are sealed, and spare codes become digests: both stood in the database as they are."""

from binascii import unhexlify

from django.db import migrations

from merilo_desk.newsroom import devices, sealing


def seal(apps, _editor):
    """Seal what stands there plain; members notice nothing."""
    for device in apps.get_model("otp_totp", "TOTPDevice").objects.all():
        if not sealing.is_sealed(device.key):
            device.key = sealing.sealed(unhexlify(device.key), devices.owner(device.user_id))
            device.save(update_fields=["key"])
    for code in apps.get_model("otp_static", "StaticToken").objects.select_related("device"):
        code.token = devices.kept_code(code.token, code.device.user_id)
        code.save(update_fields=["token"])


class Migration(migrations.Migration):
    dependencies = [
        ("newsroom", "0004_second_step"),
        ("otp_static", "0003_add_timestamps"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [
        migrations.CreateModel(
            name="CodeDevice",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("otp_totp.totpdevice",),
        ),
        migrations.CreateModel(
            name="SpareCodes",
            fields=[],
            options={"proxy": True, "indexes": [], "constraints": []},
            bases=("otp_static.staticdevice",),
        ),
        migrations.RunPython(seal, migrations.RunPython.noop),
    ]
