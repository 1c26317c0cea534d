"""A Django site like many others. What a test chooses comes from the environment:

SECRET_KEY    what the site signs with
DATABASE_URL  sqlite:///FILE or postgresql://USER:PASSWORD@HOST:PORT/NAME, as Sluice takes it
"""
import os
from urllib.parse import unquote, urlsplit

from django.conf import global_settings
from django.contrib.auth import hashers


def database(url):
    if url.startswith("sqlite:///"):
        name = url[len("sqlite:///") :]
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": {"timeout": 20}}
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username),
        "PASSWORD": unquote(parts.password),
        "HOST": parts.hostname,
        "PORT": parts.port,
    }


SECRET_KEY = os.environ["SECRET_KEY"]
DATABASES = {"default": database(os.environ["DATABASE_URL"])}
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "mysite.urls"
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
STATIC_URL = "/static/"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
LOGIN_REDIRECT_URL = "/whoami/"
LOGOUT_REDIRECT_URL = "/whoami/"

INSTALLED_APPS = [
    "mysite",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "channels",
    "rest_framework",
    "rest_framework.authtoken",
]

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Django's own list first, then whatever else this Django has.
PASSWORD_HASHERS = list(global_settings.PASSWORD_HASHERS)
PASSWORD_HASHERS += [
    path
    for path in (
        "django.contrib.auth.hashers." + name
        for name, it in vars(hashers).items()
        if getattr(it, "algorithm", None)
    )
    if path not in PASSWORD_HASHERS
]
