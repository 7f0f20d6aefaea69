"""Every page, in the order of the year: the table of contents of the product."""

from allauth.account import views as account
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from internkoll.base.views import choose_look
from internkoll.overview import views as overview
from internkoll.reports import views as reports

YEAR = "namnder/<int:board_id>/<int:year>/"

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="boards"), name="home"),
    # The boards that one may see, and a board's year
    path("namnder/", overview.boards, name="boards"),
    path(YEAR, overview.board, name="board"),
    path(f"{YEAR}risker/", overview.board_risks, name="board_risks"),
    path("risker/<int:pk>/", overview.risk, name="risk"),
    path(f"{YEAR}plan/", overview.board_plan, name="board_plan"),
    path("kontroller/<int:pk>/", overview.control, name="control"),
    path(f"{YEAR}uppfoljning/", overview.board_followup, name="board_followup"),
    path(f"{YEAR}rapport/", reports.board_report, name="board_report"),
    path(f"{YEAR}rapport/<slug:kind>/", reports.report_file, name="report_file"),
    path("rapport/utseende.css", reports.stylesheet, name="report_stylesheet"),
    # Signing in. Nobody signs up on their own, and only these of allauth's pages can be reached.
    path("konto/logga-in/", account.login, name="account_login"),
    path("konto/logga-ut/", account.logout, name="account_logout"),
    path("konto/avstangt/", account.account_inactive, name="account_inactive"),
    path("konto/byt-losenord/", account.password_change, name="account_change_password"),
    path("konto/glomt-losenord/", account.password_reset, name="account_reset_password"),
    path("konto/glomt-losenord/skickat/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^konto/nytt-losenord/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "konto/nytt-losenord/klart/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    # How the pages look to the one who reads them
    path("sprak/", login_not_required(set_language), name="set_language"),
    path("utseende/", choose_look, name="choose_look"),
    # For support staff only
    path("admin/", admin.site.urls),
]
