"""Django's own pages for logging in and out, its administration, and two views that say who asks."""
from django.contrib import admin
from django.http import JsonResponse
from django.urls import include, path
from rest_framework.authentication import TokenAuthentication
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.decorators import api_view, authentication_classes
from rest_framework.response import Response


def whoami(request):
    return JsonResponse({"username": request.user.get_username()})


@api_view()
@authentication_classes([TokenAuthentication])
def whoami_by_token(request):
    return Response({"username": request.user.get_username()})


urlpatterns = [
    path("accounts/", include("django.contrib.auth.urls")),
    path("admin/", admin.site.urls),
    path("api/login/", obtain_auth_token),
    path("api/whoami/", whoami_by_token),
    path("whoami/", whoami),
]
