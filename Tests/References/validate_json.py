#!/usr/bin/env python3
"""Holds JSON documents against a JSON Schema of draft 2020-12, with the package jsonschema (4 or later).

    python3 validate_json.py [--strict] SCHEMA DOCUMENT...

Prints what is wrong, nothing when all is well. With --strict each document is also changed in every place, one at a
time: an object loses a key, or gets one more. The schema has to refuse every changed document.
"""
import copy
import json
import sys

from jsonschema import Draft202012Validator


def places(value, path=()):
    """The objects of a document: their paths and keys."""
    if isinstance(value, dict):
        yield path, list(value)
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []:
        yield from places(inner, path + (step,))


def cut(value):
    """The document with two elements of each list at most: enough to be changed, few enough to be quick."""
    if isinstance(value, dict):
        return {key: cut(inner) for key, inner in value.items()}
    return [cut(inner) for inner in value[:2]] if isinstance(value, list) else value


def changed(document, path, change):
    document = copy.deepcopy(document)
    place = document
    for step in path:
        place = place[step]
    change(place)
    return document


def main(arguments):
    strict = arguments[:1] == ['--strict']
    schema, *names = arguments[1:] if strict else arguments
    with open(schema, encoding='utf-8') as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for name in names:
        with open(name, encoding='utf-8') as file:
            document = json.load(file)
        for error in list(validator.iter_errors(document))[:5]:
            print(f'{name}: {"/".join(map(str, error.absolute_path))}: {error.message[:200]}')
        if not strict:
            continue
        document = cut(document)
        for path, keys in places(document):
            for key in keys:
                if validator.is_valid(changed(document, path, lambda place: place.pop(key))):
                    print(f'{name}: {"/".join(map(str, path))}: valid without {key}')
            if validator.is_valid(changed(document, path, lambda place: place.update({'unheard-of': 1}))):
                print(f'{name}: {"/".join(map(str, path))}: valid with one more key')


if __name__ == '__main__':
    main(sys.argv[1:])
