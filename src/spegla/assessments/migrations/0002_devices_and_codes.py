from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def came_in_by_the_code_that_stands(apps, schema_editor):
    sheets, rooms = (apps.get_model('assessments', name) for name in ('OwnSheet', 'LiveAssessment'))
    code = rooms.objects.filter(pk=OuterRef('live')).values('code')[:1]
    sheets.objects.filter(live__isnull=False).update(code=Subquery(code))


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='liveassessment',
            name='present',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ownsheet',
            name='code',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.RunPython(came_in_by_the_code_that_stands, migrations.RunPython.noop),
    ]
