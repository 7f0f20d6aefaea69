
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('internkoll', '0005_risks_of_a_plan'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='plannedrisk',
            name='risks_of_a_plan',
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['control', 'position'], name='checks_of_a_control'),
        ),
        migrations.AddIndex(
            model_name='estimate',
            index=models.Index(fields=['year', 'period'], name='estimates_of_a_period'),
        ),
        migrations.AddIndex(
            model_name='plannedrisk',
            index=models.Index(fields=['plan', 'risk', 'position'], name='risks_of_a_plan'),
        ),
        migrations.AddIndex(
            model_name='response',
            index=models.Index(fields=['look_again_on'], name='responses_to_look_at'),
        ),
    ]
