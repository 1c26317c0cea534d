"""djangorestframework-simplejwt, asked by a test: one question in JSON in, one answer out."""

import json
import sys
from datetime import timedelta

question = json.load(sys.stdin)
try:
    import cryptography  # noqa: F401
    import django
    import rest_framework  # noqa: F401
    import rest_framework_simplejwt  # noqa: F401
except ImportError as e:
    print(e.name)
    sys.exit(3)

from django.conf import settings

settings.configure(
    SECRET_KEY=question["secret_key"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth", "rest_framework"],
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    SIMPLE_JWT=dict(question.get("settings", {})),
    USE_TZ=True,
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from rest_framework.exceptions import APIException
from rest_framework.test import APIRequestFactory
from rest_framework_simplejwt.authentication import JWTAuthentication
from rest_framework_simplejwt.tokens import RefreshToken
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView

call_command("migrate", verbosity=0)
ann = User.objects.create_user("ann", password="ann")
User.objects.create_user("sleepy", password="sleepy", is_active=False)
factory = APIRequestFactory()


def issue(_):
    refresh = RefreshToken.for_user(ann)
    expired = RefreshToken.for_user(ann).access_token
    expired.set_exp(lifetime=timedelta(seconds=-1))
    return {
        "refresh": str(refresh),
        "access": str(refresh.access_token),
        "expired": str(expired),
    }


def judge(tokens):
    return [judged(token) for token in tokens]


def judged(token):
    request = factory.get("/", HTTP_AUTHORIZATION="Bearer " + token)
    try:
        user, claims = JWTAuthentication().authenticate(request)
        return {"user": str(user.id), "claims": claims.payload}
    except APIException as e:
        return {"detail": str(e.detail["detail"])}


def views(requests):
    return [viewed(it) for it in requests]


def viewed(it):
    view = TokenObtainPairView if it["view"] == "obtain" else TokenRefreshView
    method = getattr(factory, it["method"].lower())
    response = view.as_view()(method("/", it["body"], content_type=it["type"]))
    response.render()
    return {
        "status": response.status_code,
        "body": json.loads(response.content or "null"),
        "challenge": response.headers.get("WWW-Authenticate", ""),
    }


actions = {"issue": issue, "judge": judge, "views": views}
print(json.dumps({name: actions[name](value) for name, value in question["do"].items()}))
