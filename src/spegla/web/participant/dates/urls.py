"""Addresses of these pages; part of the `participant` namespace."""

from django.urls import path

from spegla.web.participant.dates import views

urlpatterns = [path("omgang/<int:place>/datum/", views.cluster_dates, name="cluster-dates")]
