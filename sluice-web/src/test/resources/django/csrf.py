"""Sends requests through Django's CsrfViewMiddleware. JSON list in, list of answers out.

A question is {"method", "secure", "headers", "cookie", "field", "domain"}; the answer {"allowed",
"reason"}. The question {"issue": true} is answered with a {"cookie", "token"} that Django made.
"""
import http.cookies
import json
import logging
import sys
from urllib.parse import urlencode

try:
    from django.conf import settings
    from django.http import HttpResponse
    from django.middleware import csrf
    from django.test import RequestFactory
except ImportError as missing:
    print(missing)
    sys.exit(3)

settings.configure(ALLOWED_HOSTS=["*"])
logging.disable(logging.CRITICAL)


def reject(self, request, reason):
    return reason


csrf.CsrfViewMiddleware._reject = reject


def issue():
    request = RequestFactory().get("/")
    token = csrf.get_token(request)
    return {"cookie": request.META["CSRF_COOKIE"], "token": token}


def answer(question):
    if question.get("issue"):
        return issue()
    settings.CSRF_COOKIE_DOMAIN = question["domain"] or None
    headers = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in question["headers"].items()}
    if question["cookie"]:
        headers["HTTP_COOKIE"] = "csrftoken=" + question["cookie"]
    data = urlencode({"csrfmiddlewaretoken": question["field"]}) if question["field"] else ""
    if question["secure"]:
        headers["SERVER_PORT"] = "443"
    request = RequestFactory().generic(
        question["method"],
        "/",
        data,
        content_type="application/x-www-form-urlencoded",
        secure=question["secure"],
        **headers
    )
    middleware = csrf.CsrfViewMiddleware(lambda request: HttpResponse())
    middleware.process_request(request)
    reason = middleware.process_view(request, lambda request: None, (), {})
    return {"allowed": reason is None, "reason": reason}


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)
