from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('internkoll', '0006_indexes_for_long_lists'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='stängd'),
        ),
    ]
