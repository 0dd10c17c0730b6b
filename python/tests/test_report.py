"""Tests that a report holds its logs, and needs nothing else. The browser's part is in tests/e2e/report.spec.ts."""

import base64
import gzip
import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..'))
import gradient_lab

LOG = os.path.join(os.path.dirname(__file__), '..', '..', 'tests', 'fixtures', 'logs', 'lstm.jsonl')


class Reports(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def at(self, name):
        return os.path.join(self.folder, name)

    def test_holds_each_log_and_refers_to_no_other_file(self):
        other = self.at('a "quoted" <name>.jsonl')
        with open(LOG, 'rb') as log, open(other, 'wb') as copy:
            copy.write(log.read())
        out = gradient_lab.report([LOG, other], self.at('report.html'))
        self.assertEqual(out, self.at('report.html'))
        with open(out, encoding='utf-8') as file:
            page = file.read()
        held = re.findall(r'<script type="text/plain" data-log="([^"]*)">([^<]*)</script>', page)
        self.assertEqual([name for name, _ in held], ['lstm.jsonl', 'a &quot;quoted&quot; &lt;name&gt;.jsonl'])
        with open(LOG, 'rb') as log:
            content = log.read()
        for _, packed in held:
            self.assertEqual(gzip.decompress(base64.b64decode(packed)), content)
        self.assertEqual(re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="(?!data:)[^"]*"', page), [])

    def test_a_notebook_shows_the_page_itself(self):
        shown = gradient_lab.report(LOG, self.at('report.html'), height=500)._repr_html_()
        self.assertTrue(shown.startswith('<iframe srcdoc="&lt;!doctype html&gt;'))
        self.assertIn('height: 500px', shown)
        self.assertEqual(shown.count('"'), 4)

    def test_other_files_are_refused_in_a_sentence(self):
        path = self.at('other.jsonl')
        with open(path, 'w') as file:
            file.write('{"loss": 1}\n')
        with self.assertRaisesRegex(ValueError, 'no log that gradient_lab.watch wrote'):
            gradient_lab.report(path, self.at('report.html'))
        with self.assertRaisesRegex(ValueError, 'name at least one'):
            gradient_lab.report([], self.at('report.html'))
        self.assertFalse(os.path.exists(self.at('report.html')))


if __name__ == '__main__':
    unittest.main()
