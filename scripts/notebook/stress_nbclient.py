"""Executes notebooks with nbclient: stress_nbclient.py KERNEL FOLDER FILE..., each in place. See stress.ts."""

import sys

import nbformat
from nbclient import NotebookClient

kernel, folder, *paths = sys.argv[1:]
for path in paths:
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": folder}}
    NotebookClient(notebook, kernel_name=kernel, timeout=120, allow_errors=True, resources=resources).execute()
    nbformat.validate(notebook)
    nbformat.write(notebook, path)
    print(path, flush=True)
