"""A real Django on one database: a JSON line {"verb": ..., "args": {...}} in, an answer a line out.

Arguments: the database (JSON, as in DATABASES), the secret key, the fallback keys (a JSON list), the
iterations of pbkdf2_sha256, the class of the users, and the time zone of a site without USE_TZ.
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

DATABASE, SECRET_KEY, FALLBACKS, ITERATIONS, MODEL = sys.argv[1:6]


class Hasher(PBKDF2PasswordHasher):
    iterations = int(ITERATIONS)


settings.configure(
    SECRET_KEY=SECRET_KEY,
    SECRET_KEY_FALLBACKS=json.loads(FALLBACKS),
    USE_TZ=not sys.argv[6:],
    TIME_ZONE=(sys.argv[6:] or ["UTC"])[0],
    SESSION_FILE_PATH=os.path.dirname(json.loads(DATABASE)["NAME"]) or None,
    DATABASES={"default": json.loads(DATABASE)},
    AUTH_USER_MODEL=MODEL,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    PASSWORD_HASHERS=["__main__.Hasher"],
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "rest_framework",
        "rest_framework.authtoken",
    ]
    + (["accounts"] if MODEL.startswith("accounts.") else []),
)
django.setup()

from django.contrib import auth  # noqa: E402
from django.contrib.auth.models import Group, Permission  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core import signing  # noqa: E402
from django.core.cache import cache  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from rest_framework.authentication import TokenAuthentication  # noqa: E402
from rest_framework.authtoken.models import Token  # noqa: E402

User = auth.get_user_model()


def command(name, *args, **options):
    out = io.StringIO()
    call_command(name, *args, stdout=out, stderr=out, no_color=True, **options)
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
    if MODEL.startswith("accounts."):
        command("makemigrations", "accounts")
        importlib.invalidate_caches()
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
    user = User.objects.get_by_natural_key(username)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    return User.objects.get_by_natural_key(username).has_perm("auth." + codename)


def make_group(name, codenames):
    group = Group.objects.create(name=name)
    group.permissions.set(Permission.objects.filter(codename__in=codenames))


def make_member(username, groups, codenames, **fields):
    """A user of some groups, with permissions of their own."""
    member = User.objects.create(**{User.USERNAME_FIELD: username}, **fields)
    member.groups.set(Group.objects.filter(name__in=groups))
    member.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return str(member.pk)


def grants(username, asked):
    """What a user may do, as Django sees it, and which of the permissions asked for they have."""
    found = User.objects.get_by_natural_key(username)
    return {
        "permissions": sorted(found.get_all_permissions()),
        "groups": sorted(found.groups.values_list("name", flat=True)),
        "has": [name for name in asked if found.has_perm(name)],
        "all": found.has_perms(asked),
        "any_in_auth": found.has_module_perms("auth"),
    }


def catalogue():
    """What PostgreSQL knows of the tables, but for how it counts ids, which depends on Django."""
    columns = rows(
        "SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,"
        " row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum)"
        " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped"
    )
    constraints = rows(
        "SELECT conname, conrelid::regclass::text, pg_get_constraintdef(oid), '', ''"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
    )
    indexes = rows(
        "SELECT indexname, tablename, indexdef, '', '' FROM pg_indexes WHERE schemaname = 'public'"
    )
    return [[str(value) for value in row] for row in columns + constraints + indexes]


def delete_user(username):
    return User.objects.get_by_natural_key(username).delete()


def create_user(**fields):
    return str(User.objects.create_user(**fields).pk)


def user(username):
    found = User.objects.get_by_natural_key(username)
    joined = getattr(found, "date_joined", None)
    return {
        "id": str(found.pk),
        "email": getattr(found, found.get_email_field_name(), ""),
        "first_name": getattr(found, "first_name", ""),
        "last_name": getattr(found, "last_name", ""),
        "is_active": found.is_active,
        "is_staff": getattr(found, "is_staff", False),
        "is_superuser": getattr(found, "is_superuser", False),
        "date_joined": joined and joined.isoformat(),
        "last_login": found.last_login and found.last_login.isoformat(),
        "password": found.password,
    }


def set_last_login(username, when):
    User.objects.filter(**{User.USERNAME_FIELD: username}).update(
        last_login=datetime.datetime.fromisoformat(when)
    )


def authenticate(username, password):
    found = auth.authenticate(username=username, password=password)
    return found and str(found.pk)


def token(username):
    return Token.objects.get_or_create(user=User.objects.get_by_natural_key(username))[0].key


def token_user(key):
    return TokenAuthentication().authenticate_credentials(key)[0].get_username()


def login(username, **data):
    request = request_with(None)
    found = User.objects.get_by_natural_key(username)
    auth.login(request, found, backend="django.contrib.auth.backends.ModelBackend")
    request.session.update(data)
    request.session.save()
    return request.session.session_key


def session(key):
    return SessionStore(session_key=key).load()


def session_user(key):
    return auth.get_user(request_with(key)).get_username()


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
