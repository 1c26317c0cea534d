"""What a test may ask of Django itself, each a function: its arguments and its answer are JSON."""
import io

import django
from django.contrib import auth
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from rest_framework.authtoken.models import Token


def manage(*command):
    """What a command of manage.py prints."""
    out = io.StringIO()
    call_command(*command, stdout=out, stderr=out, no_color=True)
    return out.getvalue()


def create_user(username, password, hasher="default"):
    encoded = hashers.make_password(password, hasher=hasher)
    return str(User.objects.create(username=username, password=encoded).pk)


def version():
    return django.get_version()


def algorithms():
    """The names of the site's hashers."""
    return [hasher.algorithm for hasher in hashers.get_hashers()]


def iterations():
    """What a new password costs."""
    return hashers.get_hasher().iterations


def row(username):
    """The password as it is stored."""
    return User.objects.get_by_natural_key(username).password


def authenticate(username, password):
    user = auth.authenticate(username=username, password=password)
    return user and user.get_username()


def deactivate(username):
    User.objects.filter(username=username).update(is_active=False)


def delete_user(username):
    User.objects.get_by_natural_key(username).delete()


def has_user(username):
    return User.objects.filter(username=username).exists()


def token(username):
    return Token.objects.get_or_create(user=User.objects.get_by_natural_key(username))[0].key


def delete_token(username):
    Token.objects.get(user__username=username).delete()


def delete_session(key):
    Session.objects.get(pk=key).delete()


def has_session(key):
    """Whether there is a row, expired or not."""
    return Session.objects.filter(pk=key).exists()


def expired_session():
    session = SessionStore()
    session.set_expiry(-1)
    session.save()
    return session.session_key
