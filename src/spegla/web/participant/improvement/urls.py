"""Addresses of ideas, improvements and files; part of the `participant` namespace."""

from django.urls import path

from spegla.web.participant.improvement import files, ideas, improvements

IDEAS, IMPROVEMENTS, FILES = ("omgang/<int:place>/" + name for name in ("ideer/", "forbattringar/", "filer/"))

urlpatterns = [
    path(IDEAS, ideas.ideas, name="ideas"),
    path(IDEAS + "ny/", ideas.idea_new, name="idea-new"),
    path(IDEAS + "<int:pk>/", ideas.idea, name="idea"),
    path(IDEAS + "<int:pk>/at-sidan/", ideas.idea_aside, name="idea-aside"),
    path(IDEAS + "<int:pk>/visa-kollegor/", ideas.idea_open, name="idea-open"),
    path(IDEAS + "<int:pk>/dela/", ideas.idea_share, name="idea-share"),
    path(IDEAS + "<int:pk>/sluta-dela/", ideas.idea_unshare, name="idea-unshare"),
    path(IMPROVEMENTS, improvements.improvements, name="improvements"),
    path(IMPROVEMENTS + "ny/", improvements.improvement_new, name="improvement-new"),
    path(IMPROVEMENTS + "<int:pk>/", improvements.improvement, name="improvement"),
    path(IMPROVEMENTS + "<int:pk>/dela/", improvements.improvement_share, name="improvement-share"),
    path(IMPROVEMENTS + "<int:pk>/sluta-dela/", improvements.improvement_unshare, name="improvement-unshare"),
    path(FILES, files.files, name="files"),
    path(FILES + "<int:pk>/", files.file, name="file"),
    path(FILES + "<int:pk>/ta-bort/", files.file_remove, name="file-remove"),
    path(FILES + "<int:pk>/dela/", files.file_share, name="file-share"),
    path(FILES + "<int:pk>/sluta-dela/", files.file_unshare, name="file-unshare"),
]
