"""The pages of those who run rounds. `round` in an address is one the reader acts for as its office."""

from django.urls import path

from spegla.web.conference.urls import office as conference
from spegla.web.meetings.at import by_office
from spegla.web.meetings.meeting import meeting
from spegla.web.meetings.overview import of_round
from spegla.web.meetings.urls import paths
from spegla.web.minutes.urls import office as minutes
from spegla.web.office import (
    amending,
    clusters,
    dates,
    importing,
    listening,
    material,
    opening,
    organisations,
    own_words,
    presentations,
    progress,
    rehearsal,
    rounds,
    shared,
)

app_name = "office"
urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("oppna/", opening.open_, name="open"),
    path("svar-om-sidorna/", listening.page_answers_, name="page-answers"),
    path("repetition/avsluta/", rehearsal.leave, name="rehearsal-leave"),
    path("<int:round>/", rounds.round_, name="round"),
    path("<int:round>/bocka/", rounds.tick, name="tick"),
    path("<int:round>/avsluta/", rounds.close, name="close"),
    path("<int:round>/oppna-igen/", rounds.reopen, name="reopen"),
    path("<int:round>/organisationer/", organisations.organisations, name="organisations"),
    path("<int:round>/organisationer/ta-in/<int:organisation>/", organisations.take_in, name="take-in"),
    path("<int:round>/organisationer/<int:place>/avsluta/", organisations.end, name="end"),
    path("<int:round>/organisationer/<int:place>/angra/", organisations.resume, name="resume"),
    path("<int:round>/las-in/", importing.import_, name="import"),
    path("<int:round>/kluster/", clusters.clusters, name="clusters"),
    path("<int:round>/kluster/nytt/", clusters.form_cluster, name="form-cluster"),
    path("<int:round>/kluster/<int:cluster>/", clusters.cluster, name="cluster"),
    path("<int:round>/kluster/<int:cluster>/ta-bort/", clusters.dissolve, name="dissolve"),
    path("<int:round>/traffar/", of_round, name="meetings"),
    *conference,
    *paths("<int:round>/traff/<slug:step>/", by_office, but=("host",)),
    path("<int:round>/kluster/<int:cluster>/traff/<slug:step>/", by_office(meeting), name="cluster-meeting"),
    *minutes,
    path("<int:round>/datum/", dates.dates, name="dates"),
    path("<int:round>/tidslinje/", dates.timeline, name="timeline"),
    path("<int:round>/delat/", shared.shared, name="shared"),
    path("<int:round>/delat/fil/<int:pk>/", shared.shared_file, name="shared-file"),
    path("<int:round>/delat/<slug:kind>/<int:pk>/", shared.shared_one, name="shared-one"),
    path("<int:round>/lage/", progress.progress, name="progress"),
    path("<int:round>/presentationer/", presentations.presentations, name="presentations"),
    path("<int:round>/byt-upplaga/", amending.amend, name="amend"),
    path("<int:round>/checklistor/", amending.checklists, name="checklists"),
    path("<int:round>/checklistor/las-in/", own_words.own_words, name="own-words"),
    path("<int:round>/repetition/", rehearsal.rehearsal, name="rehearsal"),
    path("<int:round>/material/", material.material, name="material"),
    path("<int:round>/material/<int:pk>/ta-bort/", material.remove, name="material-remove"),
    path("<int:round>/material/fil/<int:pk>/", material.file, name="material-file"),
    path("<int:round>/brev/", listening.letters, name="letters"),
    path("<int:round>/brev/<int:letter>/skicka-igen/", listening.send_again, name="letter-again"),
]
