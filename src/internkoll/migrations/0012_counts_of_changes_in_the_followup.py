from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('internkoll', '0011_the_first_year_of_a_risk'),
    ]

    operations = [
        migrations.AddField(
            model_name='round',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='runningtext',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
    ]
