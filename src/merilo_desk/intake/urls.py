"""Addresses of this room's pages at the desk."""

from django.urls import URLPattern, path

from merilo_desk.intake import act_views, file_views, inbox_views, write_views

app_name = "intake"
urlpatterns: list[URLPattern] = [
    path("", inbox_views.inbox, name="inbox"),
    path("<int:pk>/", inbox_views.inbox, name="request"),
    path("lists/", inbox_views.lists, name="lists"),
    path("lists/keep/", inbox_views.keep_list, name="keep_list"),
    path("files/<int:pk>/", file_views.file, name="file"),
    path("files/<int:pk>/copy/", file_views.without_traces, name="without-traces"),
    path("act/<slug:name>/", act_views.act, name="act"),
    path("write/<slug:name>/", write_views.write, name="write"),
    path("undo/", act_views.take_back, name="undo"),
    path("alike/<int:pk>/", act_views.judge, name="judge"),
    path("<int:pk>/note/", act_views.write_note, name="note"),
    path("<int:pk>/statement/", act_views.statement, name="statement"),
]
