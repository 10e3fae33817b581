"""Addresses of these pages; part of the `participant` namespace."""

from django.urls import path

from spegla.web.participant.library import views

PLACE = "omgang/<int:place>/material/"

urlpatterns = [
    path(PLACE, views.material, name="material"),
    path(f"{PLACE}<slug:key>/tanke/", views.reflect, name="reflect"),
    path(f"{PLACE}fil/<int:pk>/", views.file, name="material-file"),
]
