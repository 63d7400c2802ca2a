"""Addresses that state facts about accounts. Those about people name accounts too: config/urls.py adds them."""

from django.urls import path

from accounts_app.urls import access, board, lookup, ownership, support
from accounts_app.views.customer import contact_login, my_director
from accounts_app.views.index import index
from accounts_app.views.notices import notice_settings, notices, notices_count, notices_read
from accounts_app.views.person import person
from accounts_app.views.records import record_delete, record_edit, record_list, record_new
from accounts_app.views.search import search

app_name = "accounts"

urlpatterns = [
    path("a-z/", index, name="index"),
    path("search/", search, name="search"),
    path("notices/", notices, name="notices"),
    path("notices/count/", notices_count, name="notices_count"),
    path("notices/read/", notices_read, name="notices_read"),
    path("notices/settings/", notice_settings, name="notice_settings"),
    path("my-director/", my_director, name="my_director"),
    path("<int:pk>/contacts/<int:row>/login/", contact_login, name="contact_login"),
    path("<int:pk>/records/<slug:kind>/", record_list, name="record_list"),
    path("<int:pk>/records/<slug:kind>/new/", record_new, name="record_new"),
    path("<int:pk>/records/<slug:kind>/<int:row>/", record_edit, name="record_edit"),
    path("<int:pk>/records/<slug:kind>/<int:row>/delete/", record_delete, name="record_delete"),
    *lookup.urlpatterns,
    *ownership.urlpatterns,
    *support.urlpatterns,
    *access.urlpatterns,
    *board.urlpatterns,
]
people_urlpatterns = [
    path("<int:pk>/", person, name="person"),
    *ownership.people_urlpatterns,
    *support.people_urlpatterns,
    *access.people_urlpatterns,
]
