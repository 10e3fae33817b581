"""The pages of those who take part. `place` in an address is the participation: an organisation in a round."""

from spegla.web.conference.urls import participant as conference
from spegla.web.minutes.urls import participant as minutes
from spegla.web.participant.assessments.urls import urlpatterns as assessments
from spegla.web.participant.dates.urls import urlpatterns as dates
from spegla.web.participant.improvement.urls import urlpatterns as improvement
from spegla.web.participant.library.urls import urlpatterns as library
from spegla.web.participant.meetings.urls import urlpatterns as meetings
from spegla.web.participant.presentations.urls import urlpatterns as presentations
from spegla.web.participant.report.urls import urlpatterns as report
from spegla.web.participant.steps.urls import urlpatterns as steps

app_name = "participant"
urlpatterns = [
    *steps, *dates, *assessments, *conference, *improvement, *library, *meetings, *minutes, *presentations, *report,
]
