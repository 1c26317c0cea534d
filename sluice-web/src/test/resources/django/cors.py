"""Sends requests through django-cors-headers. JSON list in, list of CORS headers out.

A question is {"settings", "method", "path", "headers", "vary"}; an answer {"headers", "preflight"}.
"""
import json
import sys

try:
    import django
    from corsheaders.middleware import CorsMiddleware
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import RequestFactory
except ImportError as missing:
    print(missing)
    sys.exit(3)

settings.configure(ALLOWED_HOSTS=["*"])
django.setup()
NAMES = [name for name in vars(sys.modules["corsheaders.conf"].Settings) if name.startswith("CORS_")]


def answer(question):
    for name in NAMES:
        if name in question["settings"]:
            setattr(settings, name, question["settings"][name])
        elif hasattr(settings, name):
            delattr(settings, name)
    reached = []

    def view(request):
        reached.append(request)
        response = HttpResponse("ok")
        if question["vary"]:
            response["Vary"] = question["vary"]
        return response

    headers = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in question["headers"].items()}
    request = RequestFactory().generic(question["method"], question["path"], **headers)
    response = CorsMiddleware(view)(request)
    told = {name.lower(): value for name, value in response.items()}
    return {
        "headers": {name: value for name, value in told.items() if name == "vary" or name.startswith("access-control-")},
        "preflight": not reached,
        "status": response.status_code,
    }


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)
