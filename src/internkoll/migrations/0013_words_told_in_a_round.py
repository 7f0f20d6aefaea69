from django.db import migrations, models


class AddIndexOnSQLite(migrations.AddIndex):
    """PostgreSQL refuses a row whose value is too long for its index: there the index is left out."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "sqlite":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    dependencies = [("internkoll", "0012_counts_of_changes_in_the_followup")]
    operations = [
        AddIndexOnSQLite(
            "result",
            models.Index(
                fields=["round", "outcome", "status", "review", "for_check", "control"], name="words_told_in_a_round"
            ),
        ),
    ]
