"""Addresses of rights, barriers, the trail and privacy."""

from django.urls import URLPattern, path

from accounts_app.views import access, barriers, members, privacy, trail

urlpatterns: list[URLPattern] = [
    path("my-access/", access.my_access, name="my_access"),
    path("roles/", access.roles, name="roles"),
    path("break-glass/", access.break_glass, name="break_glass"),
    path("access-requests/", access.access_requests, name="access_requests"),
    path("access-requests/<int:row>/", access.access_decide, name="access_decide"),
    path("access-requests/<int:row>/withdraw/", access.access_withdraw, name="access_withdraw"),
    path("barriers/", barriers.barrier_list, name="barriers"),
    path("barriers/<int:row>/", barriers.barrier, name="barrier"),
    path("barriers/<int:row>/members/<int:member>/end/", barriers.barrier_member_end, name="barrier_member_end"),
    path("trail/", trail.trail_search, name="trail_search"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("<int:pk>/access/", members.members, name="members"),
    path("<int:pk>/access/new/", members.member_new, name="member_new"),
    path("<int:pk>/access/<int:row>/end/", members.member_end, name="member_end"),
    path("<int:pk>/access/confidentiality/", members.confidentiality, name="confidentiality"),
    path("<int:pk>/access/request/", access.access_ask, name="access_ask"),
    path("<int:pk>/trail/", trail.account_trail, name="trail"),
    path("<int:pk>/contacts/<int:row>/data/", privacy.contact_data, name="contact_data"),
    path("<int:pk>/contacts/<int:row>/anonymise/", privacy.contact_anonymise, name="contact_anonymise"),
]
people_urlpatterns: list[URLPattern] = []
