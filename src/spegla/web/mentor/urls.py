"""The pages of those who mentor. `place` in an address is the mentoring organisation's participation."""

from django.urls import path

from spegla.web.mentor import views

app_name = "mentor"
urlpatterns = [path("<int:place>/", views.cluster, name="cluster")]
