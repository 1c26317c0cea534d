"""What a test may ask of Django itself, each a function: its arguments and its answer are JSON."""
import io

import django
from django.contrib import auth
from django.contrib.auth import hashers
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.http import HttpRequest
from django.test import override_settings
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


def times(username):
    """When a user joined, and when they last logged in."""
    user = User.objects.get_by_natural_key(username)
    return [user.date_joined.isoformat(), user.last_login.isoformat()]


def permit(username, own, by_group):
    """Lets a user do one thing, and another as a member of a group."""
    user = User.objects.get_by_natural_key(username)
    user.user_permissions.add(permission(own))
    group = Group.objects.create(name="group of " + username)
    group.permissions.add(permission(by_group))
    user.groups.add(group)


def permission(name):
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def permissions(username):
    """The names of all that a user may do."""
    return sorted(User.objects.get_by_natural_key(username).get_all_permissions())


def expiry(key):
    """When a session ends."""
    return Session.objects.get(pk=key).expire_date.isoformat()


def log_in_under(secret_key, username):
    """The key of a session from when the site had another secret key."""
    request = HttpRequest()
    request.session = SessionStore()
    user = User.objects.get_by_natural_key(username)
    with override_settings(SECRET_KEY=secret_key):
        auth.login(request, user, "django.contrib.auth.backends.ModelBackend")
        request.session.save()
    return request.session.session_key


def expired_session():
    session = SessionStore()
    session.set_expiry(-1)
    session.save()
    return session.session_key
