"""The product's addresses, and after them the limits'."""

from django.urls import include, path

from benchmarks.limits import views

urlpatterns = [
    path("", include("spegla.config.urls")),
    path("limits/page/<str:key>/", views.page),
    path("limits/template/<path:inner>", views.template),
    path("limits/save/<int:pk>/", views.save),
    path("limits/own/<int:pk>/", views.own),
    path("limits/query/", views.query),
]

handler404 = "spegla.web.public.errors.not_found"
handler500 = "spegla.web.public.errors.broken"
