"""What OpenStack's own inspector says of files: their paths come as JSON, answers leave as JSON.

The module is loaded by itself: the rest of oslo.utils would need packages that have no part in it.
"""
import importlib.util
import json
import logging
import os
import sys
import types


def load(folder):
    sys.path.insert(0, folder)
    words = types.ModuleType('oslo_utils._i18n')
    words._ = str
    sys.modules['oslo_utils._i18n'] = words
    path = os.path.join(folder, 'oslo_utils', 'imageutils', 'format_inspector.py')
    spec = importlib.util.spec_from_file_location('format_inspector', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def wrapped(inspector, path):
    """As `detect_file_format` reads, which keeps to itself what it finds besides one format."""
    with open(os.fsencode(path), 'rb') as file:
        wrapper = inspector.InspectWrapper(file)
        try:
            while wrapper.read(4096):
                if wrapper.formats:
                    break
        finally:
            wrapper.close()
        return wrapper.formats


def checked(inspector, match):
    try:
        match.safety_check()
    except inspector.SafetyCheckFailed as failed:
        return {'complete': True, 'failures': {n: str(e) for n, e in failed.failures.items()}}
    except inspector.ImageFormatError:
        return {'complete': False, 'failures': {}}
    return {'complete': True, 'failures': {}}


def inspect(inspector, path):
    try:
        found = wrapped(inspector, path)
    except Exception as error:
        return {'crash': type(error).__name__}
    matches = [dict(checked(inspector, match), format=str(match)) for match in found]
    answer = {'matches': sorted(matches, key=lambda match: match['format'])}
    try:
        answer['detected'] = str(inspector.detect_file_format(path))
    except inspector.ImageFormatError as error:
        answer['refused'] = str(error)
    return answer


logging.disable(logging.CRITICAL)
module = load(sys.argv[1])
print(json.dumps([inspect(module, path) for path in json.load(sys.stdin)]))
