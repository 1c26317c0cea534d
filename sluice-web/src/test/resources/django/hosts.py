"""Asks Django's HttpRequest.get_host about hosts. JSON list in, list of booleans out."""
import json
import sys

try:
    from django.conf import settings
    from django.core.exceptions import DisallowedHost
    from django.http import HttpRequest
except ImportError as missing:
    print(missing)
    sys.exit(3)

settings.configure()


def allows(question):
    settings.DEBUG = question["debug"]
    settings.ALLOWED_HOSTS = question["allowed"]
    request = HttpRequest()
    request.META["HTTP_HOST"] = question["host"]
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


json.dump([allows(question) for question in json.load(sys.stdin)], sys.stdout)
