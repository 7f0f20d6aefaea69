"""Every page, in the order of the year: the table of contents of the product."""

from allauth.account import views as account
from allauth.mfa.base import views as two_steps
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app_codes
from allauth.mfa.webauthn import views as passkeys
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path
from django.views.i18n import set_language

from internkoll.base.views import account as own_account
from internkoll.base.views import choose_look
from internkoll.followup import evidence_views, review_views, round_views, text_views
from internkoll.followup import views as followup
from internkoll.imports import bring_in_views, preview_views
from internkoll.imports import views as documents
from internkoll.imports.workbooks import views as workbooks
from internkoll.organisation import method_views as method
from internkoll.organisation import people_views as people
from internkoll.organisation import unit_views as units
from internkoll.overview import action_views as actions
from internkoll.overview import history_views as history
from internkoll.overview import municipality_views as municipality
from internkoll.overview import person_views, risk_views
from internkoll.overview import plan_versions as version_views
from internkoll.overview import views as overview
from internkoll.overview.home import home
from internkoll.plan import decision_views, work_views, year_views
from internkoll.register import common_views
from internkoll.register import recommendation_views as recommendations
from internkoll.register import risk_views as one_risk
from internkoll.register import views as register
from internkoll.reports import views as reports

YEAR = "namnder/<int:board_id>/<int:year>/"

