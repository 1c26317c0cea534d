"""A real Django on one SQLite file: a JSON line {"verb": ..., "args": {...}} in, an answer a line out.

Arguments: the file, the secret key, the fallback keys (a JSON list), the iterations of pbkdf2_sha256.
"""
import datetime
import importlib
import io
import json
import os
import pickle
import sys
import traceback

import django
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher

FILE, SECRET_KEY, FALLBACKS, ITERATIONS = sys.argv[1:5]


class Hasher(PBKDF2PasswordHasher):
    iterations = int(ITERATIONS)


settings.configure(
    SECRET_KEY=SECRET_KEY,
    SECRET_KEY_FALLBACKS=json.loads(FALLBACKS),
    USE_TZ=True,
    TIME_ZONE="UTC",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FILE}},
    SESSION_FILE_PATH=os.path.dirname(FILE),
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    PASSWORD_HASHERS=["__main__.Hasher"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "rest_framework",
        "rest_framework.authtoken",
    ],
)
django.setup()

from django.contrib import auth  # noqa: E402
from django.contrib.auth.models import Permission, User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core import signing  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from rest_framework.authentication import TokenAuthentication  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402


def command(name, **options):
    out = io.StringIO()
    call_command(name, stdout=out, stderr=out, no_color=True, **options)
    return out.getvalue()


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def request_with(key):
    request = RequestFactory().get("/")
    request.session = SessionStore(session_key=key)
    return request


def migrate():
    return command("migrate", fake_initial=True, interactive=False)


def check():
    return command("check")


def pending_changes():
    """What makemigrations would write: nothing, if models and migrations agree."""
    return command("makemigrations", dry_run=True)


def schema():
    return rows("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")


def migrations():
    return rows("SELECT app, name FROM django_migrations")


def permissions():
    return [
        [p.content_type.app_label, p.content_type.model, p.codename, p.name]
        for p in Permission.objects.select_related("content_type")
    ]


def add_permission(username, codename):
    user = User.objects.get(username=username)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    return User.objects.get(username=username).has_perm("auth." + codename)


def create_user(**fields):
    return User.objects.create_user(**fields).pk


def user(username):
    found = User.objects.get(username=username)
    return {
        "id": found.pk,
        "email": found.email,
        "first_name": found.first_name,
        "last_name": found.last_name,
        "is_active": found.is_active,
        "is_staff": found.is_staff,
        "is_superuser": found.is_superuser,
        "date_joined": found.date_joined.isoformat(),
        "last_login": found.last_login and found.last_login.isoformat(),
        "password": found.password,
    }


def set_last_login(username, when):
    User.objects.filter(username=username).update(
        last_login=datetime.datetime.fromisoformat(when)
    )


def authenticate(username, password):
    found = auth.authenticate(username=username, password=password)
    return found and found.pk


def token(username):
    return Token.objects.get_or_create(user=User.objects.get(username=username))[0].key


def token_user(key):
    return TokenAuthentication().authenticate_credentials(key)[0].username


def login(username, **data):
    request = request_with(None)
    found = User.objects.get(username=username)
    auth.login(request, found, backend="django.contrib.auth.backends.ModelBackend")
    request.session.update(data)
    request.session.save()
    return request.session.session_key


def session(key):
    return SessionStore(session_key=key).load()


def session_user(key):
    return auth.get_user(request_with(key)).username


def session_expiry(key):
    return SessionStore.get_model_class().objects.get(pk=key).expire_date.isoformat()


def engine(name, key=None):
    return importlib.import_module("django.contrib.sessions.backends." + name).SessionStore(key)


def load_session(key, **engine_name):
    return engine(engine_name["engine"], key).load()


def save_session(values, **engine_name):
    made = engine(engine_name["engine"])
    made.update(values)
    made.save()
    return made.session_key


def delete_session(key, **engine_name):
    engine(engine_name["engine"], key).delete()


def clear_engine(**engine_name):
    engine(engine_name["engine"]).clear_expired()


def expiry_age(key, **engine_name):
    found = engine(engine_name["engine"], key)
    return [found.get_expiry_age(), found.get_expire_at_browser_close()]


def cached(name):
    return cache._cache[name].hex()


def put_cached(name, hex_text):
    cache._cache[name] = bytes.fromhex(hex_text)
    cache._expire_info[name] = None


def pickles(json_text):
    return [pickle.dumps(json.loads(json_text), protocol).hex() for protocol in range(6)]


def pickles_of(expression):
    return [pickle.dumps(eval(expression), protocol).hex() for protocol in range(6)]


def unpickle(hex_text):
    return json.dumps(pickle.loads(bytes.fromhex(hex_text)))


def clear_sessions():
    return command("clearsessions")


def sign(value, salt):
    return signing.TimestampSigner(salt=salt).sign(value)


def unsign(signed, salt):
    return signing.TimestampSigner(salt=salt).unsign(signed, max_age=60)


def dumps(value, salt):
    return signing.dumps(value, salt=salt, compress=True)


def loads(signed, salt):
    return signing.loads(signed, salt=salt, max_age=60)


VERBS = {name: verb for name, verb in list(globals().items()) if callable(verb)}

for line in sys.stdin:
    question = json.loads(line)
    try:
        answer = {"ok": VERBS[question["verb"]](**question["args"])}
    except BaseException:
        answer = {"error": traceback.format_exc()}
    print(json.dumps(answer), flush=True)
