"""Runs every test here and writes the numbers of passed, failed and skipped tests: `python3 tests/run.py counts.json`."""

import json
import os
import sys
import unittest

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(here)
sys.path.insert(0, root)
result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.discover(here, top_level_dir=root))
broken = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
counts = {
    'passed': result.testsRun - broken - len(result.skipped),
    'failed': broken,
    'skipped': len(result.skipped),
}
if len(sys.argv) > 1:
    with open(sys.argv[1], 'w') as file:
        json.dump(counts, file)
sys.exit(0 if broken == 0 else 1)
