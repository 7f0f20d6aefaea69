import django.db.models.deletion
from django.db import migrations, models


def tell_the_plan(apps, schema_editor):
    checks = apps.get_model('internkoll', 'Check')
    controls = apps.get_model('internkoll', 'Control')
    own = controls.objects.filter(pk=models.OuterRef('control')).values('plan')[:1]
    checks.objects.update(plan=models.Subquery(own))


class Migration(migrations.Migration):

    dependencies = [
        ('internkoll', '0009_returned_workbooks'),
    ]

    operations = [
        # Without its constraint at first: PostgreSQL alters no table with constraints that are still to be checked.
        migrations.AddField(
            model_name='check',
            name='plan',
            field=models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='internkoll.plan', verbose_name='plan'),
        ),
        migrations.RunPython(tell_the_plan, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='check',
            name='plan',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='internkoll.plan', verbose_name='plan'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['plan', 'position'], name='lines_of_a_plan'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['plan', 'recurrence'], name='recurring_checks_of_a_plan'),
        ),
        migrations.AddIndex(
            model_name='control',
            index=models.Index(fields=['plan', 'planned_risk'], name='risks_with_controls'),
        ),
        migrations.AddIndex(
            model_name='plannedrisk',
            index=models.Index(fields=['plan', 'position'], name='risks_by_place_in_a_plan'),
        ),
    ]
