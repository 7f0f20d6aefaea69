from django.db import migrations, models
from django.db.models.functions import Lower


def fold(apps, schema_editor):
    """As the product has always written them, but where support staff had typed capitals."""
    users = apps.get_model("internkoll", "User").objects
    for user in users.exclude(email=Lower("email")):
        if not users.filter(email__iexact=user.email).exclude(pk=user.pk).exists():
            users.filter(pk=user.pk).update(email=user.email.casefold())


class Migration(migrations.Migration):
    dependencies = [("internkoll", "0013_words_told_in_a_round")]
    operations = [
        migrations.RemoveConstraint("round", "one_round_a_board_and_period"),
        migrations.AddConstraint(
            "round", models.UniqueConstraint(fields=["unit", "year", "label"], name="one_round_a_board_year_and_period")
        ),
        migrations.RunPython(fold, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_an_address",
                violation_error_message="Det finns redan ett konto med den e-postadressen.",
            ),
        ),
    ]