urlpatterns = [
    path("", home, name="home"),
    # The boards that one may see, and a board's year
    path("namnder/", overview.boards, name="boards"),
    path(YEAR, overview.board, name="board"),
    # Organisation: units
    path("installningar/", units.settings, name="settings"),
    path("enheter/<int:pk>/", units.unit, name="unit"),
    path("enheter/<int:pk>/ny/", units.new_unit, name="new_unit"),
    path("enheter/<int:pk>/andra/", units.edit_unit, name="edit_unit"),
    path("enheter/<int:pk>/flytta/", units.move, name="move_unit"),
    path("enheter/<int:pk>/stang/", units.close, name="close_unit"),
    path("enheter/<int:pk>/oppna-igen/", units.open_again, name="open_unit_again"),
    # Organisation: people and their roles
    path("enheter/<int:pk>/personer/", people.people, name="people"),
    path("enheter/<int:pk>/personer/bjud-in/", people.invite, name="invite"),
    path("enheter/<int:pk>/personer/<int:person_id>/", person_views.person, name="person"),
    path("enheter/<int:pk>/personer/<int:person_id>/namn/", people.edit_person, name="edit_person"),
    path("enheter/<int:pk>/personer/<int:person_id>/e-post/", people.person_address, name="person_address"),
    path("enheter/<int:pk>/personer/<int:person_id>/stang-av/", person_views.shut_out, name="shut_out"),
    path("enheter/<int:pk>/personer/<int:person_id>/slapp-in/", people.let_in, name="let_in"),
    path("enheter/<int:pk>/personer/<int:person_id>/bjud-in-igen/", people.invite_again, name="invite_again"),
    path("roller/<int:pk>/ta-bort/", people.withdraw, name="withdraw_role"),
    # The Method
    path("enheter/<int:pk>/metoder/", method.methods, name="methods"),
    path("enheter/<int:pk>/metoder/ny/", method.method_new, name="method_new"),
    path("metoder/<int:pk>/", method.method, name="method"),
    path("metoder/<int:pk>/andra/", method.method_edit, name="method_edit"),
    path("metoder/<int:pk>/forhandsvisning/", method.method_preview, name="method_preview"),
    path("metoder/<int:pk>/ta-i-bruk/", method.method_use, name="method_use"),
    path("metoder/<int:pk>/ta-bort/", method.method_remove, name="method_remove"),
    # Documents read in
    path("namnder/<int:board_id>/las-in/", documents.documents, name="documents"),
    path("namnder/<int:board_id>/las-in/kolumner/glom/", documents.columns_forget, name="columns_forget"),
    path("inlasningar/<int:pk>/", preview_views.reading, name="reading"),
    path("inlasningar/<int:pk>/kolumner/", preview_views.reading_columns, name="reading_columns"),
    path("inlasningar/<int:pk>/huvud/", preview_views.reading_head, name="reading_head"),
    path("inlasningar/<int:pk>/tabeller/", preview_views.reading_tables, name="reading_tables"),
    path("inlasningar/<int:pk>/rader/", preview_views.reading_lines, name="reading_lines"),
    path("inlasningar/<int:pk>/rad/", preview_views.reading_line, name="reading_line"),
    path("inlasningar/<int:pk>/angra/", preview_views.reading_undo, name="reading_undo"),
    path("inlasningar/<int:pk>/kasta/", preview_views.reading_drop, name="reading_drop"),
    path("inlasningar/<int:pk>/las-in/", bring_in_views.reading_bring_in, name="reading_bring_in"),
    path("inlasta/<int:pk>/ta-tillbaka/", bring_in_views.import_take_back, name="import_take_back"),
    # The risk register
    path(f"{YEAR}risker/", risk_views.board_risks, name="board_risks"),
    path(f"{YEAR}risker/ny/", register.risk_add, name="risk_add"),
    path(f"{YEAR}risker/skatta/", register.risks_estimate, name="risks_estimate"),
    path(f"{YEAR}risker/till-planen/", risk_views.risks_to_plan, name="risks_to_plan"),
    path(f"{YEAR}risker/ta-in/", common_views.common_risks_take_in, name="common_risks_take_in"),
    path("risker/<int:pk>/", risk_views.risk, name="risk"),
    path("risker/<int:pk>/andra/", one_risk.risk_edit, name="risk_edit"),
    path("risker/<int:pk>/skatta/<int:year>/", one_risk.risk_estimate, name="risk_estimate"),
    path("risker/<int:pk>/hantering/<int:year>/", one_risk.risk_response, name="risk_response"),
    path("risker/<int:pk>/avfor/", one_risk.risk_retire, name="risk_retire"),
    path("risker/<int:pk>/ta-tillbaka/", one_risk.risk_take_back, name="risk_take_back"),
    path("kommuner/<int:pk>/gemensamma-risker/", common_views.common_risks, name="common_risks"),
    path("kommuner/<int:pk>/gemensamma-risker/ny/", common_views.common_risk_add, name="common_risk_add"),
    path("gemensamma-risker/<int:pk>/andra/", common_views.common_risk_edit, name="common_risk_edit"),
    path("gemensamma-risker/<int:pk>/avsluta/", common_views.common_risk_end, name="common_risk_end"),
    # Auditors' recommendations
    path("namnder/<int:board_id>/rekommendationer/", recommendations.recommendations, name="recommendations"),
    path("namnder/<int:board_id>/rekommendationer/ny/", recommendations.recommendation_add, name="recommendation_add"),
    path("rekommendationer/<int:pk>/andra/", recommendations.recommendation_edit, name="recommendation_edit"),
    path("rekommendationer/<int:pk>/klar/", recommendations.recommendation_done, name="recommendation_done"),
    # The plan
    path(f"{YEAR}plan/", overview.board_plan, name="board_plan"),
    path(f"{YEAR}plan/paborja/", year_views.plan_start, name="plan_start"),
    path(f"{YEAR}plan/for-over/", year_views.plan_carry_over, name="plan_carry_over"),
    path(f"{YEAR}plan/ansvariga/", year_views.plan_responsible, name="plan_responsible"),
    path(f"{YEAR}plan/arbeta/", work_views.plan_work, name="plan_work"),
    path(f"{YEAR}plan/arbeta/flytta/", work_views.plan_move, name="plan_move"),
    path(f"{YEAR}plan/arbeta/ta-bort/<slug:key>/", work_views.plan_remove, name="plan_remove"),
    path(f"{YEAR}plan/arbeta/risk/<int:pk>/", work_views.plan_risk, name="plan_risk"),
    path(f"{YEAR}plan/arbeta/ny-kontroll/", work_views.plan_control_new, name="plan_control_new"),
    path(f"{YEAR}plan/arbeta/kontroll/<int:pk>/", work_views.plan_control, name="plan_control"),
    path(f"{YEAR}plan/arbeta/kontroll/<int:pk>/ny-metod/", work_views.plan_check_new, name="plan_check_new"),
    path(f"{YEAR}plan/arbeta/metod/<int:pk>/", work_views.plan_check, name="plan_check"),
    path(f"{YEAR}plan/arbeta/nytt-omrade/", work_views.plan_area_new, name="plan_area_new"),
    path(f"{YEAR}plan/arbeta/omrade/<int:pk>/", work_views.plan_area, name="plan_area"),
    path(f"{YEAR}plan/arbeta/omrade/<int:pk>/ta-bort/", work_views.plan_area_remove, name="plan_area_remove"),
    path(f"{YEAR}plan/foresla/", decision_views.plan_propose, name="plan_propose"),
    path(f"{YEAR}plan/ta-tillbaka/", decision_views.plan_withdraw, name="plan_withdraw"),
    path(f"{YEAR}plan/beslut/", decision_views.plan_decision, name="plan_decision"),
    path(f"{YEAR}plan/revidera/", decision_views.plan_revise, name="plan_revise"),
    path(f"{YEAR}plan/utkast/ta-bort/", decision_views.plan_draft_remove, name="plan_draft_remove"),
    path(f"{YEAR}plan/versioner/", version_views.plan_versions, name="plan_versions"),
    path(f"{YEAR}plan/beslutad/<int:version>/", version_views.plan_frozen, name="plan_frozen"),
    path("kontroller/<int:pk>/", overview.control, name="control"),
    # The follow-up
    path(f"{YEAR}uppfoljning/", overview.board_followup, name="board_followup"),
    path(f"{YEAR}uppfoljning/aret/", overview.followup_of_year, name="followup_of_year"),
    path("rapportera/<int:round_id>/<int:check_id>/", followup.report, name="report"),
    path("rapportera/<int:round_id>/<int:check_id>/utkast/", followup.report_draft, name="report_draft"),
    path("underlag/<int:pk>/", evidence_views.evidence, name="evidence"),
    path("underlag/<int:pk>/ta-bort/", evidence_views.evidence_remove, name="evidence_remove"),
    path(f"{YEAR}attest/", review_views.attest_list, name="attest_list"),
    path(f"{YEAR}attest/godkann/", review_views.attest, name="attest"),
    path("resultat/<int:pk>/aterlamna/", review_views.return_to_owner, name="return_result"),
    path(f"{YEAR}perioder/", round_views.rounds, name="rounds"),
    path(f"{YEAR}perioder/oppna/", round_views.round_open, name="round_open"),
    path("perioder/<int:pk>/sista-dag/", round_views.round_due, name="round_due"),
    path("perioder/<int:pk>/oppna-nu/", round_views.round_open_now, name="round_open_now"),
    path("perioder/<int:pk>/stang/", round_views.round_close, name="round_close"),
    path("perioder/<int:pk>/ta-bort/", round_views.round_remove, name="round_remove"),
    path("perioder/<int:pk>/oppna-igen/", round_views.round_reopen, name="round_reopen"),
    path("perioder/<int:pk>/text/", text_views.round_texts, name="round_texts"),
    path("perioder/<int:pk>/text/ny/", text_views.text_add, name="text_add"),
    path("lopande-text/<int:pk>/andra/", text_views.text_edit, name="text_edit"),
    path("lopande-text/<int:pk>/flytta/", text_views.text_move, name="text_move"),
    path("lopande-text/<int:pk>/ta-bort/", text_views.text_remove, name="text_remove"),
    path(f"{YEAR}sena/", round_views.late_reports, name="late_reports"),
    # A round's rows as a workbook for those who do not sign in, and the way back
    path("perioder/<int:pk>/excel/", workbooks.workbook_send, name="workbook_send"),
    path("perioder/<int:pk>/excel/fil/", workbooks.workbook_file, name="workbook_file"),
    path("perioder/<int:pk>/excel/las-in/", workbooks.workbook_upload, name="workbook_upload"),
    path("ifyllda/<int:pk>/", workbooks.workbook_returned, name="workbook_returned"),
    path("ifyllda/<int:pk>/kasta/", workbooks.workbook_discard, name="workbook_discard"),
    # Actions
    path(f"{YEAR}atgarder/", actions.board_actions, name="board_actions"),
    path(f"{YEAR}atgarder/ny/", actions.action_add, name="action_add"),
    path("mina-atgarder/", actions.my_actions, name="my_actions"),
    path("atgarder/<int:pk>/", actions.action, name="action"),
    path("atgarder/<int:pk>/andra/", actions.action_change, name="action_change"),
    # The overall assessment
    path(f"{YEAR}bedomning/", municipality.board_assessment, name="board_assessment"),
    path(f"{YEAR}bedomning/besluta/", municipality.assess, name="assess"),
    # The municipality's page
    path("kommuner/", municipality.municipalities, name="municipalities"),
    path("kommuner/<int:pk>/<int:year>/", municipality.municipality, name="municipality"),
    path(
        "kommuner/<int:pk>/<int:year>/risker/<int:likelihood>/<int:consequence>/",
        municipality.municipality_cell,
        name="municipality_cell",
    ),
    path(
        "kommuner/<int:pk>/<int:year>/risker/utanfor/", municipality.municipality_unplaced, name="municipality_unplaced"
    ),
    # Who has done what and when, at a board or at the municipality itself
    path("enheter/<int:pk>/historik/", history.unit_history, name="unit_history"),
    path("enheter/<int:pk>/historik/kontroll/", history.history_check, name="history_check"),
    # The report
    path(f"{YEAR}rapport/", reports.board_report, name="board_report"),
    path(f"{YEAR}rapport/<slug:kind>/", reports.report_file, name="report_file"),
    path("rapport/utseende.css", reports.stylesheet, name="report_stylesheet"),
    # Signing in. Nobody signs up on their own, and only these of allauth's pages can be reached.
    path("konto/logga-in/", account.login, name="account_login"),
    path("konto/logga-in/kod/", account.request_login_code, name="account_request_login_code"),
    path("konto/logga-in/kod/bekrafta/", account.confirm_login_code, name="account_confirm_login_code"),
    path("konto/logga-in/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("konto/logga-in/tva-steg/", two_steps.authenticate, name="mfa_authenticate"),
    path("konto/logga-ut/", account.logout, name="account_logout"),
    path("konto/avstangt/", account.account_inactive, name="account_inactive"),
    # One's own account
    path("konto/", own_account, name="account"),
    path("konto/bekrafta/", account.reauthenticate, name="account_reauthenticate"),
    path("konto/bekrafta/kod/", two_steps.reauthenticate, name="mfa_reauthenticate"),
    path("konto/bekrafta/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("konto/byt-losenord/", account.password_change, name="account_change_password"),
    path("konto/valj-losenord/", account.password_set, name="account_set_password"),
    path("konto/sakerhet/", two_steps.index, name="mfa_index"),
    path("konto/sakerhet/app/", app_codes.activate_totp, name="mfa_activate_totp"),
    path("konto/sakerhet/app/ta-bort/", app_codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/sakerhet/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("konto/sakerhet/passkeys/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("konto/sakerhet/passkeys/<int:pk>/namn/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("konto/sakerhet/passkeys/<int:pk>/ta-bort/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("konto/sakerhet/koder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/sakerhet/koder/nya/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("konto/sakerhet/koder/hamta/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    # A forgotten password
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
