
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('internkoll', '0002_counts_shared_by_the_processes'),
    ]

    operations = [
        migrations.CreateModel(
            name='AssessmentAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'bedömningens åtgärd',
                'verbose_name_plural': 'bedömningens åtgärder',
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('values', models.JSONField(verbose_name='innehåll')),
                ('edits', models.PositiveIntegerField(default=0)),
                ('saved_at', models.DateTimeField(verbose_name='sparat')),
            ],
            options={
                'verbose_name': 'utkast',
                'verbose_name_plural': 'utkast',
            },
        ),
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to='underlag/%Y/', verbose_name='fil')),
                ('name', models.CharField(max_length=200, verbose_name='namn')),
                ('size', models.PositiveIntegerField(verbose_name='storlek')),
                ('sha256', models.CharField(max_length=64, verbose_name='kontrollsumma')),
                ('added_at', models.DateTimeField(verbose_name='bifogad')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='borttagen')),
            ],
            options={
                'verbose_name': 'underlag',
                'verbose_name_plural': 'underlag',
            },
        ),
        migrations.CreateModel(
            name='Measurement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=200, verbose_name='mätvärde')),
                ('value', models.FloatField(blank=True, null=True, verbose_name='värde')),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='enhet')),
            ],
            options={
                'verbose_name': 'mätvärde',
                'verbose_name_plural': 'mätvärden',
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edits', models.PositiveIntegerField(default=0, verbose_name='antal ändringar')),
                ('text', models.TextField(verbose_name='rekommendation')),
                ('source', models.TextField(blank=True, verbose_name='granskning')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='mottagen')),
                ('answer', models.TextField(blank=True, verbose_name='nämndens svar')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='besvarad')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='genomförd')),
            ],
            options={
                'verbose_name': 'revisionsrekommendation',
                'verbose_name_plural': 'revisionsrekommendationer',
            },
        ),
        migrations.CreateModel(
            name='RecommendationAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'rekommendationens åtgärd',
                'verbose_name_plural': 'rekommendationens åtgärder',
            },
        ),
        migrations.CreateModel(
            name='Response',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edits', models.PositiveIntegerField(default=0, verbose_name='antal ändringar')),
                ('year', models.PositiveSmallIntegerField(verbose_name='år')),
                ('kind', models.CharField(choices=[('accept', 'acceptera'), ('act', 'åtgärda'), ('control', 'kontrollera'), ('watch', 'bevaka')], max_length=20, verbose_name='hantering')),
                ('reason', models.TextField(blank=True, verbose_name='motivering')),
                ('decided_by', models.TextField(blank=True, verbose_name='beslutat av')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='beslutat')),
                ('look_again_on', models.DateField(blank=True, null=True, verbose_name='ses över')),
            ],
            options={
                'verbose_name': 'hantering',
                'verbose_name_plural': 'hanteringar',
            },
        ),
        migrations.CreateModel(
            name='RiskAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'verbose_name': 'riskens åtgärd',
                'verbose_name_plural': 'riskens åtgärder',
            },
        ),
        migrations.AddField(
            model_name='action',
            name='added_on',
            field=models.DateField(blank=True, null=True, verbose_name='tillagd'),
        ),
        migrations.AddField(
            model_name='action',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='action',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='avslutad'),
        ),
        migrations.AddField(
            model_name='action',
            name='owners',
            field=models.ManyToManyField(blank=True, related_name='actions', to=settings.AUTH_USER_MODEL, verbose_name='personer'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='decided_on',
            field=models.DateField(blank=True, null=True, verbose_name='beslutad'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='assessment',
            name='suggested',
            field=models.TextField(blank=True, verbose_name='föreslagen'),
        ),
        migrations.AddField(
            model_name='check',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='internkoll.check'),
        ),
        migrations.AddField(
            model_name='check',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='check',
            name='measure',
            field=models.TextField(blank=True, verbose_name='mätvärde som följs'),
        ),
        migrations.AddField(
            model_name='check',
            name='owners',
            field=models.ManyToManyField(blank=True, related_name='checks', to=settings.AUTH_USER_MODEL, verbose_name='personer'),
        ),
        migrations.AddField(
            model_name='check',
            name='recurrence',
            field=models.CharField(blank=True, max_length=200, verbose_name='återkommer'),
        ),
        migrations.AddField(
            model_name='control',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='internkoll.control'),
        ),
        migrations.AddField(
            model_name='control',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='estimate',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='estimate',
            name='estimated_on',
            field=models.DateField(blank=True, null=True, verbose_name='skattad'),
        ),
        migrations.AddField(
            model_name='methodversion',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='methodversion',
            name='is_draft',
            field=models.BooleanField(default=False, verbose_name='utkast'),
        ),
        migrations.AddField(
            model_name='plan',
            name='revised_why',
            field=models.TextField(blank=True, verbose_name='skäl till revideringen'),
        ),
        migrations.AddField(
            model_name='plan',
            name='risk_analysis_on',
            field=models.DateField(blank=True, null=True, verbose_name='riskanalysen gjord'),
        ),
        migrations.AddField(
            model_name='plannedrisk',
            name='copied_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='internkoll.plannedrisk'),
        ),
        migrations.AddField(
            model_name='plannedrisk',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='result',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='result',
            name='no_action_why',
            field=models.TextField(blank=True, verbose_name='skäl till att ingen åtgärd behövs'),
        ),
        migrations.AddField(
            model_name='result',
            name='reported_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='rapporterat'),
        ),
        migrations.AddField(
            model_name='result',
            name='reported_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='result',
            name='review',
            field=models.CharField(choices=[('none', 'inläst'), ('waiting', 'väntar på attest'), ('attested', 'attesterat'), ('returned', 'återlämnat')], default='none', max_length=20, verbose_name='attest'),
        ),
        migrations.AddField(
            model_name='result',
            name='review_comment',
            field=models.TextField(blank=True, verbose_name='kommentar'),
        ),
        migrations.AddField(
            model_name='result',
            name='reviewed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='granskat'),
        ),
        migrations.AddField(
            model_name='result',
            name='reviewed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='risk',
            name='addition',
            field=models.TextField(blank=True, verbose_name='nämndens tillägg'),
        ),
        migrations.AddField(
            model_name='risk',
            name='category',
            field=models.TextField(blank=True, verbose_name='kategori'),
        ),
        migrations.AddField(
            model_name='risk',
            name='common',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rows_of_boards', to='internkoll.risk', verbose_name='gemensam risk'),
        ),
        migrations.AddField(
            model_name='risk',
            name='edits',
            field=models.PositiveIntegerField(default=0, verbose_name='antal ändringar'),
        ),
        migrations.AddField(
            model_name='risk',
            name='process',
            field=models.TextField(blank=True, verbose_name='process'),
        ),
        migrations.AddField(
            model_name='risk',
            name='retired_on',
            field=models.DateField(blank=True, null=True, verbose_name='avförd'),
        ),
        migrations.AddField(
            model_name='risk',
            name='retired_why',
            field=models.TextField(blank=True, verbose_name='skäl till att den avfördes'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.UniqueConstraint(fields=('unit', 'common'), name='one_row_a_board_of_a_common_risk'),
        ),
        migrations.AddConstraint(
            model_name='risk',
            constraint=models.CheckConstraint(condition=models.Q(('common__isnull', True), ('retired_on__isnull', True), _connector='OR'), name='a_common_risk_is_not_taken_away_by_a_board'),
        ),
        migrations.AddField(
            model_name='assessmentaction',
            name='action',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='assessment_link', to='internkoll.action'),
        ),
        migrations.AddField(
            model_name='assessmentaction',
            name='assessment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_links', to='internkoll.assessment'),
        ),
        migrations.AddField(
            model_name='draft',
            name='for_check',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='internkoll.check'),
        ),
        migrations.AddField(
            model_name='draft',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='internkoll.round'),
        ),
        migrations.AddField(
            model_name='draft',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidence',
            name='added_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='evidence',
            name='for_check',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='internkoll.check'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='round',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evidence', to='internkoll.round'),
        ),
        migrations.AddField(
            model_name='measurement',
            name='result',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='measurement', to='internkoll.result'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='internkoll.unit', verbose_name='nämnd'),
        ),
        migrations.AddField(
            model_name='recommendationaction',
            name='action',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='recommendation_link', to='internkoll.action'),
        ),
        migrations.AddField(
            model_name='recommendationaction',
            name='recommendation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_links', to='internkoll.recommendation'),
        ),
        migrations.AddField(
            model_name='response',
            name='risk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='responses', to='internkoll.risk', verbose_name='risk'),
        ),
        migrations.AddField(
            model_name='riskaction',
            name='action',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='risk_link', to='internkoll.action'),
        ),
        migrations.AddField(
            model_name='riskaction',
            name='risk',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='action_links', to='internkoll.risk'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('round', 'for_check', 'user'), name='one_draft_a_person_and_check'),
        ),
        migrations.AddConstraint(
            model_name='recommendation',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_recommendation_has_words'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.UniqueConstraint(fields=('risk', 'year'), name='one_response_a_risk_and_year'),
        ),
        migrations.AddConstraint(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'accept'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_risk_is_accepted_for_a_reason'),
        ),
    ]
