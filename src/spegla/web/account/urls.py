"""The addresses of signing in, one's own page, a team, and the demo."""

from django.urls import path

from spegla.web.account import demo, letters, profile, signing_in, team

app_name = "people"
urlpatterns = [
    path("logga-in/", signing_in.sign_in, name="sign-in"),
    path("logga-in/lank/", signing_in.send_link, name="send-link"),
    path("logga-in/skickat/", signing_in.link_sent, name="link-sent"),
    path("logga-ut/", signing_in.sign_out, name="sign-out"),
    path("in/<str:token>/", signing_in.link, name="link"),
    path("in/<str:token>/ny/", signing_in.link_renew, name="link-renew"),
    path("min-sida/", profile.profile, name="profile"),
    path("min-sida/losenord/", profile.password, name="password"),
    path("min-sida/brev/", letters.wanted, name="letters-wanted"),
    path("brev/<str:token>/avsluta/", letters.stop, name="letters-stop"),
    path("organisation/<int:pk>/team/", team.team, name="team"),
    path("organisation/<int:pk>/team/bjud-in/", team.invite, name="invite"),
    path("uppdrag/<int:pk>/bjud-in-igen/", team.invite_again, name="invite-again"),
    path("uppdrag/<int:pk>/lamna-over/", team.hand_over, name="hand-over"),
    path("uppdrag/<int:pk>/avsluta/", team.end_appointment, name="end-appointment"),
    path("demo/brev/", demo.demo_letters, name="demo-letters"),
    path("demo/prova/<int:pk>/", signing_in.demo_sign_in, name="demo-sign-in"),
]
