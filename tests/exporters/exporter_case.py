"""What the tests of the exporters share."""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import unittest


def need(*modules):
    """Ends the test as skipped where a package is not there."""
    for module in modules:
        try:
            importlib.import_module(module)
        except ImportError:
            print(f"Skipped: python3-{module} is not there")
            sys.exit(77)


class ExporterCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def info(self, name):
        """What counterpart-cli says of a file."""
        run = subprocess.run([CLI, "info", "--json", self.path(name)], capture_output=True,
                             text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stderr)
        return json.loads(run.stdout)


def run():
    global CLI
    CLI = sys.argv.pop(1)
    unittest.main()
