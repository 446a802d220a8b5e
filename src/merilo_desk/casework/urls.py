"""Addresses of this room's pages at the desk."""

from django.urls import path

from merilo_desk.casework import (
    board_views,
    case_views,
    claim_views,
    draft_views,
    evidence_views,
    open_views,
    reply_views,
    verdict_urls,
    work_views,
)

app_name = "casework"
urlpatterns = [
    path("", board_views.cases, name="cases"),
    path("open/", open_views.open_one, name="open"),
    path("open/many/", open_views.open_many, name="open-many"),
    path("<int:pk>/", case_views.case, name="case"),
    path("<int:pk>/head/", case_views.head, name="head"),
    path("<int:pk>/move/", case_views.move_to, name="move"),
    path("<int:pk>/take/", work_views.take, name="take"),
    path("<int:pk>/plan/", work_views.plan, name="plan"),
    path("<int:pk>/hold/", work_views.hold, name="hold"),
    path("<int:pk>/withdraw/", work_views.withdraw, name="withdraw"),
    path("<int:pk>/tasks/", work_views.add_task, name="add-task"),
    path("<int:pk>/tasks/<int:task>/", work_views.do_task, name="do-task"),
    path("<int:pk>/notes/", work_views.add_note, name="add-note"),
    path("<int:pk>/notes/<int:note>/", work_views.settle_note, name="settle-note"),
    path("<int:pk>/about/", claim_views.about, name="about"),
    path("<int:pk>/speaker/", claim_views.speaker, name="speaker"),
    path("<int:pk>/appeared/", claim_views.appeared, name="appeared"),
    path("<int:pk>/earlier/", claim_views.earlier, name="earlier"),
    path("<int:pk>/evidence/add/", evidence_views.add, name="add-evidence"),
    path("<int:pk>/evidence/order/", evidence_views.order, name="order-evidence"),
    path("<int:pk>/evidence/<int:source>/", evidence_views.change, name="change-evidence"),
    path("<int:pk>/evidence/<int:source>/remove/", evidence_views.remove, name="remove-evidence"),
    path("<int:pk>/evidence/<int:source>/restore/", evidence_views.restore, name="restore-evidence"),
    path("<int:pk>/reply/ask/", reply_views.ask, name="ask"),
    path("<int:pk>/reply/nobody/", reply_views.nobody, name="nobody-asked"),
    path("<int:pk>/reply/<int:asked>/log/", reply_views.log, name="log-answer"),
    path("<int:pk>/reply/<int:asked>/renew/", reply_views.renew, name="renew-link"),
    path("<int:pk>/draft/languages/", draft_views.choose, name="choose-languages"),
    path("<int:pk>/draft/<str:code>/save/", draft_views.save, name="save-draft"),
    path("<int:pk>/draft/<str:code>/preview/", draft_views.preview, name="preview"),
    path("<int:pk>/draft/<str:code>/versions/", draft_views.versions, name="versions"),
    path("<int:pk>/draft/<str:code>/merge/<int:aside>/", draft_views.merge, name="merge"),
    *verdict_urls.patterns,
    # Last, because a pane's key may be anything.
    path("<int:pk>/<slug:key>/", case_views.case, name="pane"),
]
