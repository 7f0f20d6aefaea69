from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def tell_the_first_year(apps, schema_editor):
    """The first year in which a risk was estimated or planned; nothing where neither tells."""
    risks = apps.get_model('internkoll', 'Risk')
    own = {'risk': OuterRef('pk')}
    estimated = apps.get_model('internkoll', 'Estimate').objects.filter(**own).order_by('year').values('year')[:1]
    planned = apps.get_model('internkoll', 'PlannedRisk').objects.filter(**own).order_by('plan__year').values('plan__year')[:1]
    risks.objects.update(from_year=Subquery(estimated))
    first = risks.objects.annotate(first_planned=Subquery(planned))
    first.filter(models.Q(from_year=None) | models.Q(first_planned__lt=models.F('from_year'))).exclude(first_planned=None).update(
        from_year=Subquery(planned)
    )


class Migration(migrations.Migration):

    dependencies = [
        ('internkoll', '0010_the_plan_of_a_check'),
    ]

    operations = [
        migrations.AddField(
            model_name='risk',
            name='from_year',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='från år'),
        ),
        migrations.RunPython(tell_the_first_year, migrations.RunPython.noop),
    ]
