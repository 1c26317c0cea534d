"""Asks Django's URL resolver. JSON {routes, paths, reverses} in, {matches, urls} out.

A route is [kind, pattern, name, inner]: a mount's name is its namespace, or null, and inner its
routes. A path is matched as Channels does it, by the first route that is no mount. A reverse is
[name, args, kwargs]; null stands for what Django does not find.
"""
import json
import sys

try:
    from django.conf import settings
    from django.urls import NoReverseMatch, include, path, re_path, reverse
except ImportError as missing:
    print(missing)
    sys.exit(3)

settings.configure()


def view(request):
    raise AssertionError("nothing is served")


def build(route):
    kind, pattern, name, inner = route
    if kind == "mount":
        routes = [build(it) for it in inner]
        return path(pattern, include((routes, name) if name else routes))
    return {"path": path, "re_path": re_path}[kind](pattern, view, name=name)


def match(text):
    for index, route in enumerate(patterns):
        found = hasattr(route, "callback") and route.callback and route.pattern.match(text.lstrip("/"))
        if found:
            remaining, args, kwargs = found
            return [index, list(args), {k: str(v) for k, v in kwargs.items()}, remaining]
    return None


def url(name, args, kwargs):
    try:
        return reverse(name, urlconf=patterns, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return None


question = json.load(sys.stdin)
patterns = tuple(build(route) for route in question["routes"])
json.dump(
    {
        "matches": [match(text) for text in question["paths"]],
        "urls": [url(*it) for it in question["reverses"]],
    },
    sys.stdout,
)
