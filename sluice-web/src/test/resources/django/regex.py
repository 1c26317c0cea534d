"""Asks Python's re about regular expressions. JSON list of {regex, texts} in, for each the list of
[search, fullmatch] or the error out; a match is [start, end, groups, named groups]. It is null where
this Python cannot tell: it is too old for a character, or has a bug that later ones have not."""
import json
import re
import sys
import unicodedata
import warnings

warnings.simplefilter("ignore")


def found(match):
    return match and [match.start(), match.end(), match.groups(), match.groupdict()]


def answers(regex, text):
    if any(unicodedata.category(c) == "Cn" for c in text + regex.pattern):
        return None
    try:
        return [found(regex.search(text)), found(regex.fullmatch(text))]
    except SystemError:
        return None


def answer(question):
    try:
        regex = re.compile(question["regex"])
    except (re.error, OverflowError, RecursionError, ValueError) as error:
        return {"error": str(error)}
    return [answers(regex, text) for text in question["texts"]]


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)
