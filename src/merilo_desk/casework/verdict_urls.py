"""Addresses of the verdict: votes, review, pre-flight, publishing, and the desk's standards."""

from django.urls import path

from merilo_desk.casework import publish_views, review_views, verdict_views

patterns = [
    path("standards/", publish_views.standards, name="standards"),
    path("<int:pk>/verdict/round/", verdict_views.open_voting, name="open-round"),
    path("<int:pk>/verdict/round/<int:number>/vote/", verdict_views.cast, name="cast"),
    path("<int:pk>/verdict/round/<int:number>/", verdict_views.round_act, name="round"),
    path("<int:pk>/verdict/record/", verdict_views.record_verdict, name="decide"),
    path("<int:pk>/verdict/earlier/", verdict_views.earlier, name="precedents"),
    path("<int:pk>/review/send/", review_views.to_review, name="send-to-review"),
    path("<int:pk>/review/decide/", review_views.decision, name="review"),
    path("<int:pk>/preflight/exception/", publish_views.exception, name="exception"),
    path("<int:pk>/preflight/publish/", publish_views.publication, name="publication"),
]
