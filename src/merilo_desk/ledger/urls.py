"""The addresses of the ledger."""

from django.urls import path

from merilo_desk.ledger import views

app_name = "ledger"
urlpatterns = [path("", views.rows, name="rows"), path("ledger.csv", views.table, name="table")]
