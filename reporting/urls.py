"""Addresses that judge and show."""

from django.urls import path

from reporting.views.about_board import board_about
from reporting.views.account import account
from reporting.views.account_list import account_list
from reporting.views.board import board
from reporting.views.board_loop import board_feedback, board_instructions
from reporting.views.card_acts import card_ask_correction, card_correct, card_publish, cards_publish
from reporting.views.card_compare import card_compare
from reporting.views.card_metric import card_metric
from reporting.views.card_writing import card_write
from reporting.views.cards import card, card_list, card_pdf_file
from reporting.views.checks import checks, checks_back_test
from reporting.views.colours import colours
from reporting.views.imports import (
    import_batch,
    import_cancel,
    import_confirm,
    import_list,
    import_new,
    import_rejected,
)
from reporting.views.jobs import (
    account_refresh,
    build_cards,
    close_month,
    job_list,
    job_rows,
    refresh_status,
    verify_cards,
)
from reporting.views.limits import limit_new, limit_take_back, limits
from reporting.views.meeting_cards import (
    meeting_card,
    meeting_rest,
    meeting_rest_undo,
    stance_take,
    stance_undo,
)
from reporting.views.meetings import (
    meeting,
    meeting_edit,
    meeting_freeze,
    meeting_list,
    meeting_new,
    meeting_pack,
)
from reporting.views.minutes import meeting_minutes, minutes_close, minutes_pdf_file
from reporting.views.movements import movements_page
from reporting.views.overrides import override_decide, override_new, override_renew, override_withdraw
from reporting.views.start import start
from reporting.views.why import account_history, account_why

app_name = "reporting"

urlpatterns = [
    path("", start, name="start"),
    path("board/", board, name="board"),
    path("board/movements/", movements_page, name="movements"),
    path("board/meetings/", meeting_list, name="meeting_list"),
    path("board/meetings/new/", meeting_new, name="meeting_new"),
    path("board/meetings/<int:pk>/", meeting, name="meeting"),
    path("board/meetings/<int:pk>/edit/", meeting_edit, name="meeting_edit"),
    path("board/meetings/<int:pk>/freeze/", meeting_freeze, name="meeting_freeze"),
    path("board/meetings/<int:pk>/pack/pdf/", meeting_pack, {"kind": "pdf"}, name="meeting_pack_pdf"),
    path("board/meetings/<int:pk>/pack/xlsx/", meeting_pack, {"kind": "xlsx"}, name="meeting_pack_xlsx"),
    path("board/meetings/<int:pk>/cards/<int:card>/", meeting_card, name="meeting_card"),
    path("board/meetings/<int:pk>/cards/<int:card>/stance/", stance_take, name="stance_take"),
    path("board/meetings/<int:pk>/cards/<int:card>/undo/", stance_undo, name="stance_undo"),
    path("board/meetings/<int:pk>/rest/", meeting_rest, name="meeting_rest"),
    path("board/meetings/<int:pk>/rest/undo/", meeting_rest_undo, name="meeting_rest_undo"),
    path("board/meetings/<int:pk>/minutes/", meeting_minutes, name="meeting_minutes"),
    path("board/meetings/<int:pk>/minutes/close/", minutes_close, name="minutes_close"),
    path("board/meetings/<int:pk>/minutes/pdf/", minutes_pdf_file, name="minutes_pdf"),
    path("board/about/", board_about, name="board_about"),
    path("board/instructions/", board_instructions, name="board_instructions"),
    path("board/feedback/", board_feedback, name="board_feedback"),
    path("accounts/", account_list, name="account_list"),
    path("accounts/<int:pk>/", account, name="account"),
    path("accounts/<int:pk>/refresh/", account_refresh, name="account_refresh"),
    path("accounts/<int:pk>/why/", account_why, name="account_why"),
    path("accounts/<int:pk>/history/", account_history, name="account_history"),
    path("accounts/<int:pk>/override/", override_new, name="override_new"),
    path("accounts/<int:pk>/override/<int:override>/decide/", override_decide, name="override_decide"),
    path("accounts/<int:pk>/override/<int:override>/withdraw/", override_withdraw, name="override_withdraw"),
    path("accounts/<int:pk>/override/<int:override>/renew/", override_renew, name="override_renew"),
    path("cards/", card_list, name="card_list"),
    path("cards/publish/", cards_publish, name="cards_publish"),
    path("cards/compare/", card_compare, name="card_compare"),
    path("cards/<int:pk>/", card, name="card"),
    path("cards/<int:pk>/metrics/<str:metric>/", card_metric, name="card_metric"),
    path("cards/<int:pk>/pdf/", card_pdf_file, name="card_pdf"),
    path("cards/<int:pk>/write/", card_write, name="card_write"),
    path("cards/<int:pk>/ask-correction/", card_ask_correction, name="card_ask_correction"),
    path("cards/<int:pk>/publish/", card_publish, name="card_publish"),
    path("cards/<int:pk>/correct/", card_correct, name="card_correct"),
    path("imports/", import_list, name="import_list"),
    path("imports/new/", import_new, name="import_new"),
    path("imports/<int:pk>/", import_batch, name="import_batch"),
    path("imports/<int:pk>/confirm/", import_confirm, name="import_confirm"),
    path("imports/<int:pk>/cancel/", import_cancel, name="import_cancel"),
    path("imports/<int:pk>/files/<int:file_pk>/rejected/", import_rejected, name="import_rejected"),
    path("jobs/", job_list, name="job_list"),
    path("jobs/rows/", job_rows, name="job_rows"),
    path("jobs/refresh-status/", refresh_status, name="job_refresh_status"),
    path("jobs/close-month/", close_month, name="job_close_month"),
    path("jobs/build-cards/", build_cards, name="job_build_cards"),
    path("jobs/verify/", verify_cards, name="job_verify_cards"),
    path("colours/", colours, name="colours"),
    path("limits/", limits, name="limits"),
    path("limits/new/", limit_new, name="limit_new"),
    path("limits/<int:pk>/take-back/", limit_take_back, name="limit_take_back"),
    path("checks/", checks, name="checks"),
    path("checks/back-test/", checks_back_test, name="checks_back_test"),
]
