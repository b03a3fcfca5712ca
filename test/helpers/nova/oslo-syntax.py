"""Parses texts as oslo.config parses files: a list of texts as JSON in, the fault of each or null out."""

import json
import os
import sys
import tempfile

from oslo_config import cfg


def fault(path, text):
    with open(path, "w", encoding="utf8", newline="") as file:
        file.write(text)
    try:
        cfg.ConfigParser(path, {}).parse()
    except cfg.ParseError as error:
        return {"line": error.lineno, "message": error.msg}
    return None


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "a.conf")
    print(json.dumps([fault(path, text) for text in json.load(sys.stdin)]))
