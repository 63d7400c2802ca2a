"""Addresses of naming, handing over and reviewing owners."""

from django.urls import URLPattern, path

from accounts_app.views import assignment_briefs, handovers, nominations, transfers, willingness
from accounts_app.views.owner_reviews import owner_review, owner_review_list
from accounts_app.views.owners import owners
from accounts_app.views.ownership_policy import nationwide, ownership_policy
from accounts_app.views.sparring import sparring

urlpatterns: list[URLPattern] = [
    path("nominations/", nominations.nomination_list, name="nomination_list"),
    path("nominations/<int:pk>/", nominations.nomination, name="nomination"),
    path("nominations/<int:pk>/confirm/", nominations.nomination_confirm, name="nomination_confirm"),
    path("nominations/<int:pk>/withdraw/", nominations.nomination_withdraw, name="nomination_withdraw"),
    path("<int:pk>/nominate/", nominations.nominate, name="nominate"),
    path("<int:pk>/owners/", owners, name="owners"),
    path("<int:pk>/nationwide/", nationwide, name="nationwide"),
    path("<int:pk>/assignment/", assignment_briefs.assignment, name="assignment"),
    path("<int:pk>/assignment/write/", assignment_briefs.assignment_write, name="assignment_write"),
    path("<int:pk>/assignment/<int:version>/read/", assignment_briefs.assignment_read, name="assignment_read"),
    path("<int:pk>/sparring/", sparring, name="sparring"),
    path("handovers/", handovers.handover_list, name="handover_list"),
    path("handovers/<int:pk>/", handovers.handover, name="handover"),
    path("handovers/<int:pk>/package/", handovers.handover_package, name="handover_package"),
    path("handovers/<int:pk>/sign/", handovers.handover_sign, name="handover_sign"),
    path("handovers/<int:pk>/steps/<int:step>/", handovers.handover_step, name="handover_step"),
    path("handovers/<int:pk>/items/", handovers.handover_items, name="handover_items"),
    path("handovers/<int:pk>/move/", handovers.handover_move, name="handover_move"),
    path("handovers/<int:pk>/cancel/", handovers.handover_cancel, name="handover_cancel"),
    path("transfer/", transfers.transfer, name="transfer"),
    path("ownership-policy/", ownership_policy, name="ownership_policy"),
]
people_urlpatterns: list[URLPattern] = [
    path("willingness/", willingness.willingness, name="willingness"),
    path("willing/", willingness.willing, name="willing"),
    path("reviews/", owner_review_list, name="owner_review_list"),
    path("reviews/<int:pk>/", owner_review, name="owner_review"),
]
