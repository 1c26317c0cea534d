"""The Django site beside the one under test: answers one question, which is JSON with its settings."""
import json
import sys
from importlib import import_module

try:
    import django
    import django_redis
    from django.conf import settings
except ImportError as error:
    print(error)
    sys.exit(3)

asked = json.load(sys.stdin)
optional = {}
if "redis" in asked:
    optional["CACHES"] = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": asked["redis"],
            "KEY_PREFIX": "site",
            "VERSION": 3,
        }
    }
settings.configure(
    SECRET_KEY=asked["secret_key"],
    AUTH_USER_MODEL=asked["users"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": asked["database"]}},
    SESSION_ENGINE="django.contrib.sessions.backends." + asked["engine"],
    SESSION_FILE_PATH=asked["folder"],
    SESSION_COOKIE_NAME="seat",
    AUTHENTICATION_BACKENDS=[asked["backend"]],
    DEFAULT_HASHING_ALGORITHM=asked["hashing"],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "people",
    ],
    **optional,
)
django.setup()

from django.contrib.auth import get_user, get_user_model, login
from django.core.management import call_command
from django.http import HttpRequest


def request(key=None):
    made = HttpRequest()
    made.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return made


def migrate():
    call_command("migrate", run_syncdb=True, verbosity=0)
    return ""


def create_user():
    return str(get_user_model().objects.create_user(asked["name"], password=asked["password"]).pk)


def whose():
    return get_user(request(asked["key"])).get_username()


def log_in():
    visit = request()
    user = get_user_model().objects.get_by_natural_key(asked["name"])
    login(visit, user, backend=asked["backend"])
    visit.session.save()
    return visit.session.session_key


print({"migrate": migrate, "create_user": create_user, "whose": whose, "log_in": log_in}[asked["do"]]())
